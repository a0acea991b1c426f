"""Why a case does not simply go on: refused, merged, put off, given more time, closed with an explanation.

All of it was written to be read by the reporter; who wrote it stays inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from cases import telling
from cases.models import Case, Event
from cases.telling.moments import day_said
from cases.terms import Kind, Matter, Notice, State

Facts = list[tuple[str, str]]  # what it is called → what it is
THE_OTHER = "先报的人"  # who reported the main case, and judges it


@dataclass(frozen=True, slots=True)
class Main:
    """The case into which another was merged, as far as whoever reported the other may know it: none of its words."""

    case: Case
    rungs: list[tuple[str, str]]
    promise: telling.Promise
    result: str


def outcome(case: Case, events: Sequence[Event], at: datetime) -> Facts:
    """What its reporter has to know besides who has it and until when."""
    match case.state:
        case State.REFUSED:
            return _refused(_last(events, Kind.REFUSE))
        case State.SUSPENDED:
            return _suspended(_last(events, Kind.SUSPEND), at)
        case State.CLOSED:
            return _explained(case, events) + _reopening(case, events)
        case State.DISPATCHED | State.HANDLING:
            return _extended(case, events)
    return []


def result(case: Case, events: Sequence[Event]) -> Event | None:
    """What the host says it has done, as long as nobody has found it wanting."""
    if case.explained or case.state not in (State.CHECKING, State.REVISIT, State.CLOSED):
        return None
    return _last(events, Kind.FINISH)


def main_case(case: Case, at: datetime) -> Main | None:
    if case.merged_into_id is None:
        return None
    main = Case.objects.with_faces().get(pk=case.merged_into_id)
    return Main(main, telling.rungs(main), telling.promise(main, at, you=THE_OTHER), _result_for_others(main))


def _result_for_others(main: Case) -> str:
    """What was done, for those who reported the same; of a matter between people it stays with its own reporter."""
    if main.state != State.CLOSED or (main.category and main.category.sensitive):
        return ""
    done = main.events.filter(kind=Kind.FINISH).order_by("-seq").first()
    return done.note if done else ""


def _refused(event: Event | None) -> Facts:
    detail = event.data if event else {}
    return _facts(("为什么", detail.get("cause")), ("该找谁", detail.get("channel")))


def _suspended(event: Event | None, at: datetime) -> Facts:
    detail = event.data if event else {}
    review_on = detail.get("review_on")
    day = day_said(date.fromisoformat(review_on), localdate(at)) if review_on else ""
    return _facts(("为什么", detail.get("cause")), ("下一步", detail.get("plan")), ("哪天看", day))


def _extended(case: Case, events: Sequence[Event]) -> Facts:
    """The time that holds now was lengthened: said as long as no other clock has begun."""
    event = _last(events, Kind.EXTEND_APPROVE)
    if event is None or event.handle_by_after != case.handle_by:
        return []
    return _facts(("延期了", event.data.get("why")))


def _explained(case: Case, events: Sequence[Event]) -> Facts:
    event = _last(events, Kind.CLOSE_EXPLAINED)
    if not (case.explained and event):
        return []
    return _facts(("怎么解释", event.data.get("why")), ("您的评价", "仍按“不满意”计入。"))


def _reopening(case: Case, events: Sequence[Event]) -> Facts:
    asked, declined = _last(events, Notice.ASK_REOPENING), _last(events, Notice.DECLINE)
    if case.proposed == Matter.REOPENING:
        return _facts(("又出现", "您说问题又出现了，等受理的人看要不要重新打开。"))
    if asked and declined and declined.seq > asked.seq:
        return _facts(("没重开", declined.note))
    return []


def _last(events: Sequence[Event], kind: Kind | Notice) -> Event | None:
    return next((event for event in reversed(events) if event.kind == kind), None)


def _facts(*facts: tuple[str, str | None]) -> Facts:
    return [(name, said) for name, said in facts if said]
