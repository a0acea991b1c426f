"""A mark of a month's figures: where it is another one than a report's, something was counted differently since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256

from dashboards.periods import OWN, Period
from dashboards.reading import by_day
from dashboards.reports.about import About
from dashboards.terms import Grain


def marks_of(about: About, first: date, last: date) -> dict[date, str]:
    """Of each month whose first day is between these two. One query."""
    found = by_day(about.place, Period(OWN, first, last), about.part, grain=Grain.MONTH)
    return {day: _mark(counts) for day, counts in found.items()}


def mark_of(about: About, month: date) -> str:
    return marks_of(about, month, month).get(month, NOTHING)


def _mark(counts: Mapping[str, int]) -> str:
    return sha256(repr(sorted(pair for pair in counts.items() if pair[1])).encode()).hexdigest()


NOTHING = _mark({})
