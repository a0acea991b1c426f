"""What happens when a clock runs out: the one step that the system takes for a case (the table «At expiry»)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cases.actions.asking import resumed
from cases.actions.moving import Step, system_step
from cases.actions.whistle import risen
from cases.deadlines import (
    BEING_HANDLED,
    LIGHTER,
    NO_RESPOND,
    WAITS_FOR_RESPONSE,
    Clockwork,
    climbs_by_itself,
    pending_clock,
    review_begins,
)
from cases.models import AssistingUnit, Case
from cases.terms import NOT_REPORTED_IN, TOP, Kind, Level, Notice, State, Supervision
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
    return _folded(_heaviest(case, tools), tools.at)


def _heaviest(case: Case, tools: Tools) -> Step:
    if case.state == State.SUBMITTED:
        return _auto_accept(case, tools)
    if case.state == State.SUSPENDED:
        return _resume(case, tools)
    if _climbs(case) or (case.state in BEING_HANDLED and _is_past(_looked_at(case), tools.at)):
        return _handling_ran_out(case, tools)
    if case.state in WAITS_FOR_RESPONSE and _ended(case.respond_by, case.respond_noted_at, tools.at):
        return _response_ran_out(case, tools)
    for column, ran_out in LIGHTER_STEPS.items():
        moment = getattr(case, column)
        if moment is not None and moment <= tools.at:
            return ran_out(case, tools)
    raise LookupError(f"no clock of case {case.pk} has run out")


def _folded(one: Step, at: datetime) -> Step:
    """A lighter clock that ran out meanwhile is dealt with by the same step: an outage costs a case one."""
    for column in LIGHTER:
        moment = one.after(column)
        if moment is not None and moment <= at:
            one.new[column] = None
            one.data.setdefault("also", []).append(column)
    return one


def _climbs(case: Case) -> bool:
    return climbs_by_itself(case.state, case.rework_count, case.owner_level)


def _ended(by: datetime | None, noted_at: datetime | None, at: datetime) -> bool:
    return _is_past(pending_clock(by, noted_at), at)


def _is_past(moment: datetime | None, at: datetime) -> bool:
    return moment is not None and moment <= at


def _looked_at(case: Case) -> datetime | None:
    """When the handling is looked at: at its clock's end; at the top, when that is dealt with, a working day later."""
    return pending_clock(case.handle_by, case.handle_noted_at) or case.supervise_at


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
    """Not signed, so signed for it. A unit that was called and does not take it (拒不签收) is supervised."""
    at, data = tools.at, {}
    new: dict[str, Any] = {"yellow_card": True, **NO_RESPOND, **tools.clockwork.contact(case, start=at)}
    if case.owner_level >= Level.STREET and case.host_org_id != case.owner_org_id:
        new["supervised"] = data["supervised"] = Supervision(case.supervised).at_least(Supervision.GENERAL)
    return _late(system_step(case, Kind.SIGN, at=at, new=new, data=data), since=case.respond_by)


def _response_ran_out(case: Case, tools: Tools) -> Step:
    if case.state == State.DISPATCHED:
        return _auto_sign(case, tools)
    if case.state == State.TOPPED:
        return _supervise(case, tools)
    noted = {"respond_noted_at": tools.at, "yellow_card": True, "overdue": True}
    return _late(system_step(case, Notice.OVERDUE, at=tools.at, new=noted), since=case.respond_by)


def _handling_ran_out(case: Case, tools: Tools) -> Step:
    if _climbs(case) or not _stays(case):
        return _climb(case, tools)
    noted = _supervise(case, tools) if case.owner_level == TOP else _noted(case, tools)
    if case.state == State.DISPATCHED and _ended(case.respond_by, case.respond_noted_at, tools.at):
        return _signed_and(noted, tools)
    return noted


def _stays(case: Case) -> bool:
    """At the top, or of a category that does not whistle by itself; the district platform's always goes on up."""
    if case.owner_level == TOP:
        return True
    return case.owner_level < Level.PLATFORM and case.category is not None and not case.category.auto_whistle


def _noted(case: Case, tools: Tools) -> Step:
    noted = {"handle_noted_at": tools.at, "yellow_card": True, "overdue": True}
    return _late(system_step(case, Notice.OVERDUE, at=tools.at, new=noted), since=case.handle_by)


def _signed_and(noted: Step, tools: Tools) -> Step:
    """Neither signed nor done in time, and it stays where it is: signed for it, the other noted in the same step."""
    signed = _auto_sign(noted.case, tools)
    signed.new |= noted.new
    signed.data |= {**noted.data, "also": ["handle_by"]}
    signed.late_seconds = max(signed.late_seconds, noted.late_seconds)
    return signed


def _climb(case: Case, tools: Tools) -> Step:
    """AUTO_WHISTLE one rung up, from the district platform AUTO_RAISE; the late unit stays to assist."""
    at, by_rework = tools.at, _climbs(case)
    level, unit = tools.answering.above(case.place_id, case.owner_level, case.owner_org_id)
    kind, card = (Kind.AUTO_RAISE, "red_card") if level == TOP else (Kind.AUTO_WHISTLE, "yellow_card")
    pressed = Supervision(case.supervised).at_least(Supervision.LISTED if by_rework else Supervision.GENERAL)
    new = {"overdue": True, card: True, "supervised": pressed}
    new |= risen(case, level=level, unit=unit, clockwork=tools.clockwork, at=at)
    late_unit = case.host_org_id or case.owner_org_id
    return _late(
        system_step(case, kind, at=at, new=new),
        since=case.handle_from if by_rework else case.handle_by,
        assisting=[(late_unit, AssistingUnit.Why.LATE)],
        data={"reworks": case.rework_count} if by_rework else {"late_unit": late_unit},
    )


def _supervise(case: Case, tools: Tools) -> Step:
    """At the top nobody is above: 督办 grows step by step, a working day apart, and the case stays open where it is.

    When it can grow no more, the case is put before the leading group each working day until it is done.
    """
    at, kind = tools.at, NEXT_SUPERVISION[Supervision(case.supervised)]
    over = case.handle_by is not None and case.handle_by <= at
    new: dict[str, Any] = {"supervised": kind, "red_card": True}
    if case.state == State.TOPPED:
        new["respond_noted_at"] = at
    if over:
        again = tools.clockwork.calendar.next_working_moment(at + _A_DAY)
        new |= {"overdue": True, "handle_noted_at": at, "supervise_at": again}
    ran_out = (_looked_at(case), pending_clock(case.respond_by, case.respond_noted_at))
    since = min((moment for moment in ran_out if moment and moment <= at), default=None)
    if over and case.supervised == Supervision.INTERVIEW:
        return _late(system_step(case, Notice.PRESSED, at=at, new=new), since=since)
    return _late(system_step(case, Kind.SUPERVISE, at=at, new=new, data={"supervised": kind}), since=since)


def _resume(case: Case, tools: Tools) -> Step:
    """The review date has come: it goes on, and somebody presses (自动解挂并督办)."""
    at, kind = tools.at, NEXT_SUPERVISION[Supervision(case.supervised)]
    new = {**resumed(case, tools.clockwork, at), "supervised": kind}
    since = review_begins(case.review_on) if case.review_on else None
    return _late(system_step(case, Kind.RESUME, at=at, new=new, data={"supervised": kind}), since=since)


def _not_reported_in(case: Case, tools: Tools) -> Step:
    """Whistled and not come: the card, and 督办."""
    kind = Supervision(case.supervised).at_least(Supervision.GENERAL)
    new = {"report_in_by": None, "yellow_card": True, "supervised": kind}
    data = {"supervised": kind, "why": NOT_REPORTED_IN}
    return _late(system_step(case, Kind.SUPERVISE, at=tools.at, new=new, data=data), since=case.report_in_by)


def _not_ruled(case: Case, tools: Tools) -> Step:
    """The centre let the day pass: the dispute still waits for it, and everybody sees that it does."""
    new = {"decide_by": None, "yellow_card": True}
    data = {"waited_for": "ruling"}
    return _late(system_step(case, Notice.OVERDUE, at=tools.at, new=new, data=data), since=case.decide_by)


def _not_contacted(case: Case, tools: Tools) -> Step:
    new = {"contact_by": None, "yellow_card": True}
    data = {"waited_for": "contact"}
    return _late(system_step(case, Notice.OVERDUE, at=tools.at, new=new, data=data), since=case.contact_by)


def _remind(case: Case, tools: Tools) -> Step:
    return _late(system_step(case, Notice.REMINDED, at=tools.at, new={"remind_at": None}), since=case.remind_at)


LIGHTER_STEPS = {
    "report_in_by": _not_reported_in,
    "decide_by": _not_ruled,
    "contact_by": _not_contacted,
    "remind_at": _remind,
}


def _late(one: Step, *, since: datetime | None, **filled: Any) -> Step:
    """How late the system itself was belongs to the record."""
    one.late_seconds = int((one.at - since).total_seconds()) if since else 0
    for name, value in filled.items():
        setattr(one, name, value)
    return one
