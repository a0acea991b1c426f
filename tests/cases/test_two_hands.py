"""Two people decide the same matter at once: between any two statements of one the other comes, and one of them does.

By HTTP, with real commits (tests/servers/meeting.py). The other gets 409, a sentence, and keeps what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from cases import actions
from cases.models import Case, Event, Proposal
from cases.terms import Outcome, State
from tests.desk.every_move import Filled, disputed, fixed, longer_asked, refusal_asked, suspension_asked
from tests.factories import MONDAY, Town, build_town
from tests.servers.meeting import meet

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enough_on("postgres")]

TYPED = "这句话是我写的"
A_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Hand:
    """Who sends which form; `outcome` is what a proposal then comes to."""

    who: str
    event: str
    outcome: Outcome
    filled: Callable[[Town, Case], Filled] = lambda town, case: {}

    def sending(self, town: Town, case: Case) -> Callable[[], Any]:
        form = {"version": case.version, **self.filled(town, case)}
        return partial(town.client(self.who).post, reverse("cases:move", args=[case.number, self.event]), form)


def moved_to(unit: str) -> Callable[[Town, Case], Filled]:
    return lambda town, case: {"ruling": "MOVED", "host": town.units[unit].pk, "reason": TYPED}


YES, NO = Outcome.GRANTED, Outcome.DECLINED
PAIRS: dict[str, tuple[Callable[[Town], Case], Hand, Hand]] = {
    "an extension is granted and declined": (
        longer_asked,
        Hand("platform", "extend_approve", YES, fixed(answer=TYPED)),
        Hand("second_platform", "decline", NO, fixed(reason=TYPED)),
    ),
    "a suspension is declined and granted": (
        suspension_asked,
        Hand("second_platform", "decline", NO, fixed(reason=TYPED)),
        Hand("leading", "suspend", YES, fixed(answer=TYPED)),
    ),
    "a refusal is confirmed by two": (
        refusal_asked, Hand("second_intake", "refuse", YES), Hand("street", "refuse", YES),
    ),
    "a dispute is ruled in two ways": (
        disputed,
        Hand("platform", "ruling", YES, moved_to("finance")),
        Hand("second_platform", "ruling", NO, fixed(ruling="UPHELD", reason=TYPED)),
    ),
}  # fmt: skip


@pytest.fixture
def town() -> Any:
    with time_machine.travel(MONDAY, tick=False):
        yield build_town()


@pytest.mark.parametrize("pair", PAIRS)
def test_two_decide_at_once_and_one_decision_stands(town: Town, pair: str) -> None:
    build, one, other = PAIRS[pair]
    first_won = []
    for after in count(1):
        Case.objects.update(reporter_phone_hash="")
        case = build(town)
        case.refresh_from_db()
        met = meet(one.sending(town, case), other.sending(town, case), after=after, counting="cases_case")
        winner, loser = (met.held, met.met) if met.held.status_code == 303 else (met.met, met.held)
        assert winner.status_code == 303
        assert_told(loser)
        assert case.events.filter(seq__gt=case.version).count() == 1
        decided = one if winner is met.held else other
        assert list(case.proposals.values_list("outcome", flat=True)) == [decided.outcome]
        first_won.append(winner is met.held)
        if not met.was_held:
            break
    assert set(first_won) == {True, False}, "both orders are to be seen"


def assert_told(answer: Any) -> None:
    """By the rule's name and its sentence; what was typed stands there still."""
    shown = answer.content.decode()
    assert answer.status_code == 409, answer.status_code
    [rule] = re.findall(r"规则：<code>(\w+)</code>", shown)
    assert rule == "conflict"
    assert str(actions.Conflict()) in shown
    sent = answer.wsgi_request.POST
    assert TYPED not in sent.values() or TYPED in shown


def test_two_cases_merged_into_each_other_become_one(town: Town) -> None:
    for after in count(1):
        Case.objects.update(reporter_phone_hash="", state=State.CLOSED, closed_at=MONDAY)  # those before are out of it
        one, other = town.accepted(words="地下室漏水"), town.accepted(words="楼道里漏水")
        there = Hand("secretary", "merge", YES, fixed(number=other.number)).sending(town, one)
        back = Hand("community", "merge", YES, fixed(number=one.number)).sending(town, other)
        met = meet(there, back, after=after, counting="cases_case")
        assert sorted([met.held.status_code, met.met.status_code]) == [303, 409]
        rows = Case.objects.filter(pk__in=[one.pk, other.pk])
        merged, main = sorted(rows, key=lambda case: case.state != State.MERGED)
        assert (merged.state, main.state, merged.merged_into_id) == (State.MERGED, State.DISPATCHED, main.pk)
        assert main.merged_into_id is None
        assert Event.objects.filter(case__in=rows, kind__in=["merge", "joined"]).count() == 2
        if not met.was_held:
            break
    assert after > 3


def test_one_filling_in_sent_twice_is_one_case_whenever_the_second_comes(town: Town) -> None:
    for after in count(1):
        key, before = uuid4(), Case.objects.count()
        send = partial(town.reported, f"第 {after} 次说的", key=key)
        met = meet(send, send, after=after)
        assert met.held.pk == met.met.pk
        assert Case.objects.count() == before + 1
        assert met.held.events.count() == 1
        if not met.was_held:
            break
    assert after > 3


def test_an_extension_granted_in_the_last_second_holds_or_comes_too_late(town: Town) -> None:
    """The sweep comes with the end of the old clock while somebody grants the longer one: never both."""
    granted = []
    for after in count(1):
        case = at_its_end(town)
        end = case.handle_by
        assert end
        hat = town.hat("platform", end)
        met = meet(partial(grant, case.pk, hat, end - A_SECOND), partial(actions.sweep, at=end), after=after)
        case.refresh_from_db()
        asked = Proposal.objects.get(case=case)
        if met.held == "granted":
            assert (case.owner_level, asked.outcome, met.met.moved) == (4, Outcome.GRANTED, 0)
            assert case.handle_by
            assert case.handle_by > end
        else:
            assert (met.held, case.owner_level, asked.outcome, met.met.moved) == ("conflict", 5, Outcome.LAPSED, 1)
        granted.append(met.held == "granted")
        Case.objects.filter(pk=case.pk).update(due_at=None)
        if not met.was_held:
            break
    assert set(granted) == {True, False}, "both orders are to be seen"


def at_its_end(town: Town) -> Case:
    """With all its lighter clocks dealt with, a moment before the last."""
    case = longer_asked(town)
    assert case.handle_by
    while actions.sweep(at=case.handle_by - 2 * A_SECOND).moved:
        pass
    case.refresh_from_db()
    return case


def grant(pk: int, hat: Any, at: Any) -> str:
    try:
        actions.extend_approve(Case.objects.with_faces().get(pk=pk), by=hat, at=at)
    except actions.Refused as refused:
        return refused.rule
    return "granted"
