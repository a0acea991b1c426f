"""No button where nothing can come of it, and no word that is not so any more."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.template import Context, Template
from django.urls import reverse

from accounts.models import User
from activities import actions
from activities.kinds import End, Minors
from activities.models import Activity, SignUp
from tests.activities.calling import (
    ENDS_AT,
    HOUR,
    MONDAY,
    STARTS_AT,
    at,
    called,
    filled,
    page_of,
    phone_of,
    plan,
    scanned,
    volunteer,
)
from tests.factories import Town
from tests.resident.conftest import text

pytestmark = pytest.mark.django_db
CHANGED, DAY = "您报名以后，活动改了地点", timedelta(days=1)


@pytest.fixture
def made(town: Town) -> Activity:
    return called(town)


@pytest.fixture
def person(town: Town, made: Activity) -> User:
    one = volunteer(town)
    actions.sign_up(made, one, at=MONDAY)
    return one


def come(made: Activity, person: User, moment: Any) -> None:
    actions.come(made, person, scanned(made, End.IN, moment), at=moment)


def leave(made: Activity, person: User, moment: Any) -> None:
    actions.leave(made, person, scanned(made, End.OUT, moment), at=moment)


def test_whoever_has_left_is_not_told_to_scan(town: Town, made: Activity, person: User) -> None:
    actions.edit(made, plan(town, where="5 号楼"), by=town.hat("community"), at=MONDAY + HOUR)
    phone = phone_of(person)
    with at(STARTS_AT):
        page = text(phone.get(page_of(made)))
        assert "请扫组织者屏幕上的码" in page
        assert CHANGED in page
    come(made, person, STARTS_AT)
    leave(made, person, STARTS_AT + HOUR)
    with at(STARTS_AT + HOUR):
        page = text(phone.get(page_of(made)))
        assert "再签到一次" in page
        assert "扫一扫" not in page
        assert "请扫组织者" not in page
        assert CHANGED not in page
    with at(ENDS_AT):
        page = text(phone.get(page_of(made)))
        assert "再签到一次" not in page
        assert CHANGED not in page


def test_on_the_next_day_one_is_told_to_scan_again(town: Town) -> None:
    made, person = called(town, ends_at=ENDS_AT + DAY), volunteer(town)
    actions.sign_up(made, person, at=MONDAY)
    come(made, person, STARTS_AT)  # and forgot to check out
    with at(STARTS_AT + DAY):
        page = text(phone_of(person).get(page_of(made)))
        assert "输数字签到" in page
        assert "<button" in text(phone_of(person).get(f"{page_of(made)}code/in/")).partition("<main")[2]


@pytest.mark.parametrize(
    ("end", "steps", "said"),
    [("in", 1, "您已经签到了"), ("out", 0, "您还没有签到"), ("out", 2, "您已经签退了")],
)
def test_where_nothing_can_come_of_it_there_is_no_button(
    made: Activity, person: User, end: str, steps: int, said: str
) -> None:
    for step in [come, leave][:steps]:
        step(made, person, STARTS_AT if step is come else STARTS_AT + HOUR / 2)
    with at(STARTS_AT + HOUR):
        phone, path = phone_of(person), f"{page_of(made)}code/{end}/"
        for page in (phone.get(path), phone.post(path, {"digits": "123456"})):
            main = text(page).partition("<main")[2]
            assert said in main or "错误" in text(page)
            assert 'name="digits"' not in main
            assert "扫一扫" not in main
        assert said in text(phone.get(path))


def test_who_did_not_sign_up_has_nothing_to_type(town: Town, made: Activity) -> None:
    with at(STARTS_AT + HOUR):
        page = text(phone_of(volunteer(town)).get(f"{page_of(made)}code/in/"))
    assert "请组织者把您加进名单" in page
    assert 'name="digits"' not in page


def test_whoever_is_on_the_list_is_not_added_to_it(town: Town, made: Activity, person: User) -> None:
    path, desk = reverse("activities:walk_up", args=[made.pk]), town.client("community")
    stranger = volunteer(town)
    with at(STARTS_AT):
        for one, said in [(person, "已经在名单上"), (stranger, "已加进名单"), (stranger, "已经在名单上")]:
            assert said in text(desk.post(path, {"phone": one.phone}, follow=True))
    assert SignUp.objects.filter(activity=made).count() == 2


def test_a_day_of_another_year_says_which(town: Town) -> None:
    other = called(town, starts_at=STARTS_AT + 365 * DAY, ends_at=ENDS_AT + 365 * DAY)
    assert "2027年11月16日 12:00–14:00" in text(town.client("community").get(reverse("activities:list")))
    assert "2027年11月16日" in text(phone_of(volunteer(town)).get(page_of(other)))
    day_of = Template("{% load activities %}{{ day|day_of }}")
    assert day_of.render(Context({"day": date(2026, 12, 3)})) == "12月3日"


def test_whoever_is_fourteen_may_come_alone() -> None:
    assert Minors.WITH_GUARDIAN.label == "8 岁以上可以来，未满 14 岁要监护人陪着"


@pytest.mark.parametrize("title", ["<b>清理</b>", "=1+1", "！！！"])
def test_a_title_is_a_name(town: Town, title: str) -> None:
    answer: Any = town.client("community").post(reverse("activities:new"), filled(town, title=title))
    assert answer.status_code == 422
    assert answer.context["form"].errors["title"]
