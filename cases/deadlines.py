"""Which clocks run for a case, and when the earliest of them runs out. Arithmetic is worktime's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from cases.models import Case, Limit
from cases.terms import Clock, State
from worktime.calendar import SHANGHAI, WorkCalendar
from worktime.current import current_calendar
from worktime.limits import Limit as Span

Key = tuple[str, int | None, int | None, str]
_span = lru_cache(Span.parse)  # a dozen spellings, read at every report

NO_RESPOND: Mapping[str, Any] = {"respond_from": None, "respond_limit": "", "respond_by": None}

WAITS_FOR_RESPONSE = frozenset({State.SUBMITTED, State.DISPATCHED, State.TOPPED, State.CHECKING, State.REVISIT})
BEING_HANDLED = frozenset(
    {State.ACCEPTED, State.DISPATCHED, State.HANDLING, State.CONSULTING, State.REWORK, State.TOPPED}
)


@dataclass
class Clockwork:
    """The calendar and the limits in force, read once for a case or for a sweep of thousands."""

    calendar: WorkCalendar
    limits: Mapping[Key, Span]
    _known: dict[tuple[datetime, Span], datetime] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Clockwork:
        rows = Limit.objects.order_by().values_list("clock", "category_id", "level", "urgency", "limit")
        return cls(current_calendar(), {(c, k, n, u): _span(limit) for c, k, n, u, limit in rows})

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


def earliest(state: str, respond_by: datetime | None, handle_by: datetime | None) -> datetime | None:
    """When the sweep has to look at a case in this state again: the first of the clocks that the state waits for."""
    pending = [respond_by] if state in WAITS_FOR_RESPONSE else []
    pending += [handle_by] if state in BEING_HANDLED else []
    return min((moment for moment in pending if moment), default=None)
