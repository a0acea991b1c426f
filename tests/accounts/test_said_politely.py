"""What Django says on pages of ours: 您, in the words of the registers, without what was forged."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from accounts.actions import invite
from tests.factories import MONDAY, Town, build_town


def test_whoever_sets_the_first_password_is_addressed_as_您(db: None) -> None:
    person = build_town().people["worker"]
    page = Client().get(invite(person, by=None, at=MONDAY)).text
    assert "您的密码必须包含至少 10 个字符。" in page
    assert "你" not in page


def test_filters_are_named_and_a_forged_choice_is_not_repeated(db: None) -> None:
    town: Town = build_town()
    keeper = town.client("security_admin")
    page = keeper.get(reverse("admin:partyorg_post_changelist")).text
    assert "按岗位" in page.replace(" ", "")
    assert "以 岗位" not in page
    answer = keeper.post(reverse("admin:partyorg_post_add"), {"role": "HEAD", "person": town.people["worker"].pk}).text
    assert "选的不在可用的选项里，请重新选。" in answer
    assert "HEAD 不在" not in answer


def test_whoever_has_no_post_is_sent_to_the_security_administrator(db: None) -> None:
    town = build_town()
    town.people["worker"].posts.update(withdrawn_at=MONDAY)
    answer = town.client("worker").get("/desk/")
    assert answer.status_code == 403
    assert "由安全管理员在" in answer.text
    assert "区平台管理员" not in answer.text
