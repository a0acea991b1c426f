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
from cases.models import AssistingUnit, Case, Event
from cases.rules import RULES
from cases.standing import standings
from cases.store import Row, append, compare_and_set
from cases.terms import TERMINAL, Kind, Level, Notice, State, Who
from cases.workflow import MOVES, NOT_OPEN_YET, SYSTEM_ALONE, Move
from grids.models import Place
from partyorg.answering import Answering
from partyorg.hats import SYSTEM, Hat
from partyorg.models import Post


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


def permit(case: Case, kind: Kind, *, by: Hat, **given: Any) -> Attempt:
    """Whether this hat may make this move now with what was filled in. Raises Refused, naming the rule."""
    attempt = Attempt(case, by, _entitled(case, kind, by), given)
    _ask(MOVES[kind].guards, attempt)
    return attempt


def may_begin(case: Case, kind: Kind, *, by: Hat) -> None:
    """Raises Refused like `permit`, as far as that can be said before anything is filled in: may the form be shown?"""
    attempt = Attempt(case, by, _entitled(case, kind, by))
    _ask([name for name in MOVES[kind].guards if name in BEFORE_ASKING], attempt)


def _entitled(case: Case, kind: Kind, by: Hat) -> Who:
    """What makes the hat entitled to this move in this state and at this level."""
    if kind not in MOVES:
        raise Refused("no_such_move")
    if kind in NOT_OPEN_YET or (kind in SYSTEM_ALONE and not by.is_system):
        raise Refused("not_open_yet", event=kind.label)
    move = MOVES[kind]
    if case.owner_level not in move.levels:
        raise Refused("not_this_level", level=Level(case.owner_level).label, event=kind.label)
    who = _who(move, standings(by, case))
    if who is None:
        raise Refused("not_yours", who="、".join(sorted(move.who - {Who.SYSTEM})), event=kind.label)
    if case.state not in move.sources:
        raise Refused("not_now", state=State(case.state).label, event=kind.label)
    return who


def _ask(guards: Iterable[str], attempt: Attempt) -> None:
    for name in guards:
        if not GUARDS[name](attempt):
            raise Refused(name)


def moves_for(case: Case, hat: Hat) -> list[Move]:
    """What this hat may do with the case now, before anything is filled in."""
    return [] if case.state in TERMINAL else [move for move in MOVES.values() if _is_open_to(hat, case, move.kind)]


def _is_open_to(hat: Hat, case: Case, kind: Kind) -> bool:
    try:
        may_begin(case, kind, by=hat)
    except Refused:
        return False
    return True


def _who(move: Move, held: Mapping[Who, Post | None]) -> Who | None:
    return next((who for who in sorted(move.who) if who in held), None)


def step(attempt: Attempt, kind: Kind, *, at: datetime, **filled: Any) -> Step:
    """The step that a permitted attempt takes: its target state, the person and the post that gave the right."""
    post = standings(attempt.hat, attempt.case).get(attempt.who)
    made = Step(attempt.case, kind, attempt.who, attempt.hat, at, post=post, **filled)
    if target := MOVES[kind].target:
        made.new["state"] = target
    return made


def system_step(case: Case, kind: Kind | Notice, *, at: datetime, **filled: Any) -> Step:
    made = Step(case, kind, Who.SYSTEM, SYSTEM, at, **filled)
    if isinstance(kind, Kind) and (target := MOVES[kind].target):
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
    for one in steps:
        one.new["due_at"] = earliest(one.after)
    written = compare_and_set([(one.case, one.new) for one in steps])
    done = [one for one in steps if one.case.pk in written]
    append(Event, [_event(one) for one in done])
    _add_assisting(done)
    return done


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


_CALLED_AGAIN = (
    "(case_id, organisation_id) DO UPDATE SET why = excluded.why, since_at = excluded.since_at, answered_at = NULL"
)


def _named(one: Step) -> int | None:
    """Who did it. An anonymous reporter stays so, signed in or not: what is written here is never changed again."""
    hidden = one.case.anonymous and one.who == Who.REPORTER
    return None if one.by.person is None or hidden else one.by.person.pk


def _add_assisting(steps: Iterable[Step]) -> None:
    """A unit assists once. Copied on a case, it may later be named for it or be late with it; not the other way.

    Named anew it owes a new answer.
    """
    units: list[Row] = [
        {"case_id": one.case.pk, "organisation_id": unit, "why": why, "since_at": one.at}
        for one in steps
        for unit, why in one.assisting
        if unit != one.after("host_org_id")
    ]
    copied = [unit for unit in units if unit["why"] == AssistingUnit.Why.COPIED]
    called = [unit for unit in units if unit["why"] != AssistingUnit.Why.COPIED]
    append(AssistingUnit, copied, on_conflict="DO NOTHING")
    append(AssistingUnit, called, on_conflict=_CALLED_AGAIN)
