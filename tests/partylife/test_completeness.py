"""三会一课: the figures, pure; and the page that says what is missing."""

from datetime import date

import pytest

from partylife.completeness import Branch, Held, completeness, times_held
from partylife.kinds import Life, Span
from partylife.periods import Period, period_of, read
from tests.factories import Town
from tests.partylife.conftest import COMPLETENESS, members, recorded, text

BRANCH = Branch(1, "支部", 7, {11: "甲组", 12: "乙组"})
Q4 = Period(date(2026, 10, 1), 3)
NEW_YEAR = date(2027, 1, 1)


def held(life: Life, on: date, *, host: int = 1, number: int = 0, by_secretary: bool = False) -> Held:
    return Held(number or on.toordinal(), host, life, on, by_secretary)


def figures(rows: list[Held], period: Period = Q4, today: date = NEW_YEAR, branch: Branch = BRANCH) -> dict[str, str]:
    return {kept.due.name: str(kept) for kept in completeness(branch, rows, period, today)}


def test_a_quarter_asks_for_its_meetings_and_says_which_month_is_missing() -> None:
    rows = [
        held(Life.MEMBERS_MEETING, date(2026, 12, 31)),
        held(Life.COMMITTEE_MEETING, date(2026, 10, 1)),
        held(Life.COMMITTEE_MEETING, date(2026, 10, 31)),
        held(Life.COMMITTEE_MEETING, date(2026, 12, 5)),
        held(Life.GROUP_MEETING, date(2026, 11, 3), host=11),
    ]
    assert figures(rows) == {"党员大会": "1/1", "支委会": "2/3", "党小组会": "1/6", "党课": "0/1", "主题党日": "0/3"}
    [committee] = [kept for kept in completeness(BRANCH, rows, Q4, NEW_YEAR) if kept.due.name == "支委会"]
    assert committee.missing == ("2026年11月",)


def test_a_month_asks_only_for_what_is_due_each_month_and_a_year_for_the_secretary_s_lesson_too() -> None:
    assert set(figures([], Period(date(2026, 10, 1), 1))) == {"支委会", "党小组会", "主题党日"}
    lesson = held(Life.LESSON, date(2026, 3, 3))
    year = Period(date(2026, 1, 1), 12)
    assert figures([lesson], year)["党课"] == "1/4"
    assert figures([lesson], year)["书记讲党课"] == "0/1"
    assert figures([held(Life.LESSON, date(2026, 3, 3), by_secretary=True)], year)["书记讲党课"] == "1/1"


def test_a_small_branch_has_no_committee_to_meet_and_one_without_groups_no_group() -> None:
    small = Branch(1, "支部", 6, {})
    assert set(figures([], branch=small)) == {"党员大会", "党课", "主题党日"}


def test_what_still_runs_is_not_missing_and_what_has_not_begun_is_not_open() -> None:
    [kept] = [one for one in completeness(BRANCH, [], Q4, date(2026, 11, 16)) if one.due.name == "主题党日"]
    assert (kept.missing, kept.open) == (("2026年10月",), ("2026年11月",))


def test_a_joint_one_counts_once_for_each_host_branch() -> None:
    """Also where a group of the branch hosts it beside the branch."""
    rows = [held(Life.THEME_DAY, date(2026, 11, 3), host=host, number=7) for host in (1, 11, 2)]
    assert times_held(BRANCH, rows) == {Life.THEME_DAY: 1}
    assert times_held(Branch(2, "邻", 3, {}), rows) == {Life.THEME_DAY: 1}
    assert times_held(Branch(3, "远", 3, {}), rows) == {}


@pytest.mark.parametrize(
    ("written", "code"),
    [("2026-11", "2026-11"), ("2026Q1", "2026Q1"), ("2025", "2025"), ("1999", "2026Q4"), ("", "2026Q4")],
)
def test_periods_are_read_as_they_are_written(written: str, code: str) -> None:
    assert read(written, date(2026, 11, 16)).code == code


def test_a_period_knows_its_neighbours() -> None:
    for span in Span:
        period = period_of(date(2026, 12, 31), span)
        assert period.before.after == period
        assert period.after.first == date(2027, 1, 1)
        assert period.last == date(2026, 12, 31)


def test_the_page_says_what_is_missing_of_which_branch(town: Town) -> None:
    recorded(town)
    recorded(town, life="THEME_DAY", held_on="2026-10-10", subject="十月主题党日")
    recorded(town, life="LESSON", held_on="2026-11-11", taught_by=members(town)[0], subject="书记讲党课")
    recorded(town, life="GROUP_MEETING", unit=town.units["group"].pk, held_on="2026-10-12", subject="小组会")
    shown = town.client("party_officer").get(COMPLETENESS, {"period": "2026Q4"})
    first, second = shown.context["page"]
    assert [f"{kept.due.name} {kept}" for kept in first.kept] == [
        "党员大会 1/1", "党小组会 1/3", "党课 1/1", "主题党日 1/3",
    ]  # fmt: skip
    assert first.short == []  # November and December are not over
    assert second.short == ["主题党日：缺2026年10月"]
    assert "缺2026年10月" in text(shown)
    only = town.client("party_officer").get(COMPLETENESS, {"period": "2026Q4", "short": "1"})
    assert [one.branch.name for one in only.context["page"]] == ["太平镇社区第2网格党支部"]
    year = town.client("party_officer").get(COMPLETENESS, {"period": "2026"}).context["page"][0]
    assert [str(kept) for kept in year.kept if kept.due.name == "书记讲党课"] == ["1/1"]


def test_a_secretary_sees_their_own_branch_alone(town: Town) -> None:
    shown = town.client("secretary").get(COMPLETENESS)
    assert [one.branch.name for one in shown.context["page"]] == ["太平镇社区第1网格党支部"]
