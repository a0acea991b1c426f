"""The days that the burden meter counts: fortnights that end today, and those before them. Whole days, local time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone

from cases.telling.moments import day_said

FORTNIGHT = timedelta(days=14)
SHOWN = 4
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """From the first day to the last, both included."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{day_said(self.first, self.last)}至{day_said(self.last, self.last)}"

    @property
    def starts_at(self) -> datetime:
        return _midnight(self.first)

    @property
    def ends_before(self) -> datetime:
        return _midnight(self.last + _DAY)


def fortnights(today: date) -> list[Days]:
    """The last four, the current one (today and the thirteen days before it) at the end."""
    lasts = (today - FORTNIGHT * back for back in reversed(range(SHOWN)))
    return [Days(last - FORTNIGHT + _DAY, last) for last in lasts]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, get_current_timezone())
