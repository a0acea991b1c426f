"""When things happened in the demo's past, told backwards from its present, in working time.

So the histories are plausible on whatever day and at whatever hour the demo is first started.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from worktime.calendar import SHANGHAI, WorkCalendar

REACHES_BACK = timedelta(days=90)
SLOT = timedelta(minutes=5)
SLOTS_AN_HOUR = 12


@dataclass
class Timeline:
    """The working time before `at`, in slots of five minutes."""

    at: datetime
    calendar: WorkCalendar
    slots: list[datetime] = field(init=False)

    def __post_init__(self) -> None:
        start = (self.at - REACHES_BACK).astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
        number_of_slots = int((self.at - start) / SLOT)
        moments = (start + number * SLOT for number in range(number_of_slots))
        self.slots = [moment for moment in moments if self.calendar.in_working_hours(moment)]

    def working_days_before(self, moment: datetime) -> list[datetime]:
        """Midnights of the working days before the moment's own day, the latest first."""
        midnight = moment.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
        days = (midnight - timedelta(days=number) for number in range(1, REACHES_BACK.days))
        return [day for day in days if self.calendar.is_workday(day.date())]


# A moment of a story, from the timeline and the story's moment before it.
When = Callable[[Timeline, datetime], datetime]


def on(days_back: int, clock: str) -> When:
    """That hour of the n-th working day before today."""
    return lambda timeline, _: _at_clock(timeline.working_days_before(timeline.at)[days_back - 1], clock)


def ago(hours: float) -> When:
    """So many working hours before now."""
    return lambda timeline, _: timeline.slots[-1 - round(hours * SLOTS_AN_HOUR)]


def minutes_ago(minutes: int) -> When:
    """By the clock on the wall, at any hour: residents report in the evening, too."""
    return lambda timeline, _: timeline.at - timedelta(minutes=minutes)


def after(hours: float) -> When:
    """So many working hours after the step before."""
    return lambda timeline, before: timeline.slots[bisect_left(timeline.slots, before) + round(hours * SLOTS_AN_HOUR)]


def minutes_later(minutes: int) -> When:
    """By the clock on the wall: some clocks run day and night."""
    return lambda _, before: before + timedelta(minutes=minutes)


def same_day(clock: str) -> When:
    return lambda _, before: _at_clock(before, clock)


def _at_clock(day: datetime, clock: str) -> datetime:
    return datetime.combine(day.astimezone(SHANGHAI).date(), time.fromisoformat(clock), SHANGHAI)
