"""Which clocks run for a case, and when the earliest of them runs out. Arithmetic is worktime's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache, reduce
from math import ceil
from operator import or_
from typing import Any

from django.db.models import Case as Either
from django.db.models import DateTimeField, F, Q, Value
from django.db.models import When as If
from django.db.models.functions import Coalesce, Least

from cases.models import Case, Limit
from cases.terms import TOP, Clock, State, WhistleKind
from worktime.calendar import SHANGHAI, WorkCalendar
from worktime.current import NEWEST_CHANGE, calendar_of, current_calendar
from worktime.limits import HOURS_OF_A_WORKING_DAY, LONGEST, Unit
from worktime.limits import Limit as Span

Key = tuple[str, int | None, int | None, str]
_span = lru_cache(Span.parse)  # a dozen spellings, read at every report

NO_RESPOND: Mapping[str, Any] = {"respond_from": None, "respond_limit": "", "respond_by": None}

# Of a host that no longer has the work in hands nobody expects that it reports in or gets in touch.
NOBODY_AWAITED: Mapping[str, Any] = {"report_in_by": None, "contact_by": None}

WAITS_FOR_RESPONSE = frozenset({State.SUBMITTED, State.DISPATCHED, State.TOPPED, State.CHECKING, State.REVISIT})
BEING_HANDLED = frozenset(
    {State.ACCEPTED, State.DISPATCHED, State.HANDLING, State.CONSULTING, State.REWORK, State.TOPPED}
)
REWORKS_BEFORE_CLIMBING = 2

REMIND_AT = 0.8  # of the handling time
AT_LEAST = Span(1, Unit.WORKING_DAY)
# Clocks whose end moves nothing: to report in, to rule on a dispute, to get in touch, to remind. Dealt with, they are
# emptied.
LIGHTER = ("report_in_by", "decide_by", "contact_by", "remind_at")


# What is late to everybody, the reporter too. To the staff a ruling that is not there yet (decide_by) is as well.
WHILE_HANDLED = ("handle_by", "report_in_by")
NEVER = datetime(9000, 1, 1, tzinfo=UTC)  # the least of something and nothing is nothing to SQLite


def is_late(case: Case, at: datetime) -> bool:
    """Whether a clock that it waits by has run out. `late` asks the same of the table."""
    return any(by <= at for by in _running(case).values())


def ends_first(case: Case) -> str:
    """The column of the clock that `late_from` tells the end of; "" where none runs. Of two that end together that of
    the work itself.
    """
    running = _running(case)
    return min(running, key=lambda column: running[column], default="")


def _running(case: Case) -> dict[str, datetime]:
    """Those clocks that it waits by in its state, by their columns."""
    columns: tuple[str, ...] = WHILE_HANDLED if case.state in BEING_HANDLED else ()
    columns += ("respond_by",) if case.state in WAITS_FOR_RESPONSE else ()
    return {column: by for column in columns if (by := getattr(case, column)) is not None}


def late(at: datetime) -> Q:
    return clock_ends(*WHILE_HANDLED, lte=at)


def late_from() -> Least:
    """The earliest end of those clocks that run for the case in its state, to annotate with; NEVER where none does."""
    clocks = [(WAITS_FOR_RESPONSE, "respond_by"), *((BEING_HANDLED, column) for column in WHILE_HANDLED)]
    return Least(
        *(Either(If(state__in=sorted(states), then=Coalesce(F(column), _never())), default=_never())
          for states, column in clocks)
    )  # fmt: skip


def _never() -> Value:
    return Value(NEVER, output_field=DateTimeField())


def clock_ends(*while_handled: str, **when: object) -> Q:
    """One of the clocks that run for the case in its state ends then: `lte` a moment, in a `range`."""

    def ends(column: str) -> Q:
        return Q(**{f"{column}__{lookup}": value for lookup, value in when.items()})

    handled = reduce(or_, map(ends, while_handled))
    return Q(state__in=sorted(WAITS_FOR_RESPONSE)) & ends("respond_by") | Q(state__in=sorted(BEING_HANDLED)) & handled


@dataclass
class Clockwork:
    """The calendar and the limits in force, read once for a case or for a sweep of thousands."""

    calendar: WorkCalendar
    limits: Mapping[Key, Span]
    _known: dict[tuple[datetime, Span], datetime] = field(default_factory=dict)
    _reminders: dict[tuple[datetime, datetime], datetime] = field(default_factory=dict)

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

    def respond(
        self,
        clock: Clock,
        case: Case,
        *,
        level: int,
        start: datetime,
        urgency: str = "",
        category_id: int | None = None,
    ) -> dict[str, Any]:
        """Columns of a response clock that starts now."""
        span = self.span(
            clock, category_id=category_id or case.category_id, level=level, urgency=urgency or case.urgency
        )
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
        return self._handled(start, str(span), self.ends(start, span))

    def handle_until(self, day: date, start: datetime) -> dict[str, Any]:
        """Columns of a handling clock set by a milestone: it ends with that day's working time, by no limit's rule."""
        closing = datetime.combine(day, self.calendar.periods[-1][1], SHANGHAI)
        return self._handled(start, "", closing)

    def left_of(self, case: Case, at: datetime) -> Span:
        """What is left of the handling clock, in its own kind of time, rounded up; at least one working day."""
        if case.handle_by is None or case.handle_by <= at:
            return AT_LEAST
        unit = _span(case.handle_limit).unit if case.handle_limit else Unit.NATURAL_DAY
        if unit == Unit.NATURAL_DAY:
            return Span(max(ceil((case.handle_by - at) / timedelta(days=1)), 1), unit)
        if unit == Unit.CLOCK_HOUR:
            return Span(ceil((case.handle_by - at) / timedelta(hours=1)), unit)
        hours = ceil(self.calendar.working_minutes(at, case.handle_by) / 60)
        return Span(hours, Unit.WORKING_HOUR) if hours > HOURS_OF_A_WORKING_DAY else AT_LEAST

    def _handled(self, start: datetime, limit: str, by: datetime) -> dict[str, Any]:
        return {
            "handle_from": start,
            "handle_limit": limit,
            "handle_by": by,
            "remind_at": self._reminder(start, limit, by),
        }

    def _reminder(self, start: datetime, limit: str, by: datetime) -> datetime:
        """催办: when 80 % of the time has passed, in working hours; of a clock that runs day and night, of its own."""
        if limit and _span(limit).unit == Unit.CLOCK_HOUR:
            return start + REMIND_AT * (by - start)
        if (start, by) not in self._reminders:
            self._reminders[start, by] = self.calendar.share(start, by, REMIND_AT)
        return self._reminders[start, by]

    def report_in(self, case: Case, *, kind: str, start: datetime) -> dict[str, Any]:
        """Columns of the clock by which a department that is called has to report in."""
        clock = Clock.BREAKTHROUGH if kind == WhistleKind.BREAKTHROUGH else Clock.REPORT_IN
        span = self.span(clock, category_id=case.category_id, level=case.owner_level, urgency=case.urgency)
        return {"whistle_kind": kind or WhistleKind.PROGRESS, "report_in_by": self.ends(start, span)}

    def objection(self, case: Case, *, start: datetime) -> datetime:
        """Until when a department that is called may object (派单异议)."""
        span = self.span(Clock.DISPUTE, category_id=case.category_id, level=case.owner_level, urgency=case.urgency)
        return self.ends(start, span)

    def contact(self, case: Case, *, start: datetime) -> dict[str, Any]:
        """Columns of the clock by which whoever has signed has to get in touch with the reporter, where that can be."""
        if not case.may_be_contacted:
            return {"contact_by": None}
        span = self.span(Clock.CONTACT, category_id=case.category_id, level=case.owner_level, urgency=case.urgency)
        return {"contact_by": self.ends(start, span)}

    def ruling(self, case: Case, *, start: datetime) -> dict[str, Any]:
        """Columns of the clock by which a dispute has to be ruled on."""
        span = self.span(Clock.RULING, category_id=case.category_id, level=case.owner_level, urgency=case.urgency)
        return {"decide_by": self.ends(start, span)}


def earliest(fact: Callable[[str], Any]) -> datetime | None:
    """When the sweep has to look at a case again: the first pending clock, from the facts that stand in its row.

    `fact` gives a column's value. A clock is pending until it has ended and that has been dealt with (`…_noted_at`).
    """
    state, pending = fact("state"), []
    if state in WAITS_FOR_RESPONSE:
        pending.append(pending_clock(fact("respond_by"), fact("respond_noted_at")))
    if state in BEING_HANDLED:
        pending.append(pending_clock(fact("handle_by"), fact("handle_noted_at")) or fact("supervise_at"))
        pending += [fact(column) for column in LIGHTER]
    if state == State.SUSPENDED:
        pending.append(review_begins(fact("review_on")))
    if climbs_by_itself(state, fact("rework_count"), fact("owner_level")):
        pending.append(fact("handle_from"))  # at once: it has climbed since it came back
    return min((moment for moment in pending if moment), default=None)


def review_begins(day: date) -> datetime:
    """With the first minute of the review date; the handling clock that goes on counts working time anyway."""
    return datetime.combine(day, time.min, SHANGHAI)


def longest_extension(case: Case) -> Span | None:
    """延期 by no more than the original length; where a milestone set the date, by the days that it gave."""
    if case.handle_limit:
        return _span(case.handle_limit)
    if case.handle_from is None or case.handle_by is None:
        return None
    days = (case.handle_by - case.handle_from).days
    return Span(min(max(days, 1), LONGEST), Unit.NATURAL_DAY)


def pending_clock(by: datetime | None, noted_at: datetime | None) -> datetime | None:
    """The clock's end, unless it has been dealt with; a clock that is set anew ends later and so is pending again."""
    return by if by and (noted_at is None or noted_at < by) else None


def climbs_by_itself(state: str, rework_count: int, level: int) -> bool:
    """The second rework below the top goes up without anybody's whistle."""
    return state == State.REWORK and rework_count >= REWORKS_BEFORE_CLIMBING and level < TOP
