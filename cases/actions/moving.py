"""How a case moves: the move is looked up, its guards are asked, then one compare-and-set and one event row.

Every verb in this package is built of `permit` (may this hat do that now?) and `take` (do it).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.deadlines import earliest
from cases.guards import BEFORE_ASKING, GUARDS, Attempt
from cases.models import AssistingUnit, Case, Event, Proposal
from cases.notes import ASKINGS, ROWS
from cases.rules import RULES
from cases.standing import standings
from cases.store import Row, append, compare_and_set
from cases.terms import Kind, Level, Matter, Notice, Outcome, State, Who
from cases.workflow import Move
from grids.models import Place
from partyorg.answering import Answering
from partyorg.hats import SYSTEM, Hat
from partyorg.models import Post

DECIDING = frozenset({Notice.DECLINE, *(asking.granted for asking in ASKINGS.values())})


class Refused(Exception):  # it is an answer, not an error
    """A move that the rules do not allow. `rule`: its name in cases/rules.py; str() is the sentence for the screen."""

    def __init__(self, rule: str, **words: object) -> None:
        self.rule = rule
        super().__init__(RULES[rule].format(**words))


class Conflict(Refused):
    """Somebody was quicker: the case is no longer as it was read."""

    def __init__(self) -> None:
        super().__init__("conflict")


@dataclass(slots=True)
class Step:
    """One step of a case: as it was read, and what it is to become. `new` holds column attnames and their values."""

    case: Case
    kind: Kind | Notice
    who: Who
    by: Hat
    at: datetime
    new: dict[str, Any] = field(default_factory=dict)
    post: Post | None = None
    note: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    late_seconds: int = 0
    assisting: Sequence[tuple[int, AssistingUnit.Why]] = ()

    def after(self, column: str) -> Any:
        return self.new[column] if column in self.new else getattr(self.case, column)


def permit(case: Case, kind: Kind | Notice, *, by: Hat, at: datetime, **given: Any) -> Attempt:
    """Whether this hat may make this move now with what was filled in. Raises Refused, naming the rule."""
    attempt = Attempt(case, kind, by, _entitled(case, kind, by), at, given)
    if kind in DECIDING and case.proposed and attempt.pending is None:
        raise Conflict  # the case was read before somebody else decided, the question after
    _ask(ROWS[kind].guards, attempt)
    return attempt


def may_begin(case: Case, kind: Kind | Notice, *, by: Hat, at: datetime) -> None:
    """Raises Refused like `permit`, as far as that can be said before anything is filled in: may the form be shown?"""
    attempt = Attempt(case, kind, by, _entitled(case, kind, by), at)
    _ask([name for name in ROWS[kind].guards if name in BEFORE_ASKING], attempt)


def _entitled(case: Case, kind: Kind | Notice, by: Hat) -> Who:
    """What makes the hat entitled to this move in this state and at this level."""
    if kind not in ROWS:
        raise Refused("no_such_move")
    move = ROWS[kind]
    if not _is_its_level(move, case):
        raise Refused("not_this_level", level=Level(case.owner_level).label, event=kind.label)
    who = _who(move, standings(by, case))
    if who is None:
        raise _not_yours(move)
    if case.state not in move.sources:
        raise Refused("not_now", state=State(case.state).label, event=kind.label)
    return who


_ONCE_CALLED = frozenset({Kind.REPORT_IN, Kind.DISPUTE, Notice.RULING})


def _is_its_level(move: Move, case: Case) -> bool:
    """Whoever was called by a street that stands in for a lower rung answers the call as any other."""
    return case.owner_level in move.levels or (move.kind in _ONCE_CALLED and case.rung in move.levels)


def _not_yours(move: Move) -> Refused:
    """Named is who may; the system only where nobody else does: 只有系统可以自动吹哨。"""
    people = sorted(move.who - {Who.SYSTEM})
    return Refused("not_yours", who="、".join(people or [Who.SYSTEM]), event=move.kind.label.removeprefix(Who.SYSTEM))


def _ask(guards: Iterable[str], attempt: Attempt) -> None:
    for name in guards:
        if not GUARDS[name](attempt):
            raise Refused(name)


def moves_for(case: Case, hat: Hat, *, at: datetime) -> list[Move]:
    """What this hat may do with the case now, before anything is filled in."""
    return [row for row in ROWS.values() if _is_open_to(hat, case, row.kind, at)]


def _is_open_to(hat: Hat, case: Case, kind: Kind | Notice, at: datetime) -> bool:
    try:
        may_begin(case, kind, by=hat, at=at)
    except Refused:
        return False
    return True


def _who(move: Move, held: Mapping[Who, Post | None]) -> Who | None:
    return next((who for who in sorted(move.who) if who in held), None)


def step(attempt: Attempt, *, kind: Kind | Notice | None = None, **filled: Any) -> Step:
    """The step that a permitted attempt takes: its target state, the person and the post that gave the right."""
    post = standings(attempt.hat, attempt.case).get(attempt.who)
    made = Step(attempt.case, kind or attempt.kind, attempt.who, attempt.hat, attempt.at, post=post, **filled)
    return _led_on(made)


def system_step(case: Case, kind: Kind | Notice, *, at: datetime, **filled: Any) -> Step:
    return _led_on(Step(case, kind, Who.SYSTEM, SYSTEM, at, **filled))


def _led_on(made: Step) -> Step:
    if made.kind in ROWS and (target := ROWS[made.kind].target):
        made.new["state"] = target
    return made


def answering_unit(place: Place, rung: int, answering: Answering | None = None) -> tuple[int, int]:
    """(rung, organisation id): who answers for the place from this rung up. Raises Refused when nobody does."""
    try:
        return (answering or Answering.load_for(place)).unit_from(place.pk, rung)
    except LookupError as error:
        raise Refused("nobody_answers") from error


def take(one: Step) -> Case:
    """Write one step and return the case as it now is. Raises Conflict when somebody was quicker."""
    with transaction.atomic():
        if not write([one]):
            raise Conflict
    return Case.objects.with_faces().get(pk=one.case.pk)


def write(steps: Sequence[Step]) -> list[Step]:
    """Write many steps in the caller's transaction, at most one a case. Returns those that were written."""
    lapsing = [one for one in steps if _lapses(one)]
    for one in lapsing:
        one.new |= NOTHING_PROPOSED
        one.data = {**one.data, "lapsed": one.case.proposed}
    for one in steps:
        one.new["due_at"] = earliest(one.after)
    written = compare_and_set([(one.case, one.new) for one in steps])
    done = [one for one in steps if one.case.pk in written]
    append(Event, [_event(one) for one in done])
    _add_assisting(done)
    if lapsing:
        asked = Proposal.objects.filter(case__in=written & {one.case.pk for one in lapsing}, outcome="")
        asked.update(outcome=Outcome.LAPSED, decided_at=lapsing[0].at)
    return done


NOTHING_PROPOSED: Mapping[str, Any] = {"proposed": "", "decide_by": None}


def _lapses(one: Step) -> bool:
    """A question that nobody has answered ends where the case moves on without it, or up."""
    if not one.case.proposed or "proposed" in one.new:
        return False
    stays = one.after("state") in ASKINGS[Matter(one.case.proposed)].states
    return not stays or one.after("owner_level") != one.case.owner_level


def _event(one: Step) -> Row:
    case = one.case
    return {
        "case_id": case.pk,
        "seq": case.version + 1,
        "kind": one.kind,
        "at": one.at,
        "by_id": _named(one),
        "post_id": one.post.pk if one.post else None,
        "role": one.who,
        "from_state": case.state,
        "to_state": one.after("state"),
        "from_level": case.owner_level,
        "to_level": one.after("owner_level"),
        "owner_org_id": one.after("owner_org_id"),
        "host_org_id": one.after("host_org_id"),
        "respond_by_before": case.respond_by,
        "respond_by_after": one.after("respond_by"),
        "handle_by_before": case.handle_by,
        "handle_by_after": one.after("handle_by"),
        "late_seconds": one.late_seconds,
        "note": one.note,
        "data": one.data,
    }


_OWING = frozenset({AssistingUnit.Why.NAMED, AssistingUnit.Why.LATE})
_CALLED_AGAIN = (
    "(case_id, organisation_id) DO UPDATE SET why = excluded.why, since_at = excluded.since_at, answered_at = NULL"
)


def _named(one: Step) -> int | None:
    """Who did it. An anonymous reporter stays so, signed in or not: what is written here is never changed again."""
    hidden = one.case.anonymous and one.who == Who.REPORTER
    return None if one.by.person is None or hidden else one.by.person.pk


def _add_assisting(steps: Iterable[Step]) -> None:
    """A unit assists once. Copied on a case or invited, it may later be named for it or be late with it; not the
    other way.

    Named anew it owes a new answer.
    """
    units: list[Row] = [
        {"case_id": one.case.pk, "organisation_id": unit, "why": why, "since_at": one.at}
        for one in steps
        for unit, why in one.assisting
        if unit != one.after("host_org_id")
    ]
    called = [unit for unit in units if unit["why"] in _OWING]
    told = [unit for unit in units if unit["why"] not in _OWING]
    append(AssistingUnit, told, on_conflict="DO NOTHING")
    append(AssistingUnit, called, on_conflict=_CALLED_AGAIN)
