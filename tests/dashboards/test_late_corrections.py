"""What is put right later is right on the board too: cases, categories, places; a reporter who leaves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from cases import actions
from cases.models import Case, Category
from dashboards.actions import catch_up
from dashboards.checking import faults
from dashboards.indicators import INDICATORS, Figure, figures_of
from dashboards.periods import Period
from dashboards.tallies.reading import ALL, Slice, by_value, of_place, stock
from dashboards.terms import Cut
from grids.actions.place import add_place, close_place, move_place
from grids.models import Place
from grids.workflow import Level
from partyorg.hats import Hat
from tests.dashboards.second.comparing import figures_are_those_of_the_histories
from tests.factories import MONDAY, Town, build_town

NOVEMBER = Period("days", MONDAY.date().replace(day=1), MONDAY.date().replace(day=30))
SOON = MONDAY + timedelta(hours=1)


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def figures(place: Place, part: Slice = ALL) -> dict[str, Figure]:
    place = Place.objects.get(pk=place.pk)
    last = NOVEMBER.last
    return figures_of(INDICATORS.values(), of_place(place, NOVEMBER, part), stock(place, last, part))


def number(place: Place, code: str) -> int:
    return int(figures(place)[code].numerator)


def followed(*, at: Any = SOON) -> None:
    """The board has followed: no fault, and all figures are those of the second calculation."""
    catch_up(at=at)
    assert not list(faults(at=at))
    figures_are_those_of_the_histories(NOVEMBER)


def closed(town: Town, **said: Any) -> Case:
    case = town.handling(phone="13800000001", name="刘居民", **said)
    case = actions.finish(case, result="修好了", by=town.hat("worker"), at=SOON)
    case = actions.check_pass(case, on_site=True, by=town.hat("guide"), at=SOON)
    return actions.revisit(case, solved="YES", satisfied="YES", by=Hat(reporter_of=case.pk), at=SOON)


def test_merged_it_is_no_longer_open_and_what_was_merged_into_it_goes_along(town: Town) -> None:
    first, second, third = (town.accepted() for _ in range(3))
    followed()
    assert number(town.grid, "open") == 3
    hat = town.hat("secretary")
    actions.merge(first, parent=second, by=hat, at=SOON)
    second.refresh_from_db()
    actions.merge(second, parent=third, by=hat, at=SOON)  # changes the first without a step of its own
    followed()
    assert (number(town.grid, "open"), number(town.grid, "came"), number(town.grid, "closed")) == (1, 3, 0)


def test_withdrawn_it_has_ended_and_is_not_closed(town: Town) -> None:
    case = town.handling()
    followed()
    actions.withdraw(case, by=Hat(reporter_of=case.pk), at=SOON)
    followed()
    assert (number(town.grid, "open"), number(town.grid, "closed")) == (0, 0)


def test_reopened_it_is_open_and_a_repeat_of_the_month_in_which_it_came(town: Town) -> None:
    case = closed(town)
    followed()
    assert (number(town.grid, "open"), number(town.grid, "repeated")) == (0, 0)
    actions.reopen(case, facts="雨后又漏了", by=town.hat("intake"), at=SOON + timedelta(days=20))
    followed(at=SOON + timedelta(days=20))
    assert (number(town.grid, "open"), number(town.grid, "repeated"), number(town.grid, "closed")) == (0, 1, 1)
    later = Place.objects.get(pk=town.grid.pk)
    assert stock(later, NOVEMBER.last + timedelta(days=10))["opened"] == 2


def test_given_to_another_unit_by_a_ruling_it_is_the_other_s(town: Town) -> None:
    case = town.handled_by(3)
    case = actions.consult(
        case,
        units=[town.units["housing"]],
        about="谁来修",
        meets_at=SOON,
        where="街道",
        by=town.hat("street"),
        at=MONDAY,
    )
    case = actions.keep_minutes(case, minutes="住建局修", by=town.hat("street"), at=MONDAY)
    case = actions.dispatch(case, host=town.units["housing"], by=town.hat("street"), at=MONDAY)
    case = actions.dispute(case, reason="不归我们", basis="三定方案", by=town.hat("housing"), at=SOON)
    followed()
    assert _open_at(town, "housing") == 1
    actions.rule_dispute(case, host=town.units["finance"], reason="归财政", by=town.hat("director"), at=SOON)
    followed()
    assert (_open_at(town, "housing"), _open_at(town, "finance"), _open_at(town, "branch")) == (0, 1, 0)
    granted = figures(town.places["district"], Slice(Cut.UNIT, (str(town.units["housing"].pk),)))["dispute_granted"]
    assert (granted.numerator, granted.denominator) == (1, 1)
    assert [_dispatched_to(town, unit) for unit in ("housing", "finance")] == [1, 1]


def _dispatched_to(town: Town, unit: str) -> int:
    """The ruling is a dispatch as well: who was named by it has one sheet more to be judged by."""
    part = Slice(Cut.UNIT, (str(town.units[unit].pk),))
    return int(figures(town.places["district"], part)["dispatched"].numerator)


def _open_at(town: Town, unit: str) -> int:
    part = Slice(Cut.UNIT, (str(town.units[unit].pk),))
    return int(figures(town.places["district"], part)["open"].numerator)


def test_category_and_grid_found_at_the_dispatch_are_those_of_all_its_figures(town: Town) -> None:
    case = town.reported(place=town.places["community"])
    followed()
    assert number(town.grid, "came") == 0
    assert categories(town) == {""}
    assert case.respond_by
    at = case.respond_by + timedelta(minutes=1)
    actions.sweep(at=at)
    case.refresh_from_db()
    leak = Category.objects.get(code="LEAK")
    hat = town.hat("community")
    actions.dispatch(case, host=case.owner_org, category=leak, place=town.grid, by=hat, at=at)
    followed(at=at)
    assert number(town.grid, "came") == number(town.places["community"], "came") == 1
    assert categories(town) == {str(leak.pk)}


def categories(town: Town) -> set[str]:
    """Of which something was counted in the community."""
    found = by_value(Place.objects.get(pk=town.places["community"].pk), Cut.CATEGORY, NOVEMBER)
    return {value for value, counts in found.items() if any(counts.values())}


@pytest.mark.parametrize(("what", "to"), [("grid", "far_community"), ("community", "far_street")])
def test_a_place_that_comes_under_another_brings_its_figures_along(town: Town, what: str, to: str) -> None:
    closed(town)
    town.reported(place=town.places["next_grid"])
    town.reported(place=town.places["far_grid"])
    followed()
    assert (number(town.places["street"], "came"), number(town.places["far_street"], "came")) == (2, 1)
    move_place(town.places[what], to=town.places[to], by=None, at=SOON)
    followed()
    moved = 1 if what == "grid" else 2
    assert number(town.places["far_street"], "came") == 1 + moved
    assert number(town.places["street"], "came") == 2 - moved
    assert number(town.places["district"], "came") == 3
    assert number(town.grid, "closed") == 1
    back = "community" if what == "grid" else "street"
    move_place(Place.objects.get(pk=town.places[what].pk), to=town.places[back], by=None, at=SOON)
    followed()
    assert (number(town.places["street"], "came"), number(town.places["far_street"], "came")) == (2, 1)


def test_cases_that_move_while_their_place_does_are_counted_once(town: Town) -> None:
    case = town.accepted()
    followed()
    move_place(town.grid, to=town.places["far_community"], by=None, at=SOON)
    actions.sign(case, by=town.hat("worker"), at=SOON)
    followed()
    assert number(town.places["far_street"], "signed") == 1
    assert number(town.places["street"], "signed") == 0


def test_a_new_grid_and_a_closed_one(town: Town) -> None:
    """Split: what comes from now on is the new one's; what came before stays where it was."""
    town.reported()
    followed()
    half = add_place(
        code="370203022001003", name="太平镇社区第3网格", level=Level.GRID, parent=town.places["community"], by=None,
        at=SOON,
    )  # fmt: skip
    town.reported(place=half, at=SOON)
    close_place(town.places["next_grid"], on=SOON.date(), by=None, at=SOON)
    followed()
    assert (number(half, "came"), number(town.grid, "came"), number(town.places["community"], "came")) == (1, 1, 2)


def test_a_reporter_who_leaves_is_forgotten_and_the_figures_stay(town: Town) -> None:
    """Signed and got in touch in time, sent back by them, missed: all counts as when they were known."""
    person = User.objects.create_user("resident", name="刘居民", phone="13800000001")
    missed, judged = town.handling(phone=person.phone), town.handling(phone=person.phone)
    waiting = town.handling(phone=person.phone)
    assert missed.contact_by
    at = missed.contact_by + timedelta(minutes=1)
    actions.sweep(at=at - timedelta(minutes=2))
    judged.refresh_from_db()
    judged = actions.contacted(judged, how="PHONE", reason="约好明天", by=town.hat("worker"), at=MONDAY)
    judged = actions.finish(judged, result="修好了", by=town.hat("worker"), at=SOON)
    judged = actions.check_pass(judged, on_site=True, by=town.hat("guide"), at=SOON)
    answer = {"solved": "NO", "satisfied": "NO", "dissatisfaction": "RESULT", "reason": "还在漏"}
    actions.revisit(judged, **answer, by=Hat(reporter_of=judged.pk), at=SOON)
    actions.sweep(at=at)
    followed(at=at)
    before = figures(town.places["district"])
    assert before["solved"].denominator == before["satisfied"].denominator == 1
    assert actions.forget_reporter(person) == 3
    followed(at=at)
    assert figures(town.places["district"]) == before
    for case in (judged, waiting):
        case.refresh_from_db()
    actions.rework_start(judged, by=town.hat("worker"), at=at)
    followed(at=at)
    assert figures(town.places["district"])["solved"] == before["solved"]
