"""What happens when a clock runs out: the one step that the system takes for a case (the table «At expiry»)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cases.actions.judging import REWORKS_BEFORE_CLIMBING
from cases.actions.moving import Step, system_step
from cases.actions.whistle import risen
from cases.deadlines import BEING_HANDLED, NO_RESPOND, Clockwork
from cases.models import AssistingUnit, Case
from cases.terms import TOP, Kind, Level, Notice, State, Supervision
from partyorg.answering import Answering

NEXT_SUPERVISION = {
    Supervision.NONE: Supervision.GENERAL,
    Supervision.GENERAL: Supervision.LISTED,
    Supervision.LISTED: Supervision.INTERVIEW,
    Supervision.INTERVIEW: Supervision.INTERVIEW,
}
_A_DAY = timedelta(days=1)


@dataclass
class Tools:
    """What a sweep looks things up in, read once."""

    at: datetime
    clockwork: Clockwork
    answering: Answering

    @classmethod
    def load(cls, at: datetime) -> Tools:
        return cls(at, Clockwork.load(), Answering.load())


def due_step(case: Case, tools: Tools) -> Step:
    """The step that a due case takes: the heaviest that is due, so that an outage costs one step, not five."""
    if case.state == State.SUBMITTED:
        return _auto_accept(case, tools)
    if case.state in BEING_HANDLED and _handling_is_over(case, tools.at):
        return _handling_ran_out(case, tools)
    if case.state == State.DISPATCHED:
        return _auto_sign(case, tools)
    if case.state == State.TOPPED:
        return _supervise(case, tools)
    return _note_overdue(case, tools)


def _handling_is_over(case: Case, at: datetime) -> bool:
    if case.state == State.REWORK and case.rework_count >= REWORKS_BEFORE_CLIMBING and case.owner_level < TOP:
        return True
    return case.handle_by is not None and case.handle_by <= at


def _auto_accept(case: Case, tools: Tools) -> Step:
    """Nobody accepted it in time: it is accepted all the same, and the community gets it on its desk too."""
    at, clockwork = tools.at, tools.clockwork
    handle = clockwork.handle(case, level=Level.GRID, start=case.submitted_at)
    if handle["handle_by"] <= at:  # the system itself was out: one step, and the grid still gets its time
        handle = clockwork.handle(case, level=Level.GRID, start=at)
    community = tools.answering.unit(case.place_id, Level.COMMUNITY)
    return _late(
        system_step(case, Kind.ACCEPT, at=at, new={"yellow_card": True, **NO_RESPOND, **handle}),
        since=case.respond_by,
        assisting=[(community, AssistingUnit.Why.COPIED)] if community not in (None, case.owner_org_id) else [],
    )


def _auto_sign(case: Case, tools: Tools) -> Step:
    return _late(
        system_step(case, Kind.SIGN, at=tools.at, new={"yellow_card": True, **NO_RESPOND}), since=case.respond_by
    )


def _handling_ran_out(case: Case, tools: Tools) -> Step:
    if case.owner_level == TOP:
        return _supervise(case, tools)
    if case.category and not case.category.auto_whistle and case.owner_level < Level.PLATFORM:
        return _note_overdue(case, tools)
    return _climb(case, tools)


def _climb(case: Case, tools: Tools) -> Step:
    """AUTO_WHISTLE one rung up, from the district platform AUTO_RAISE; the late unit stays to assist."""
    at = tools.at
    level, unit = tools.answering.unit_from(case.place_id, case.owner_level + 1)
    kind, card = (Kind.AUTO_RAISE, "red_card") if level == TOP else (Kind.AUTO_WHISTLE, "yellow_card")
    new = {"overdue": True, card: True, **risen(case, level=level, unit=unit, clockwork=tools.clockwork, at=at)}
    late_unit = case.host_org_id or case.owner_org_id
    return _late(
        system_step(case, kind, at=at, new=new),
        since=None if case.state == State.REWORK else case.handle_by,
        assisting=[(late_unit, AssistingUnit.Why.LATE)],
        data={"reworks": case.rework_count} if case.state == State.REWORK else {"late_unit": late_unit},
    )


def _supervise(case: Case, tools: Tools) -> Step:
    """At the top nobody is above: 督办 grows step by step, a working day apart, and the case stays open where it is."""
    kind = NEXT_SUPERVISION[Supervision(case.supervised)]
    new: dict[str, Any] = {"supervised": kind, "red_card": True, "due_at": _after_supervision(case, kind, tools)}
    if _handling_is_over(case, tools.at):
        new["overdue"] = True
    return _late(system_step(case, Kind.SUPERVISE, at=tools.at, new=new, data={"supervised": kind}), since=case.due_at)


def _after_supervision(case: Case, kind: Supervision, tools: Tools) -> datetime | None:
    if case.handle_by and case.handle_by > tools.at:
        return case.handle_by
    if kind == Supervision.INTERVIEW:
        return None
    return tools.clockwork.calendar.next_working_moment(tools.at + _A_DAY)


def _note_overdue(case: Case, tools: Tools) -> Step:
    """A clock that moves nothing when it ends: the delay is written down and told, once."""
    new = {"overdue": True, "yellow_card": True, "due_at": None}
    return _late(system_step(case, Notice.OVERDUE, at=tools.at, new=new), since=case.due_at)


def _late(one: Step, *, since: datetime | None, **filled: Any) -> Step:
    """How late the system itself was belongs to the record."""
    one.late_seconds = int((one.at - since).total_seconds()) if since else 0
    for name, value in filled.items():
        setattr(one, name, value)
    return one
