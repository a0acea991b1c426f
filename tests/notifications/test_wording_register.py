"""The register of words: every rule is listed; words are changed, messages switched off and on, and it is on record."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from notifications.models import Wording
from notifications.proofreading import never, problems
from notifications.rules import DEFAULTS
from notifications.terms import Key
from partyorg.kinds import Role
from tests.factories import PASSWORD, administrator

REGISTER = reverse("admin:notifications_wording_changelist")


def address(name: str) -> str:
    return reverse("admin:notifications_wording_change", args=[name])


@pytest.fixture
def boss(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("boss", PASSWORD, name="管理员"))
    return client


def wording(name: str) -> Wording | None:
    return next((row for row in Wording.objects.all() if str(row.key) == name), None)


def test_every_rule_is_listed_with_the_words_in_force(boss: Client, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        page = boss.get(REGISTER).text
    assert page.count('<th scope="row">') == len(DEFAULTS)
    assert f"全部（{len(DEFAULTS)}）" in page
    assert "签收超期，系统已代为签收，记黄牌" in page


def test_no_rule_that_comes_with_the_system_is_amiss():
    for key, rule in DEFAULTS.items():
        assert problems(rule.words, key) == [], key
        assert never(key) == "", key


def test_the_register_finds_what_was_changed_and_what_is_off(boss: Client):
    boss.post(address("sign-OWNER"), {"deed": "save", "words": "{host}接了：{title}"})
    boss.post(address("report_in-OWNER"), {"deed": "off", "words": "{host}已报到"})
    changed, off = boss.get(REGISTER, {"show": "changed"}).text, boss.get(REGISTER, {"show": "off"}).text
    assert changed.count('<th scope="row">') == off.count('<th scope="row">') == 1
    assert "{host}接了：{title}" in changed
    assert "{host}已报到" in off
    assert "没有这样的消息" in boss.get(REGISTER, {"q": "查无此字"}).text


def test_words_are_changed_and_it_is_on_record(boss: Client):
    answer = boss.post(address("sign-OWNER"), {"deed": "save", "words": "{host}接了：{title}"}, follow=True)
    assert "已保存，从下一次发送起用新的措辞" in answer.text
    assert "用<b>改过的</b>措辞" in answer.text
    row = wording("sign-OWNER")
    assert row is not None
    entry = AuditEntry.objects.get(action="修改消息措辞", object_id=str(row.pk))
    assert (entry.by and entry.by.username, entry.detail) == (
        "boss",
        {"rule": "sign-OWNER", "was": {"words": ""}, "now": {"words": "{host}接了：{title}"}},
    )


def test_saving_what_stands_there_already_is_no_change(boss: Client):
    words = DEFAULTS[Key("sign", False, "OWNER", "")].words
    assert "没有改动" in boss.post(address("sign-OWNER"), {"deed": "save", "words": words}, follow=True).text
    assert not AuditEntry.objects.filter(action="修改消息措辞").exists()


def test_the_default_words_come_back(boss: Client):
    boss.post(address("sign-OWNER"), {"deed": "save", "words": "{host}接了：{title}"})
    assert "已恢复默认的措辞" in boss.post(address("sign-OWNER"), {"deed": "restore", "words": "x"}, follow=True).text
    assert "{host}接了" not in boss.get(REGISTER).text
    assert AuditEntry.objects.filter(action="恢复默认消息措辞").count() == 1


@pytest.mark.parametrize(
    ("name", "words", "sentence"),
    [
        ("sign-OWNER", "{hsot}已签收", "没有这样的占位符：{hsot}"),
        ("sign-OWNER", "{host}已签收：{result}", "“签收”这一步没有{result}可填"),
        ("submit-REPORTER", "已登记，主办{host}", "“上报”这一步没有{host}可填"),
        ("sign-OWNER", "{host已签收", "花括号不成对"),
        ("sign-OWNER", "{ host }已签收", "花括号里不要有空格"),
        ("sign-OWNER", "｛host｝已签收", "半角"),
        ("sign-OWNER", "{host}\r\n已签收", "不要换行"),
        ("sign-OWNER", " ", "请写措辞"),
        ("sign-OWNER", "长" * 301, "最多写 300 个字，现在是 301 个"),
        ("refuse-REPORTER", "不予受理：{cause}", "不能少了：{channel}（该找的渠道）"),
        ("extend_approve-REPRESENTED", "延期了，{by_when}", "不能少了：{reason}"),
    ],
)
@pytest.mark.parametrize("deed", ["save", "preview"])
def test_words_that_cannot_be_used_are_refused_at_their_field_and_stay_typed(
    boss: Client, name: str, words: str, sentence: str, deed: str
):
    answer = boss.post(address(name), {"deed": deed, "words": words})
    assert answer.status_code == 200
    assert any(sentence in error for error in answer.context["form"].errors["words"])
    assert answer.context["form"]["words"].value() == words
    assert sentence in answer.text
    assert "<h2>预览" not in answer.text
    assert wording(name) is None


def test_a_message_is_switched_off_and_on_again(boss: Client):
    words = {"words": DEFAULTS[Key("sign", False, "OWNER", "")].words}
    off = boss.post(address("sign-OWNER"), {"deed": "off", **words}, follow=True).text
    assert "已停用，不再发送" in off
    assert "<b>停用</b>，不发送" in off
    assert "已恢复发送" in boss.post(address("sign-OWNER"), {"deed": "on", **words}, follow=True).text
    deeds = AuditEntry.objects.filter(object_type="notifications.Wording").order_by("id")
    assert list(deeds.values_list("action", flat=True)) == ["停用消息", "恢复发送消息"]


def test_switching_off_loses_nothing_that_was_typed(boss: Client):
    answer = boss.post(address("sign-OWNER"), {"deed": "off", "words": "还没写完{host"})
    assert "还没写完{host</textarea>" in answer.text
    assert "框里的措辞还没有保存" in answer.text
    row = wording("sign-OWNER")
    assert row is not None
    assert (row.off, row.words) == (True, "")


@pytest.mark.parametrize(
    "name",
    [
        "refuse-REPORTER",
        "extend_approve-REPORTER",
        "suspend-REPRESENTED",
        "check_pass-REPORTER",
        "revisit_ok-FOLLOWERS",
        "close_explained-REPORTER",
        "closed_with_parent-FOLLOWERS",
        "decline-REPORTER-closed",
    ],
)
def test_what_residents_are_owed_cannot_be_switched_off(boss: Client, name: str):
    page = boss.get(address(name)).text
    assert "可以改措辞，不能停用" in page
    assert 'value="off"' not in page
    assert "按规定必须告诉居民，不能停用" in boss.post(address(name), {"deed": "off", "words": "x"}).text
    assert wording(name) is None


def test_words_whose_placeholder_was_given_up_are_told_to_the_editor(boss: Client):
    Wording.objects.create(kind="sign", audience="OWNER", words="{host}接了，{gone_since}")
    listed = boss.get(REGISTER, {"show": "amiss"}).text
    assert "改过的措辞用不了，发的是默认的：没有这样的占位符：{gone_since}" in listed
    assert "{host}已签收：{title}" in listed
    page = boss.get(address("sign-OWNER")).text
    assert "改过的措辞现在用不了，发的是默认的" in page
    assert "{host}接了，{gone_since}</textarea>" in page


def test_words_of_a_rule_that_is_no_more_are_told_and_can_be_cleared(boss: Client):
    Wording.objects.create(kind="sign", audience="ASSISTING", words="{host}接了")
    assert "改过的措辞不再使用" in boss.get(REGISTER, {"show": "amiss"}).text
    assert "改过的措辞不再使用" in boss.get(address("sign-ASSISTING")).text
    answer = boss.post(address("sign-ASSISTING"), {"deed": "restore", "words": "{host}接了"}, follow=True)
    assert answer.request["PATH_INFO"] == REGISTER
    assert boss.get(address("sign-ASSISTING")).status_code == 404


def test_the_page_names_the_placeholders_of_its_step(boss: Client):
    page = boss.get(address("refuse-REPORTER")).text
    assert "<code>{channel}</code>" in page
    assert "该找的渠道" in page
    assert "<code>{meeting}</code>" not in page


@pytest.mark.parametrize("path", [REGISTER, address("sign-OWNER")])
def test_nobody_else_gets_at_the_words(db: None, path: str):
    staff, outsider = administrator(Role.SECURITY_ADMINISTRATOR), Client()
    outsider.force_login(User.objects.create_user("outsider", PASSWORD, name="外人"))
    assert staff.get(path).status_code == 403
    assert outsider.get(path).status_code == 302
    assert Client().get(path).status_code == 302
    assert staff.post(address("sign-OWNER"), {"deed": "save", "words": "改"}).status_code == 403
    assert not Wording.objects.exists()


def test_whoever_may_only_look_changes_nothing(db: None):
    client = administrator(Role.AUDIT_ADMINISTRATOR)
    page = client.get(address("sign-OWNER"))
    assert page.status_code == 200
    assert 'name="deed"' not in page.text
    assert client.post(address("sign-OWNER"), {"deed": "save", "words": "改"}).status_code == 403


def test_wrong_methods_and_unknown_rules_are_refused(boss: Client):
    assert boss.put(address("sign-OWNER")).status_code == 405
    assert boss.post(REGISTER).status_code == 405
    assert boss.get(address("nothing-OWNER")).status_code == 404
    assert boss.get(reverse("admin:notifications_wording_add")).status_code == 403
