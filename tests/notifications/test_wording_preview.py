"""What an administrator reads before saving: the words with examples, and with the newest step of that kind."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from cases import actions
from cases.models import Category, Event
from notifications.models import Message, Wording
from tests.factories import MONDAY, PASSWORD, Town


@pytest.fixture
def boss(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("boss", PASSWORD, name="管理员"))
    return client


def previewed(client: Client, name: str, words: str) -> list[str]:
    """The texts of the preview: with examples, with the newest step."""
    page = client.post(reverse("admin:notifications_wording_change", args=[name]), {"deed": "preview", "words": words})
    shown = [page.context["examples"], page.context["newest"]]
    assert all(preview.text in page.text for preview in shown if preview)
    return [preview.text for preview in shown if preview]


def test_examples_stand_for_every_placeholder_and_nothing_is_saved(boss: Client):
    assert previewed(boss, "sign-OWNER", "{host}接了：{number}") == ["镇江路街道综合执法队接了：370203-20261116-000123"]
    assert not Wording.objects.exists()


def test_a_page_just_opened_previews_the_words_in_force(boss: Client):
    Wording.objects.create(kind="sign", audience="OWNER", words="{host}接了")
    page = boss.get(reverse("admin:notifications_wording_change", args=["sign-OWNER"])).text
    assert "镇江路街道综合执法队接了" in page
    assert "最近没有走过这一步的案件" in page


def test_the_newest_step_of_that_kind_fills_it_in(boss: Client, town: Town):
    town.handling()
    newest = town.handling(words="路灯不亮")
    texts = previewed(boss, "sign-OWNER", "{host}接了{title}（{number}）")
    assert texts[1] == f"太平镇社区第1网格党支部接了路灯不亮（{newest.number}）"
    assert not Message.objects.exists()


def test_a_step_of_the_system_is_previewed_with_one_of_the_system(boss: Client, town: Town):
    by_hand = town.accepted()
    assert len(previewed(boss, "accept-system-OWNER", "{number}")) == 1
    late = town.reported()
    assert late.respond_by is not None
    actions.sweep(at=late.respond_by)
    assert previewed(boss, "accept-system-OWNER", "{number}")[1] == late.number
    assert previewed(boss, "accept-REPORTER", "{number}")[1] == by_hand.number


def test_residents_texts_are_counted_in_characters_and_messages(boss: Client):
    address = reverse("admin:notifications_wording_change", args=["accept-REPORTER"])
    for length, texts in [(70, 1), (71, 2), (135, 3)]:
        page = boss.post(address, {"deed": "preview", "words": "字" * length}).text
        assert f"{length} 个字，按 {texts} 条短信发送" in page
    address = reverse("admin:notifications_wording_change", args=["sign-OWNER"])
    assert "条短信发送" not in boss.post(address, {"deed": "preview", "words": "字" * 71}).text


def test_numbers_that_people_wrote_are_masked(boss: Client, town: Town):
    town.reported("漏水打13800010001，座机0532-83801234，证件370203199001011234")
    text = previewed(boss, "submit-OWNER", "{title}（{number}）")[1]
    for number in ["13800010001", "83801234", "370203199001011234"]:
        assert number not in text
    assert "138****0001" in text
    assert Event.objects.get().case.number in text


def test_a_number_that_was_cut_short_is_masked_too(boss: Client, town: Town):
    town.handling(words="路灯不亮，请打13800010001")
    text = previewed(boss, "accept-REPORTER", "“{title}”")[1]
    assert text == "“路灯不亮，请打******…”"


@pytest.mark.parametrize("kept", ["confidential", "sensitive"])
def test_of_a_confidential_or_sensitive_matter_nothing_is_shown(boss: Client, town: Town, kept: str):
    if kept == "confidential":
        case = town.reported("三号楼李某打人", confidential=True)
    else:
        case = town.reported("三号楼李某打人", category=Category.objects.get(code="NEIGHBOURS"))
    text = previewed(boss, "submit-OWNER", "{title}（{number}）")[1]
    assert text == f"有关事项（{case.number}）"


def test_it_says_which_placeholders_came_out_empty(boss: Client, town: Town):
    town.accepted()
    address = reverse("admin:notifications_wording_change", args=["dispatch-HOST"])
    page = boss.post(address, {"deed": "preview", "words": "{title}{report_in}"}).text
    assert "这一件里是空的：{report_in}" in page


def test_an_old_step_that_cannot_be_filled_in_leaves_the_page_standing(boss: Client, town: Town):
    case = town.handling()
    Event.objects.create(
        case=case, seq=99, kind="extend_request", at=MONDAY, role="主办单位", to_state=case.state,
        to_level=1, owner_org=case.owner_org, data={"limit": "三天"},
    )  # fmt: skip
    assert len(previewed(boss, "extend_request-DECIDERS", "{host}要{longer}")) == 1
