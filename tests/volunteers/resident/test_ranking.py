"""排行榜: whoever said so, by hours, in one place and period; ties tie; no minor, no name without its owner's word."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import User
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser
from tests.volunteers.pages import text
from tests.volunteers.people import joined, served
from volunteers.actions import approve
from volunteers.kinds import Ranked
from volunteers.models import Volunteer


def someone(town: Town, name: str, hours: float, ranked: Ranked = Ranked.NAMED, **said: Any) -> User:
    person = User.objects.create_user(f"someone-{name}", name=name)
    joined(town, person, birthday=said.pop("birthday", date(1990, 3, 7)))
    Volunteer.objects.filter(person=person).update(ranked=ranked)
    did(town, person, hours, **said)
    return person


def did(town: Town, person: User, hours: float, **said: Any) -> None:
    approve(served(town, person, hours=hours, **said), by=town.hat("street_secretary"), at=MONDAY)


def standings(browser: Browser, **query: str) -> list[tuple[str, str]]:
    page = text(browser.get("/volunteer/ranking/", query))
    return re.findall(r"第 (\d+) 名 (\S+?)</dt>", page)


def test_ties_tie_and_the_next_one_stands_after_all_of_them(town: Town, browser: Browser, volunteer: User) -> None:
    for name, hours in (("甲一", 3), ("乙一", 5), ("丙一", 3), ("丁一", 1)):
        someone(town, name, hours)
    assert standings(browser) == [("1", "乙一"), ("2", "甲一"), ("2", "丙一"), ("4", "丁一")]


def test_nobodys_name_without_their_word_and_no_minor(town: Town, browser: Browser, volunteer: User) -> None:
    someone(town, "甲一", 3, Ranked.MASKED)
    someone(town, "乙一", 5, Ranked.HIDDEN)
    someone(town, "丙一", 4, birthday=date(2012, 1, 1))
    assert standings(browser) == [("1", "甲*")]


def test_one_reads_ones_own_rank_or_that_nobody_sees_one(town: Town, browser: Browser, volunteer: User) -> None:
    someone(town, "甲一", 3)
    did(town, volunteer, 2)
    assert "您没有上榜，别人看不到您" in text(browser.get("/volunteer/ranking/"))
    Volunteer.objects.filter(person=volunteer).update(ranked=Ranked.MASKED)
    page = text(browser.get("/volunteer/ranking/"))
    assert "排第 <b>2</b> 名" in page
    assert "林*（您）" in page


def test_each_place_and_each_period_has_its_own(town: Town, browser: Browser, volunteer: User) -> None:
    person = someone(town, "甲一", 1)
    did(town, person, 2, at=MONDAY - timedelta(days=40))  # in October
    did(town, person, 3, at=MONDAY - timedelta(days=80))  # in August
    for query, hours in (({}, "1 小时"), ({"period": "quarter"}, "3 小时"), ({"period": "year"}, "6 小时")):
        assert f"<b>{hours}</b>" in text(browser.get("/volunteer/ranking/", query))
    assert standings(browser, where="street") == [("1", "甲一")]
    assert standings(browser, where="x", period="x") == [("1", "甲一")]


def test_hours_of_another_community_are_not_denied(town: Town, browser: Browser, volunteer: User) -> None:
    """To who had moved with eighteen hours it said that there were none."""
    did(town, volunteer, 2)
    Volunteer.objects.filter(person=volunteer).update(community=town.places["far_community"])
    page = text(browser.get("/volunteer/ranking/"))
    there = town.places["far_community"].short_name
    for words in (f"您这段时间在{there}还没有审核通过的服务时长", "只算在这个社区做的"):
        assert words in page, words


def test_who_is_no_volunteer_reads_how_to_become_one(browser: Browser) -> None:
    assert browser.get("/volunteer/ranking/").url == "/volunteer/"
    assert Browser().get("/volunteer/ranking/").url.startswith("/me/sign-in/")
    assert browser.post("/volunteer/ranking/").status_code == 405


@pytest.mark.parametrize("many", [1, 12])
def test_it_asks_as_much_of_many_as_of_one(
    town: Town, browser: Browser, volunteer: User, django_assert_max_num_queries: Any, many: int
) -> None:
    for number in range(many):
        someone(town, f"甲{number}", 1)
    with django_assert_max_num_queries(14):
        browser.get("/volunteer/ranking/")
