"""What stands over each page of the board: the days that one tap leads to, and what a picture of it says of itself."""

from __future__ import annotations

import re
from html import unescape

import pytest
import time_machine

from tests.dashboards.counted import OCTOBER, counted
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.usefixtures("monday")

PAGES = ("", "parts/", "league/", "forces/", "indicators/satisfied/", "indicators/combined/", "indicators/took/")


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def read(town: Town, tail: str, who: str = "leading", where: str = "district") -> str:
    answer = town.client(who).get(f"/board/{town.places[where].pk}/{tail}")
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def switch(page: str) -> dict[str, tuple[str, bool]]:
    [nav] = re.findall(r'<nav class="seg".*?</nav>', page, re.DOTALL)
    found = re.findall(r'<a href="([^"]*)"( class="on" aria-current="true")?>([^<]*)</a>', nav)
    return {words: (unescape(to), bool(on)) for to, on, words in found}


@pytest.mark.parametrize("tail", PAGES)
def test_the_month_that_is_over_and_the_quarter_are_one_tap_away(town: Town, tail: str) -> None:
    found = switch(read(town, f"{tail}?period=month"))
    assert [*found] == ["今天", "本周", "本月", "上月", "本季", "今年"]
    assert [words for words, (_, is_on) in found.items() if is_on] == ["本月"]
    there = f"/board/{town.places['district'].pk}/{tail}?period="
    assert found["上月"][0] == f"{there}2026-10"
    assert found["本季"][0] == f"{there}quarter"
    for words in ("上月", "本季"):
        page = town.client("leading").get(found[words][0]).content.decode()
        assert [name for name, (_, is_on) in switch(page).items() if is_on] == [words]


def test_the_month_that_is_over_shows_its_own_cases(town: Town) -> None:
    counted(town, "grid", OCTOBER, satisfied_yes=30)
    counted(town, "grid", satisfied_yes=10, satisfied_no=30)
    to, _ = switch(read(town, "indicators/satisfied/?period=month"))["上月"]
    assert "30 / 30" in town.client("leading").get(to).content.decode()


def test_in_january_the_month_that_is_over_is_december(town: Town) -> None:
    with time_machine.travel(MONDAY.replace(year=2027, month=1, day=4), tick=False):
        assert switch(read(town, ""))["上月"][0].endswith("?period=2026-12")


def test_what_the_cases_are_narrowed_to_stays(town: Town) -> None:
    counted(town, "grid", unit=town.units["housing"], dispatched=3)
    unit = town.units["housing"].pk
    found = switch(read(town, f"?unit={unit}", who="housing"))
    assert {to.partition("&")[2] for to, _ in found.values()} == {f"unit={unit}"}


def test_a_page_says_what_a_picture_of_it_has_to(town: Town) -> None:
    counted(town, "grid", unit=town.units["housing"], dispatched=3)

    def said(query: str) -> dict[str, str]:
        [head] = re.findall(r'<header class="where"[^>]*>', read(town, query))
        return {name: unescape(words) for name, words in re.findall(r'data-(\w+)="([^"]*)"', head)}

    month = said("?period=month")
    assert (month["whose"], month["called"], month["only"]) == ("市北区", "本月", "")
    assert month["days"] == "本月（2026-11-01 至 2026-11-16）"
    assert month["taken"].startswith("2026-11-16 取自哨到看板，数字截至 2026-11-16 ")
    assert said(f"?period=today&unit={town.units['housing'].pk}")["only"] == str(town.units["housing"])
    assert said("?period=today")["days"] == "今天（2026-11-16）"
    assert said("?period=days&from=2026-11-02&to=2026-11-03")["days"] == "2026-11-02 至 2026-11-03"
