"""Which period a day lies in, and on which day of it something recurs. Pure: dates in, dates out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from activities.kinds import Rhythm


def period_of(rhythm: str, day: date) -> str:
    """2026-W47, 2026-11, 2026-Q4."""
    if rhythm == Rhythm.WEEKLY:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    if rhythm == Rhythm.MONTHLY:
        return f"{day:%Y-%m}"
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def rhythm_of(period: str) -> Rhythm:
    """Whose period this is."""
    if "-W" in period:
        return Rhythm.WEEKLY
    return Rhythm.QUARTERLY if "-Q" in period else Rhythm.MONTHLY


def bounds_of(rhythm: str, day: date) -> tuple[date, date]:
    """The first and the last day of the period that this day lies in."""
    if rhythm == Rhythm.WEEKLY:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    months = 1 if rhythm == Rhythm.MONTHLY else 3
    first = date(day.year, day.month - (day.month - 1) % months, 1)
    last = first.month + months - 1
    return first, date(day.year, last, monthrange(day.year, last)[1])


def days_of(rhythm: str, first: date, *, since: date, until: date) -> Iterator[date]:
    """The days on which what was first held on `first` is held again, within these bounds, both included."""
    day, step = first, 0
    while day <= until:
        if day >= since:
            yield day
        step += 1
        day = _after(rhythm, first, step)


def _after(rhythm: str, first: date, steps: int) -> date:
    if rhythm == Rhythm.WEEKLY:
        return first + timedelta(weeks=steps)
    months = first.month - 1 + steps * (1 if rhythm == Rhythm.MONTHLY else 3)
    year, month = first.year + months // 12, months % 12 + 1
    return date(year, month, min(first.day, monthrange(year, month)[1]))  # the 31st of a short month is its last day
