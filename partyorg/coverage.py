"""组织覆盖: how many grids and estates have a branch on a day. Definition: domain.md 5, mechanisms D09 and C21."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from grids.models import Estate, Place
from partyorg.kinds import BRANCHES, Kind
from partyorg.models import Organisation


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of `all`, `covered` have a branch; `by_group` have none, but a working group (党的工作小组) in its place."""

    covered: int
    by_group: int
    all: int

    @property
    def blank(self) -> int:
        """空白: neither."""
        return self.all - self.covered - self.by_group

    @property
    def percent(self) -> Decimal | None:
        """To two places; None where there is nothing to cover."""
        if not self.all:
            return None
        return (Decimal(100) * self.covered / self.all).quantize(Decimal("0.01"), ROUND_HALF_UP)


def coverage_of_grids(within: Place, on: date) -> Coverage:
    """Three counts, in three queries."""
    grids = Place.objects.under(within).grids().in_force(on)
    stood = Organisation.objects.stood(on)
    branches = stood.filter(kind=Kind.GRID_BRANCH).values("place")
    groups = stood.filter(kind=Kind.WORKING_GROUP, place__isnull=False).values("place")
    by_group = grids.filter(pk__in=groups).exclude(pk__in=branches)
    return Coverage(grids.filter(pk__in=branches).count(), by_group.count(), grids.count())


def coverage_of_estates(within: Place, on: date) -> Coverage:
    estates = Estate.objects.filter(community__in=Place.objects.under(within))
    serving = Organisation.objects.stood(on).filter(serves__isnull=False)
    branches = serving.filter(kind__in=BRANCHES).values("serves")
    groups = serving.filter(kind=Kind.WORKING_GROUP).values("serves")
    by_group = estates.filter(pk__in=groups).exclude(pk__in=branches)
    return Coverage(estates.filter(pk__in=branches).count(), by_group.count(), estates.count())
