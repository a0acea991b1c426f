"""How far a case climbs in one step, as the page of rules tells it, held against the guards and against every verb."""

from typing import Any

import pytest

from cases import actions
from cases.guards.upwards import REACH
from cases.models import Case
from cases.rulebook import CLIMBS
from cases.terms import Kind, Level, State, WhistleKind
from cases.workflow import MOVES
from tests.cases.putting import AT_REST, put
from tests.cases.test_every_move import CLIMBS as WALKED
from tests.factories import MONDAY, Town

HEADS = {1: "secretary", 2: "community", 3: "street_secretary", 4: "platform", 5: "leading"}


def reached(town: Town, case: Case, verb: Any, **words: Any) -> set[int]:
    """The level that the verb leads to; none where it is refused."""
    try:
        moved: Case = verb(case, **words, by=town.hat(HEADS[case.owner_level]), at=MONDAY)
    except actions.Refused:
        return set()
    assert moved.owner_level == moved.events.latest("seq").to_level
    return {moved.owner_level}


def in_hands(town: Town, level: int) -> Case:
    """Being handled at this level, all that a whistle asks for at the grid being done."""
    case = put(town, State.HANDLING, level, AT_REST)
    if level == Level.GRID:
        case = actions.match_resource(case, resource=None, tried="上门看过", by=town.hat("secretary"), at=MONDAY)
    return case


@pytest.mark.parametrize("level", Level, ids=str)
def test_a_whistle_reaches_the_levels_told_and_no_other(town: Town, level: int) -> None:
    words = {"reason": "本级办不了", "study": "要部门来", "whistle_kind": WhistleKind.PROGRESS if level == 3 else ""}
    found = [reached(town, in_hands(town, level), actions.whistle, to=to, **words) for to in Level]
    assert set().union(*found) == CLIMBS[Kind.WHISTLE].get(level, set())


@pytest.mark.parametrize("level", Level, ids=str)
def test_raising_to_the_top_is_told_where_it_can_be_done(town: Town, level: int) -> None:
    found = reached(town, in_hands(town, level), actions.raise_top, reason="资金协调不了")
    assert found == CLIMBS[Kind.RAISE_TOP].get(level, set())


def test_an_emergency_goes_from_the_grid_to_the_street_and_every_report_is_the_grids(town: Town) -> None:
    for place in (town.grid, town.places["community"]):
        case = town.reported(place=place)
        assert case.owner_level == Level.GRID
        straight = actions.emergency_direct(case, by=town.hat("director"), at=MONDAY)
        assert {straight.owner_level} == CLIMBS[Kind.EMERGENCY_DIRECT][Level.GRID]
    assert set(CLIMBS[Kind.EMERGENCY_DIRECT]) == {Level.GRID}


@pytest.mark.parametrize("level", Level, ids=str)
def test_the_system_climbs_one_rung_where_it_is_told(town: Town, level: int) -> None:
    case = put(town, State.HANDLING, level, {**AT_REST, "handle_by": MONDAY})
    actions.sweep(at=MONDAY)
    event = case.events.latest("seq")
    told = CLIMBS.get(Kind(event.kind), {}).get(level, {level})
    assert {event.to_level} == told
    assert (event.to_level > level) == (level < Level.LEADING_GROUP)


def test_no_other_event_climbs_whoever_takes_it_from_wherever() -> None:
    """test_every_move walks every event from every state at every level; what climbs there is what is told here."""
    assert set(CLIMBS) == set(WALKED)
    for kind, told in CLIMBS.items():
        assert {level: min(to) for level, to in told.items()} == WALKED[kind]
        assert all(len(to) == 1 for to in told.values()) or kind == Kind.WHISTLE


def test_nothing_told_leads_down_or_stays() -> None:
    assert all(level < min(to) and max(to) <= max(Level) for told in CLIMBS.values() for level, to in told.items())


def test_it_follows_the_guard_and_the_table() -> None:
    assert {level: max(to) - level for level, to in CLIMBS[Kind.WHISTLE].items()} == REACH
    assert all(set(told) <= MOVES[kind].levels for kind, told in CLIMBS.items())
