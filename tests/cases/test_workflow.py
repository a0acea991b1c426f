"""The table in cases/workflow.py against the agreed state machine, and every move of it walked."""

import json
from itertools import product
from pathlib import Path

import pytest

from cases import actions
from cases.guards import BEFORE_ASKING, GUARDS
from cases.models import Case, Event
from cases.rules import RULES
from cases.terms import TERMINAL, Kind, State, Who
from cases.workflow import MOVES, NOT_OPEN_YET, SYSTEM_ALONE
from partyorg.hats import SYSTEM
from tests.factories import Town

MACHINE = json.loads(Path("docs/case-state-machine.json").read_text())
AGREED = {name: (sources, target) for name, sources, target, *_ in MACHINE["transitions"]}


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


def test_every_guard_of_an_open_move_is_asked_and_worded() -> None:
    guards = {guard for move in MOVES.values() if move.kind not in NOT_OPEN_YET for guard in move.guards}
    asked_elsewhere = {"one_grid", "clock_ended"}  # a new case's place; the sweep's own question
    assert guards - set(RULES) == set()
    assert guards - set(GUARDS) == asked_elsewhere
    assert set(GUARDS) >= BEFORE_ASKING


def test_no_event_is_a_way_back() -> None:
    names = {kind.value for kind in Kind}
    assert not names & {"return", "send_back", "reject", "lower", "downgrade"}


def test_at_the_platform_its_own_moves_are_the_agreed_ones() -> None:
    own = {kind for kind, move in MOVES.items() if 4 in move.levels and Who.OWNER_HEAD in move.who}
    kept = {"dispatch", "consult", "raise_top", "resume", "close_explained", "merge"}
    assert {kind.value for kind in own} == kept


ROLES = ["secretary", "worker", "community", "street", "platform", "leading", "revisitor", "far_secretary"]
OPEN_MOVES = [kind for kind in MOVES if kind not in NOT_OPEN_YET | SYSTEM_ALONE and kind != Kind.SUBMIT]


@pytest.mark.parametrize("state", State, ids=str)
def test_a_move_from_the_wrong_state_or_by_the_wrong_hat_is_refused_with_its_rule(town: Town, state: State) -> None:
    case = town.accepted()
    Case.objects.filter(pk=case.pk).update(state=state, closed_at=case.submitted_at)
    case = Case.objects.with_faces().get(pk=case.pk)
    for kind, hat in product(OPEN_MOVES, [*map(town.hat, ROLES), SYSTEM]):
        if state in MOVES[kind].sources:
            continue
        with pytest.raises(actions.Refused) as refusal:
            actions.permit(case, kind, by=hat)
        assert refusal.value.rule in {"not_this_level", "not_yours", "not_now"}
    assert case.events.count() == 3  # submitted, accepted, dispatched: nothing was written


@pytest.mark.parametrize("kind", sorted(NOT_OPEN_YET), ids=str)
def test_a_move_that_is_not_open_yet_says_so(town: Town, kind: Kind) -> None:
    with pytest.raises(actions.Refused) as refusal:
        actions.permit(town.reported(), kind, by=town.hat("platform"))
    assert refusal.value.rule == "not_open_yet"


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
