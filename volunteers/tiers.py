"""等级 (domain.md §4, 6): from the hours or points of the last 12 months, by the scheme of one's community. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from volunteers.kinds import Currency, Tier
from volunteers.models import Scheme


@dataclass(frozen=True, slots=True)
class Ladder:
    """From how much on one is what. In minutes or in points, as `by` says."""

    by: Currency
    silver: int
    gold: int
    vip: int

    @classmethod
    def of(cls, scheme: Scheme) -> Ladder:
        """A scheme says hours; services are kept in minutes."""
        by = Currency(scheme.tier_by)
        each = 60 if by == Currency.HOURS else 1
        return cls(by, scheme.silver_at * each, scheme.gold_at * each, scheme.vip_at * each)

    def tier(self, *, minutes: int, points: int) -> Tier:
        had = minutes if self.by == Currency.HOURS else points
        for least, tier in ((self.vip, Tier.VIP), (self.gold, Tier.GOLD), (self.silver, Tier.SILVER)):
            if had >= least:
                return tier
        return Tier.PLAIN


def first_day(today: date) -> date:
    """Of the twelve months that end today."""
    day_after = today + timedelta(days=1)
    last_of_february = day_after.month == 2 and day_after.day == 29
    return day_after.replace(year=day_after.year - 1, day=28 if last_of_february else day_after.day)
