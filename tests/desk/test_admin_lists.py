"""The lists and switches that administrators keep; what could never be applied says so to its editor."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from cases.models import Category, DutyItem, Limit, Reason
from partyorg.kinds import Role
from tests.desk.conftest import move, text
from tests.factories import PASSWORD, Town, administrator

ADD_REASON = reverse("admin:cases_reason_add")
FLAGS = ("is_active", "small", "emergency", "auto_whistle", "may_be_public")
ADD_DUTY = reverse("admin:cases_dutyitem_add")


@pytest.fixture
def boss(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("boss", PASSWORD, name="管理员"))
    return client


def category_page(category: Category) -> str:
    return reverse("admin:cases_category_change", args=[category.pk])


def as_posted(category: Category, **changed: object) -> dict[str, object]:
    fields = ("code", "name", "order", "urgency", "skills", "cues")
    kept = {field: getattr(category, field) for field in fields}
    ticked = {flag: "on" for flag in FLAGS if getattr(category, flag)}
    posted = {**kept, **ticked, "parent": category.parent_id or "", "panel": category.panel_id, **changed}
    return {field: value for field, value in posted.items() if field not in FLAGS or value}


def test_a_category_cannot_stand_above_itself(boss: Client):
    rubbish, open_rubbish = Category.objects.get(code="RUBBISH"), Category.objects.get(code="OPEN_RUBBISH")
    for above in (rubbish, open_rubbish):
        page = boss.post(category_page(rubbish), as_posted(rubbish, parent=above.pk))
        assert "上级类别不能是它自己" in text(page)
    rubbish.refresh_from_db()
    assert rubbish.parent is None


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"small": "on"}, "small", "突发事件直接送街道"),
        ({"urgency": "NORMAL"}, "urgency", "突发事件一律按特急办"),
        ({"auto_whistle": ""}, "auto_whistle", "突发事件到时没办好要自动升级"),
        ({"skills": "水暖、电工"}, "skills", "用空格分开"),
    ],
)
def test_a_category_that_contradicts_itself_says_so_at_the_field(
    boss: Client, changed: dict[str, object], field: str, sentence: str
):
    emergency = Category.objects.get(code="EMERGENCY")
    page = boss.post(category_page(emergency), as_posted(emergency, **changed))
    assert any(sentence in error for error in page.context["adminform"].form.errors[field])
    assert sentence in text(page)
    assert boss.post(category_page(emergency), as_posted(emergency)).status_code == 302


def test_the_trail_says_what_a_category_was_and_is(boss: Client):
    leak, rubbish = Category.objects.get(code="LEAK"), Category.objects.get(code="RUBBISH")
    boss.post(category_page(leak), as_posted(leak, parent=rubbish.pk, small="on"))
    detail = AuditEntry.objects.get(action="修改类别", object_id=str(leak.pk)).detail
    assert detail["was"] == {"parent": None, "small": False}
    assert detail["now"] == {"parent": rubbish.pk, "small": True}


@pytest.mark.parametrize("field", ["code", "name", "skills"])
def test_a_character_that_nobody_sees_is_named_as_such(boss: Client, field: str):
    leak = Category.objects.get(code="LEAK")
    page = boss.post(category_page(leak), as_posted(leak, **{field: "漏\x00水"}))
    assert page.context["adminform"].form.errors == {field: ["里面有看不见的字符，请重新输入。"]}


def test_all_contradictions_are_said_at_once(boss: Client):
    emergency = Category.objects.get(code="EMERGENCY")
    page = boss.post(category_page(emergency), as_posted(emergency, small="on", urgency="NORMAL", skills="水，电"))
    assert set(page.context["adminform"].form.errors) == {"small", "urgency", "skills"}


def test_a_category_says_which_rules_it_leaves_without_use(boss: Client):
    leak = Category.objects.get(code="LEAK")
    Limit.objects.create(clock="HANDLE", category=leak, level=1, limit="2wd")
    DutyItem.objects.create(level=2, category=leak, name="公共漏水")
    turned = boss.post(category_page(leak), as_posted(leak, emergency="on", urgency="CRITICAL"), follow=True)
    assert "时限“处置 2wd”：“房屋漏水”是突发事件，直接送街道，网格的时限永远用不上。" in text(turned)
    closed = boss.post(category_page(leak), as_posted(leak, is_active=""), follow=True)
    assert "类别“房屋漏水”已停用，新的案件用不上这一行。" in text(closed)
    assert "职责清单“社区：公共漏水”用不上了。" in text(closed)


def test_reasons_are_added_taken_out_of_use_and_never_deleted(boss: Client):
    boss.post(
        ADD_REASON, {"kind": "REFUSAL", "name": "应由法院执行", "channel": "人民法院", "order": 90, "is_active": "on"}
    )
    reason = Reason.objects.get(name="应由法院执行")
    detail = AuditEntry.objects.get(action="新增理由名单", object_id=str(reason.pk)).detail
    assert detail["now"]["channel"] == "人民法院"
    assert boss.post(reverse("admin:cases_reason_delete", args=[reason.pk])).status_code == 403


def test_a_reason_is_listed_once_and_a_suspension_has_no_channel(boss: Client):
    listed = Reason.objects.filter(kind="SUSPENSION").first()
    assert listed
    again = {"kind": "SUSPENSION", "name": listed.name, "order": 1, "is_active": "on"}
    assert "名单上已经有这一条了" in text(boss.post(ADD_REASON, again))
    assert "挂账用不上" in text(boss.post(ADD_REASON, {**again, "name": "别的", "channel": "法院"}))


def test_a_duty_is_listed_once_for_a_level(boss: Client):
    duty = {"level": 2, "category": Category.objects.get(code="CARE").pk, "name": "困难群众走访", "is_active": "on"}
    boss.post(ADD_DUTY, duty)
    assert "这一级的职责清单上已经有这个类别了" in text(boss.post(ADD_DUTY, duty))
    assert DutyItem.objects.get().level == 2


def test_a_duty_of_a_category_out_of_use_is_not_taken(boss: Client):
    care = Category.objects.get(code="CARE")
    Category.objects.filter(pk=care.pk).update(is_active=False)
    page = boss.post(ADD_DUTY, {"level": 2, "category": care.pk, "name": "困难群众走访", "is_active": "on"})
    assert "类别“困难帮扶”已停用，案件不会再归到它" in text(page)
    assert not DutyItem.objects.exists()


def reason_page(reason: Reason) -> str:
    return reverse("admin:cases_reason_change", args=[reason.pk])


def test_a_refusal_without_a_channel_says_what_that_means(boss: Client):
    fields = {"kind": "REFUSAL", "name": "应由法院执行", "order": 90, "is_active": "on"}
    assert "这条理由没有写渠道" in text(boss.post(ADD_REASON, fields, follow=True))
    listed = Reason.objects.get(name="应由法院执行")
    told = boss.post(reason_page(listed), {**fields, "channel": "人民法院"}, follow=True)
    assert "没有写渠道" not in text(told)


@pytest.mark.parametrize(("kind", "whose"), [("REFUSAL", "受理员不能再提请"), ("SUSPENSION", "主办单位不能再申请挂账")])
def test_the_last_reason_taken_out_of_use_says_what_cannot_be_done_any_more(boss: Client, kind: str, whose: str):
    last = Reason.objects.filter(kind=kind).first()
    assert last
    Reason.objects.filter(kind=kind).exclude(pk=last.pk).update(is_active=False)
    fields = {"name": last.name, "channel": last.channel, "order": last.order}
    assert whose not in text(boss.post(reason_page(last), {**fields, "is_active": "on"}, follow=True))
    assert whose in text(boss.post(reason_page(last), fields, follow=True))


def test_a_reason_stays_as_it_is_while_somebody_waits_for_a_decision_by_it(town: Town, boss: Client):
    move(town.client("intake"), town.reported("邻居欠我钱"), "ask_refusal", cause="属于信访事项", channel="", reason="")
    reason = Reason.objects.get(name="属于信访事项")
    fields = {"name": reason.name, "channel": reason.channel, "order": reason.order}
    stopped = boss.post(reason_page(reason), fields)
    assert "有 1 件正按“属于信访事项”提请" in text(stopped)
    assert set(stopped.context["adminform"].form.errors) == {"is_active"}
    renamed = boss.post(reason_page(reason), {**fields, "name": "信访", "is_active": "on"})
    assert set(renamed.context["adminform"].form.errors) == {"name"}
    assert boss.post(reason_page(reason), {**fields, "channel": "信访局", "is_active": "on"}).status_code == 302


def test_a_reason_does_not_change_from_one_list_to_the_other(boss: Client):
    reason = Reason.objects.filter(kind="REFUSAL").first()
    assert reason
    fields = {"kind": "SUSPENSION", "name": reason.name, "channel": reason.channel, "order": 1, "is_active": "on"}
    boss.post(reason_page(reason), fields)
    reason.refresh_from_db()
    assert (reason.kind, reason.order) == ("REFUSAL", 1)


@pytest.mark.parametrize("name", ["category", "limit", "reason", "dutyitem", "recomputation"])
def test_nobody_else_gets_at_the_lists(db: None, name: str):
    stranger = administrator(Role.SECURITY_ADMINISTRATOR)
    assert stranger.get(reverse(f"admin:cases_{name}_changelist")).status_code == 403
    assert stranger.post(reverse(f"admin:cases_{name}_add")).status_code == 403
