"""Which clocks run for a case, and when the earliest of them runs out. Arithmetic is worktime's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from cases.models import Case, Limit
from cases.terms import TOP, Clock, State
from worktime.calendar import SHANGHAI, WorkCalendar
from worktime.current import NEWEST_CHANGE, calendar_of, current_calendar
from worktime.limits import Limit as Span

Key = tuple[str, int | None, int | None, str]
_span = lru_cache(Span.parse)  # a dozen spellings, read at every report

NO_RESPOND: Mapping[str, Any] = {"respond_from": None, "respond_limit": "", "respond_by": None}

WAITS_FOR_RESPONSE = frozenset({State.SUBMITTED, State.DISPATCHED, State.TOPPED, State.CHECKING, State.REVISIT})
BEING_HANDLED = frozenset(
    {State.ACCEPTED, State.DISPATCHED, State.HANDLING, State.CONSULTING, State.REWORK, State.TOPPED}
)
REWORKS_BEFORE_CLIMBING = 2


@dataclass
class Clockwork:
    """The calendar and the limits in force, read once for a case or for a sweep of thousands."""

    calendar: WorkCalendar
    limits: Mapping[Key, Span]
    _known: dict[tuple[datetime, Span], datetime] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Clockwork:
        """One query: the limits, each with the stamp of the calendar in force."""
        columns = ("clock", "category_id", "level", "urgency", "limit")
        rows = list(Limit.objects.order_by().values_list(*columns, NEWEST_CHANGE))
        calendar = calendar_of(rows[0][-1]) if rows else current_calendar()
        return cls(calendar, {(c, k, n, u): _span(limit) for c, k, n, u, limit, _ in rows})

    def span(self, clock: Clock, *, category_id: int | None, level: int, urgency: str) -> Span:
        """The most particular limit: category before urgency before level. Raises LookupError when none is set."""
        for kind in dict.fromkeys([category_id, None]):
            for key in ((level, urgency), (None, urgency), (level, ""), (None, "")):
                if span := self.limits.get((clock, kind, *key)):
                    return span
        raise LookupError(f"没有设定“{clock.label}”时限，请管理员补上。")

    def ends(self, start: datetime, span: Span) -> datetime:
        if (start, span) not in self._known:
            self._known[start, span] = self.calendar.deadline(start, span).at
        return self._known[start, span]

    def respond(self, clock: Clock, case: Case, *, level: int, start: datetime, urgency: str = "") -> dict[str, Any]:
        """Columns of a response clock that starts now."""
        span = self.span(clock, category_id=case.category_id, level=level, urgency=urgency or case.urgency)
        return {"respond_from": start, "respond_limit": str(span), "respond_by": self.ends(start, span)}

    def handle(
        self, case: Case, *, level: int, start: datetime, urgency: str = "", category_id: int | None = None
    ) -> dict[str, Any]:
        """Columns of a handling clock that starts now."""
        span = self.span(
            Clock.HANDLE, category_id=category_id or case.category_id, level=level, urgency=urgency or case.urgency
        )
        return self.handle_for(span, start)

    def handle_again(self, case: Case, *, start: datetime) -> dict[str, Any]:
        """Columns of a rework's clock: half the level's limit, at least one working day."""
        span = self.span(Clock.HANDLE, category_id=case.category_id, level=case.owner_level, urgency=case.urgency)
        return self.handle_for(span.halved(), start)

    def handle_for(self, span: Span, start: datetime) -> dict[str, Any]:
        return {"handle_from": start, "handle_limit": str(span), "handle_by": self.ends(start, span)}

    def handle_until(self, day: date, start: datetime) -> dict[str, Any]:
        """Columns of a handling clock set by a milestone: it ends with that day's working time, by no limit's rule."""
        closing = datetime.combine(day, self.calendar.periods[-1][1], SHANGHAI)
        return {"handle_from": start, "handle_limit": "", "handle_by": closing}


def earliest(fact: Callable[[str], Any]) -> datetime | None:
    """When the sweep has to look at a case again: the first pending clock, from the facts that stand in its row.

    `fact` gives a column's value. A clock is pending until it has ended and that has been dealt with (`…_noted_at`).
    """
    state, pending = fact("state"), []
    if state in WAITS_FOR_RESPONSE:
        pending.append(pending_clock(fact("respond_by"), fact("respond_noted_at")))
    if state in BEING_HANDLED:
        pending.append(pending_clock(fact("handle_by"), fact("handle_noted_at")) or fact("supervise_at"))
    if climbs_by_itself(state, fact("rework_count"), fact("owner_level")):
        pending.append(fact("handle_from"))  # at once: it has climbed since it came back
    return min((moment for moment in pending if moment), default=None)


def pending_clock(by: datetime | None, noted_at: datetime | None) -> datetime | None:
    """The clock's end, unless it has been dealt with; a clock that is set anew ends later and so is pending again."""
    return by if by and (noted_at is None or noted_at < by) else None


def climbs_by_itself(state: str, rework_count: int, level: int) -> bool:
    """The second rework below the top goes up without anybody's whistle."""
    return state == State.REWORK and rework_count >= REWORKS_BEFORE_CLIMBING and level < TOP
