"""The clock runs out while somebody is at it: between any two statements of one the other comes, one step is made.

Whoever is slower makes none: the sweep goes on, a person is told in a sentence and keeps what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import count
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from cases import actions
from cases.models import Case, Category
from cases.terms import Kind, Notice
from tests.desk.every_move import disputed, longer_asked, suspended
from tests.factories import SHANGHAI, Town, build_town
from tests.front_door import day
from tests.servers.meeting import meet

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enough_on("postgres")]

MORNING, NOON, AFTERNOON = day(16, 9), day(16, 12), day(19, 15)
NOT_COME, PAST_TEN_DAYS, REVIEW_DAY = day(19, 18), day(30, 18), datetime(2027, 1, 15, 9, tzinfo=SHANGHAI)
TYPED = "我们今天上午去看过"


@dataclass(frozen=True)
class Race:
    """A case whose clock has run out `at` a moment, and what `who` does with it at the same time."""

    case: Callable[[Town], Case]
    at: datetime
    who: str
    does: Kind | Notice
    system_does: Kind | Notice
    filled: Callable[[Town], dict[str, Any]] = lambda town: {}
    typed: str = TYPED
    still_due: bool = False  # after the hand's step, which answers another clock


def accepted_by_system(town: Town) -> Case:
    case = town.reported(at=MORNING)
    actions.sweep(at=NOON)
    return case


def finished(town: Town) -> Case:
    return actions.finish(town.handling(at=MORNING), result="修好了", by=town.hat("worker"), at=MORNING)


def accepting(town: Town) -> dict[str, Any]:
    return {**dispatching(town), "urgency": "NORMAL"}


def dispatching(town: Town) -> dict[str, Any]:
    return {"category": Category.objects.get(code="LEAK").pk, "host": town.units["branch"].pk, "note": TYPED}


K = Kind
RACES = [
    Race(lambda town: town.accepted(at=MORNING), NOON, "worker", K.SIGN, K.SIGN, typed=""),
    Race(accepted_by_system, AFTERNOON, "secretary", K.DISPATCH, K.AUTO_WHISTLE, dispatching, still_due=True),
    Race(
        lambda town: town.handled_by(2, at=MORNING), AFTERNOON, "community", K.WHISTLE, K.AUTO_WHISTLE,
        lambda town: {"to": 3, "reason": TYPED, "study": TYPED},
    ),
    Race(
        lambda town: town.handling(at=MORNING), AFTERNOON, "worker", K.FINISH, K.AUTO_WHISTLE,
        lambda town: {"result": TYPED},
    ),
    Race(
        finished, AFTERNOON, "guide", K.CHECK_FAIL, Notice.OVERDUE,
        lambda town: {"reason": TYPED},
    ),
    Race(
        disputed, PAST_TEN_DAYS, "platform", Notice.RULING, K.AUTO_RAISE,
        lambda town: {"ruling": "UPHELD", "reason": TYPED}, still_due=True,
    ),
    Race(
        longer_asked, NOT_COME, "platform", K.EXTEND_APPROVE, K.SUPERVISE,
        lambda town: {"answer": TYPED}, still_due=True,
    ),
    Race(suspended, REVIEW_DAY, "platform", K.RESUME, K.RESUME, lambda town: {"reason": TYPED}),
]  # fmt: skip


@pytest.fixture
def town() -> Town:
    return build_town()


@pytest.fixture(params=RACES, ids=lambda race: race.does.value)
def race(request: pytest.FixtureRequest) -> Iterator[Race]:
    with time_machine.travel(request.param.at, tick=False):
        yield request.param


@pytest.mark.parametrize("hand_is_held", [True, False], ids=["the sweep comes between", "the hand comes between"])
def test_between_any_two_statements_of_the_one_the_other_comes_and_one_step_is_made(
    town: Town, race: Race, hand_is_held: bool
) -> None:
    hand_was_first = []
    for after in count(1):
        case = race.case(town)
        case.refresh_from_db()
        hand, sweep = sending(town, race, case), partial(actions.sweep, at=race.at)
        # a hand that has not read the case yet may as well come later
        met = meet(hand, sweep, after=after, counting="cases_case") if hand_is_held else meet(sweep, hand, after=after)
        answer, swept = (met.held, met.met) if hand_is_held else (met.met, met.held)
        hand_was_first.append(one_step(race, case, answer, swept))
        actions.sweep(at=race.at)  # what was held when the sweep came by is the next one's
        if not met.was_held:
            break
    assert set(hand_was_first) == {True, False}, "both orders are to be seen"


def sending(town: Town, race: Race, case: Case) -> Callable[[], Any]:
    """The form of this move as a browser sends it."""
    form = {"version": case.version, **race.filled(town)}
    return partial(town.client(race.who).post, reverse("cases:move", args=[case.number, race.does]), form)


def one_step(race: Race, case: Case, answer: Any, swept: actions.Swept) -> bool:
    """Nobody has stepped over the other: who came second saw what the first had done. Whether the hand was first."""
    hand_was_first = answer.status_code == 303
    kinds = [*[race.does] * hand_was_first, *[race.system_does] * swept.moved]
    steps = case.events.filter(seq__gt=case.version).order_by("seq")
    assert [(step.seq, step.kind) for step in steps] == list(enumerate(kinds, start=case.version + 1))
    assert Case.objects.get(pk=case.pk).version == case.version + len(kinds)
    assert len(kinds) == 1 or race.still_due
    assert swept.set_aside == 0
    if not hand_was_first:
        page = answer.content.decode()
        assert answer.status_code == 409
        assert str(actions.Conflict()) in page
        assert race.typed in page
    return hand_was_first
