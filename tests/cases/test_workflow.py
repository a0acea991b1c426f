"""The table in cases/workflow.py against the agreed state machine of docs/case-state-machine.json.

It is walked in test_every_move.py, and what it does not allow in test_every_refusal.py.
"""

import json
from pathlib import Path

import pytest

from cases.guards import BEFORE_ASKING, GUARDS, HIDING
from cases.models import Event
from cases.notes import ASKINGS, NOTES, ROWS
from cases.rules import RULES
from cases.terms import TERMINAL, Kind, Matter, Notice, State, Who
from cases.workflow import HANDLING_KINDS, MOVES
from tests.factories import Town

MACHINE = json.loads(Path("docs/case-state-machine.json").read_text())
AGREED = {name: (sources, target) for name, sources, target, *_ in MACHINE["transitions"]}
ASKED_ELSEWHERE = {"one_grid", "clock_ended"}  # a new case's place; the sweep's own question


def test_the_states_are_the_agreed_ones() -> None:
    assert {state.value: state.label for state in State} == MACHINE["states"]
    assert {state.value for state in TERMINAL} == set(MACHINE["terminal"])


def test_the_events_are_the_agreed_thirty() -> None:
    assert {kind.value for kind in MOVES} == set(AGREED)
    assert len(MOVES) == 30


@pytest.mark.parametrize("kind", MOVES, ids=str)
def test_each_move_leads_from_and_to_the_agreed_states(kind: Kind) -> None:
    sources, target = AGREED[kind.value]
    move = MOVES[kind]
    assert move.sources == ({State(name) for name in sources.split("|")} if sources != "*new" else set())
    if target == "(same)" or {target} == {state.value for state in move.sources}:
        assert move.target in (None, *move.sources)
    else:
        assert move.target == State(target)


def test_closing_is_possible_only_from_revisit() -> None:
    closing = {kind for kind, row in ROWS.items() if row.target == State.CLOSED}
    assert {State.REVISIT} == {source for kind in closing for source in ROWS[kind].sources}


def test_what_is_noted_beside_the_moves_changes_no_state() -> None:
    assert {row.target for row in NOTES.values()} == {None}
    assert not set(NOTES) & set(MOVES)
    assert all(row.sources and row.who and row.levels for row in NOTES.values())


def test_every_guard_is_asked_somewhere_and_has_its_sentence() -> None:
    guards = {guard for row in ROWS.values() for guard in row.guards}
    assert guards - set(RULES) == set()
    assert guards - set(GUARDS) == ASKED_ELSEWHERE
    assert set(GUARDS) - guards == set()
    assert set(GUARDS) >= BEFORE_ASKING >= HIDING


def test_each_matter_takes_two_people() -> None:
    """Whoever asks finds nothing else waiting; whoever decides is somebody else, and decides on just that."""
    assert set(ASKINGS) == set(Matter)
    for asking in ASKINGS.values():
        asked, granted = ROWS[asking.asked], ROWS[asking.granted]
        assert "nothing_pending" in asked.guards
        if asking.granted != Kind.REOPEN:  # intake may open a case again without having been asked
            assert {"asked_for", "dispute_pending"} & set(granted.guards)
            assert "second_officer" in granted.guards
        assert asked.sources <= granted.sources
        assert asked.levels <= granted.levels


def test_no_event_is_a_way_back() -> None:
    names = {kind.value for kind in ROWS}
    assert not names & {"return", "send_back", "reject", "lower", "downgrade"}


# What the agreement allows the platform with its own cases, and what belongs to each of these: minutes to a meeting, a
# note that a question was declined. None of it leads down.
AGREED_AT_THE_PLATFORM = {
    Kind.DISPATCH, Notice.RULING, Kind.CONSULT, Notice.MINUTES, Kind.EXTEND_APPROVE, Kind.SUSPEND, Kind.RESUME,
    Kind.RAISE_TOP, Notice.DECLINE, Notice.RATED,
}  # fmt: skip
# 并案 into a case that stands no lower (parent_not_below); 解释结案, which two have to want and which ends it.
ENDING_IT = {Kind.MERGE, Notice.ASK_EXPLANATION, Kind.CLOSE_EXPLAINED}


def test_at_the_platform_its_own_moves_are_the_agreed_ones() -> None:
    platform = {Who.OWNER_HEAD, Who.ONE_UP, Who.APPROVER}
    own = {kind for kind, row in ROWS.items() if 4 in row.levels and platform & row.who}
    assert own == AGREED_AT_THE_PLATFORM | ENDING_IT
    assert "parent_not_below" in MOVES[Kind.MERGE].guards
    assert all("host_not_below" in row.guards for kind, row in ROWS.items() if "host_has_duty" in row.guards)


def test_whoever_has_had_the_work_in_hands_is_asked_before_a_check_or_a_revisit() -> None:
    judging = {Kind.CHECK_PASS, Kind.CHECK_FAIL, Kind.REVISIT_OK, Kind.REVISIT_BAD}
    assert all(MOVES[kind].guards[0] == "not_the_handler" for kind in judging)
    assert not HANDLING_KINDS & judging


def test_every_step_writes_one_row_with_hat_states_levels_and_clocks(town: Town) -> None:
    case = town.handled_by(2)
    events = list(Event.objects.filter(case=case).order_by("seq"))
    assert [event.seq for event in events] == list(range(1, case.version + 1))
    whistle = next(event for event in events if event.kind == Kind.WHISTLE)
    assert whistle.by == town.people["secretary"]
    assert whistle.post is not None
    assert whistle.post.role == "BRANCH_SECRETARY"
    assert (whistle.from_state, whistle.to_state) == ("handling", "dispatched")
    assert (whistle.from_level, whistle.to_level) == (1, 2)
    assert whistle.handle_by_before is not None
    assert whistle.handle_by_after is not None
    assert whistle.handle_by_after > whistle.handle_by_before
