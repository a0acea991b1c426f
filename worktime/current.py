"""The calendar in force. Kept in the process; one tiny query a call notices when anybody has changed it."""

from functools import lru_cache
from uuid import UUID

from worktime.calendar import DEFAULT_PERIODS, WorkCalendar
from worktime.models import CalendarChange, CalendarDay, WorkPeriod


def current_calendar() -> WorkCalendar:
    return _calendar(CalendarChange.objects.values_list("stamp", flat=True).first())


@lru_cache(maxsize=1)
def _calendar(_newest_change: UUID | None) -> WorkCalendar:
    days = {day: (is_workday, name) for day, is_workday, name in CalendarDay.objects.values_list()}
    return WorkCalendar(days, tuple(WorkPeriod.objects.values_list("starts", "ends")) or DEFAULT_PERIODS)
