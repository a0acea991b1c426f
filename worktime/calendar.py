"""The arithmetic of working time: from a moment and a limit to a deadline (domain.md §3.4).

Pure: no database, no clock. `worktime.current` builds the calendar in force. Every decision about a day is taken in
Asia/Shanghai: decided in UTC, Saturday 03:00 counts as a Friday (peers.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from worktime.days import Day, unannounced
from worktime.explanation import explain, give_reason
from worktime.limits import Limit, Unit

SHANGHAI = ZoneInfo("Asia/Shanghai")
Period = tuple[time, time]
DEFAULT_PERIODS: tuple[Period, ...] = ((time(9), time(12)), (time(13, 30), time(17, 30)))
LONGEST_BREAK = 400  # days in a row without work: the calendar is broken, not the holiday long
DAY = timedelta(days=1)
REAL_YEARS = range(2000, 2201)  # what anybody may reckon with; further off somebody has slipped on the keys


@dataclass(frozen=True, slots=True)
class Deadline:
    """`at`: aware, Asia/Shanghai. `provisional`: it rests on a year whose table is not in yet."""

    at: datetime
    provisional: bool
    start: datetime
    limit: Limit
    calendar: WorkCalendar = field(repr=False, compare=False)

    @property
    def explanation(self) -> str:
        """One Chinese sentence. Built when asked for: a sweep needs thousands of deadlines and hardly a sentence."""
        periods = self.calendar.periods
        return explain(limit=self.limit, start=self.start, at=self.at, days=self._days(), periods=periods)

    @property
    def reason(self) -> str:
        """The explanation without the moment itself, for a sentence that has named it already."""
        return give_reason(limit=self.limit, start=self.start, days=self._days(), periods=self.calendar.periods)

    def _days(self) -> list[Day]:
        return [self.calendar.day(day) for day in self.calendar.days_weighed(self.start, self.limit, self.at)]


@dataclass(frozen=True, eq=False)
class WorkCalendar:
    """`days`: date → (worked?, holiday's name); a date that is not in it falls back to Monday–Friday, provisionally.

    `periods`: the working hours of a working day, in order. All methods take aware datetimes and return Asia/Shanghai;
    they raise ValueError, with a sentence for the screen, for a naive moment, a year outside 2000–2200, or a calendar
    that has no working day for LONGEST_BREAK days.
    """

    days: Mapping[date, tuple[bool, str]]
    periods: tuple[Period, ...] = DEFAULT_PERIODS

    def __post_init__(self) -> None:
        edges = [edge for period in self.periods for edge in period]
        if not edges or any(earlier >= later for earlier, later in self.periods):
            raise ValueError("工作时段不能为空，开始要早于结束。")
        if any(earlier > later for earlier, later in pairwise(edges)):
            raise ValueError("工作时段不能重叠，要按先后排列。")

    def day(self, day: date) -> Day:
        known = self.days.get(day)
        return Day(day, *known) if known else unannounced(day)

    def is_workday(self, day: date) -> bool:
        known = self.days.get(day)
        return known[0] if known else day.weekday() < 5

    def is_provisional(self, day: date) -> bool:
        return day not in self.days

    def deadline(self, start: datetime, limit: Limit) -> Deadline:
        """When `limit`, counted from `start`, runs out.

        wh: working time from `start` on. wd: the first day does not count, whatever day it is; ends with the last
        period of the n-th working day. nd: the n-th day after the first, moved on to a working day, same hour. h: the
        clock, day and night (民法典 第201、203条).
        """
        start = in_shanghai(start)
        at = self._runs_out(start, limit)
        provisional = any(day not in self.days for day in self.days_weighed(start, limit, at))
        return Deadline(at, provisional, start, limit, self)

    def days_weighed(self, start: datetime, limit: Limit, at: datetime) -> list[date]:
        """The days whose being worked or not decided that `limit` from `start` runs out `at`."""
        if limit.unit is Unit.CLOCK_HOUR:
            return []
        passed_over = {Unit.WORKING_HOUR: 0, Unit.WORKING_DAY: 1, Unit.NATURAL_DAY: limit.amount}[limit.unit]
        first = start.date() + timedelta(days=passed_over)
        return [first + timedelta(days=number) for number in range((at.date() - first).days + 1)]

    def in_working_hours(self, at: datetime) -> bool:
        """An hour begins with its first moment and is over at its last: 17:30 sharp is not working time any more."""
        at = in_shanghai(at)
        return self.is_workday(at.date()) and any(opens <= at.time() < closes for opens, closes in self.periods)

    def next_working_moment(self, at: datetime) -> datetime:
        """`at` itself inside working hours, else the next opening."""
        return next(self._working_time(in_shanghai(at)))[0]

    def working_minutes(self, start: datetime, end: datetime) -> float:
        """Working time between the two; 0 when `end` is not after `start`."""
        return self._working_time_between(in_shanghai(start), in_shanghai(end)) / timedelta(minutes=1)

    def share(self, start: datetime, deadline: datetime, share: float) -> datetime:
        """The moment, within working hours, at which `share` (0 to 1) of the working time between the two has passed.

        Where there is none between them (an emergency at night) it is that share of the clock's time.
        """
        start, deadline = in_shanghai(start), in_shanghai(deadline)
        working = self._working_time_between(start, deadline)
        if not working:
            return start + max(deadline - start, timedelta()) * share
        return min(self.next_working_moment(self._after_working_time(start, working * share)), deadline)

    def _runs_out(self, start: datetime, limit: Limit) -> datetime:
        if limit.unit is Unit.CLOCK_HOUR:
            return start + timedelta(hours=limit.amount)
        if limit.unit is Unit.WORKING_HOUR:
            return self._after_working_time(start, timedelta(hours=limit.amount))
        if limit.unit is Unit.NATURAL_DAY:
            return self._closing(self._workday_from(start.date() + timedelta(days=limit.amount)))
        day = start.date()
        for _ in range(limit.amount):
            day = self._workday_from(day + DAY)
        return self._closing(day)

    def _workday_from(self, day: date) -> date:
        """`day` itself when it is worked, else the next that is."""
        for _ in range(LONGEST_BREAK):
            if self.is_workday(day):
                return day
            day += DAY
        raise ValueError(f"{day} 之前连续 {LONGEST_BREAK} 天没有工作日，请检查工作日历。")

    def _closing(self, day: date) -> datetime:
        return datetime.combine(day, self.periods[-1][1], SHANGHAI)

    def _working_time(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Stretches of working time from `start` on, without end."""
        day = start.date()
        while True:
            day = self._workday_from(day)
            for opens, closes in self.periods:
                until = datetime.combine(day, closes, SHANGHAI)
                if until > start:
                    yield max(datetime.combine(day, opens, SHANGHAI), start), until
            day += DAY

    def _working_time_between(self, start: datetime, end: datetime) -> timedelta:
        total = timedelta()
        for opens, closes in self._working_time(start):
            if opens >= end:
                break
            total += min(closes, end) - opens
        return total

    def _after_working_time(self, start: datetime, amount: timedelta) -> datetime:
        for opens, closes in self._working_time(start):
            if amount <= closes - opens:
                return opens + amount
            amount -= closes - opens
        raise AssertionError("working time has no end")


def in_shanghai(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("时间缺少时区。")
    if at.year not in REAL_YEARS:
        raise ValueError(f"年份要在 {REAL_YEARS[0]} 到 {REAL_YEARS[-1]} 之间，不能是 {at.year}。")
    return at.astimezone(SHANGHAI)
