"""The calendar in force. Kept in the process; one tiny query a call notices when anybody has changed it."""

from functools import lru_cache
from uuid import UUID

from django.db.models import Subquery

from worktime.calendar import DEFAULT_PERIODS, WorkCalendar
from worktime.models import CalendarChange, CalendarDay, WorkPeriod

# For a query that is made anyway: its rows tell whether the calendar in the process is still the one in force.
NEWEST_CHANGE = Subquery(CalendarChange.objects.order_by("-id").values("stamp")[:1])


def current_calendar() -> WorkCalendar:
    return calendar_of(CalendarChange.objects.values_list("stamp", flat=True).first())


def calendar_of(newest_change: UUID | None) -> WorkCalendar:
    """The calendar in force, for a caller that has just read NEWEST_CHANGE."""
    return _calendar(newest_change)


@lru_cache(maxsize=1)
def _calendar(_newest_change: UUID | None) -> WorkCalendar:
    days = {day: (is_workday, name) for day, is_workday, name in CalendarDay.objects.values_list()}
    return WorkCalendar(days, tuple(WorkPeriod.objects.values_list("starts", "ends")) or DEFAULT_PERIODS)
