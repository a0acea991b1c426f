"""How many points a service earns (domain.md §4, 2). Pure: numbers in, numbers out.

points = round half up(min(minutes, cap) / 60 × rate × factor), then cut to what the day and the month leave
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

_AN_HOUR = Decimal(60)  # in minutes


@dataclass(frozen=True, slots=True)
class Terms:
    """A scheme's numbers for one kind of service. `fixed`: points for each, whatever it took; None: by the hour."""

    scheme: int
    rate: Decimal
    factor: Decimal
    fixed: int | None
    donation_most: int
    activity_minutes: int
    day_minutes: int
    day_points: int | None
    month_points: int | None

    def kept(self) -> dict[str, Any]:
        """As it is written into the ledger: what was earned under it keeps it."""
        return {
            "scheme": self.scheme, "rate": str(self.rate), "factor": str(self.factor), "fixed": self.fixed,
            "activity_minutes": self.activity_minutes, "day_minutes": self.day_minutes,
            "day_points": self.day_points, "month_points": self.month_points,
        }  # fmt: skip


@dataclass(slots=True)
class Used:
    """What one person has had of a day's minutes and points and of a month's points already; `whole`: a day's minutes
    that were recorded, whether they counted or not.
    """

    minutes: dict[date, int] = field(default_factory=dict)
    points: dict[date, int] = field(default_factory=dict)
    month: dict[date, int] = field(default_factory=dict)
    whole: dict[date, int] = field(default_factory=dict)

    def add(self, day: date, minutes: int, points: int, whole: int) -> None:
        first = day.replace(day=1)
        self.minutes[day] = self.minutes.get(day, 0) + minutes
        self.whole[day] = self.whole.get(day, 0) + whole
        self.points[day] = self.points.get(day, 0) + points
        self.month[first] = self.month.get(first, 0) + points


@dataclass(frozen=True, slots=True)
class Earned:
    """`counted`: the minutes that the points were reckoned from."""

    counted: int
    points: int


def earned(terms: Terms, *, day: date, minutes: int, claim: int, used: Used, alike: int = 0) -> Earned:
    """What this service earns after what the person has had already. Hours are not cut: they are what was done.

    `alike`: the minutes that counted of the same activity that day, for which the person came and went before.
    """
    if minutes:
        most = _left(terms.activity_minutes, alike)
        counted = min(minutes, most, _left(terms.day_minutes, used.minutes.get(day, 0)))
        points = _rounded(counted, terms.rate * terms.factor)
    else:
        counted = 0
        points = rounded(
            Decimal(min(claim, terms.donation_most) if terms.fixed is None else terms.fixed) * terms.factor
        )
    for cap, had in (
        (terms.day_points, used.points.get(day, 0)),
        (terms.month_points, used.month.get(day.replace(day=1), 0)),
    ):
        points = points if cap is None else min(points, _left(cap, had))
    return Earned(counted, points)


def by_the_hour(minutes: int, rate: Decimal) -> Decimal:
    """Points, before they are rounded."""
    return minutes * rate / _AN_HOUR


@lru_cache(maxsize=4096)
def _rounded(minutes: int, rate: Decimal) -> int:
    """Most of a heap have come for the same few lengths of time."""
    return rounded(by_the_hour(minutes, rate))


def last_day(on: date, years: int | None) -> date | None:
    """The last day of points earned then: the end of that year so many years on; None: they do not expire."""
    return None if years is None else date(on.year + years, 12, 31)


def rounded(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_HALF_UP))


def _left(cap: int, had: int) -> int:
    return max(0, cap - had)
