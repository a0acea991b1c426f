"""All that the board asks of the registers about one place and what is below it: eight queries, whatever its size."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from burden.meter import Load, loads
from cases.models.panels import SAFETY
from dashboards.periods import Period
from dashboards.registers.covering import Covered, covered_on
from dashboards.registers.numbers import moments, numbers
from dashboards.registers.rows import Body, Home, Spot, bodies, homes, spots, under
from dashboards.stood import stood_in
from dashboards.tallies.reading import facts_in
from dashboards.terms import What
from grids.models import Place
from grids.workflow import Level
from partyorg.staffing import Staffed, posts_for, staffed
from patrols.models import Patrol

COMMUNITIES = (Level.COMMUNITY, Level.VILLAGE)


@dataclass(frozen=True)
class Registers:
    """`on`: the day whose shares these are. `patrolled`, `troubled`: grids with a round that was finished, and those
    with a case of 平安法治, in the period: of those that stood on any day of it (dashboards/stood.py).
    """

    place: Place
    period: Period
    on: date
    spots: list[Spot]
    bodies: list[Body]
    homes: list[Home]
    staffed: Mapping[int, Staffed]
    patrolled: frozenset[int]
    troubled: frozenset[int]
    numbers: Mapping[str, int]
    loads: list[Load] = field(default_factory=list)

    @cached_property
    def grids(self) -> list[Spot]:
        return [spot for spot in self.spots if spot.level == Level.GRID and spot.stood(self.on)]

    @cached_property
    def grids_of_the_days(self) -> list[Spot]:
        """Those that stood on any day of the period: what was done in a grid until it was closed was done."""
        return _of_the_days(self.spots, self.period)

    @cached_property
    def covered(self) -> Covered:
        return covered_on(self.bodies, self.on)

    @cached_property
    def spot(self) -> Mapping[int, Spot]:
        return {spot.pk: spot for spot in self.spots}

    @property
    def below(self) -> list[Spot]:
        """The places one step below that stood on any day of the period."""
        return [spot for spot in self.spots if spot.parent == self.place.pk and stood_in(spot, self.period)]

    def grids_in(self, spot: Spot) -> list[Spot]:
        return [grid for grid in self.grids if spot.holds(grid)]

    def grids_of_the_days_in(self, spot: Spot) -> list[Spot]:
        return [grid for grid in self.grids_of_the_days if spot.holds(grid)]

    def homes_in(self, spot: Spot) -> list[Home]:
        return [home for home in self.homes if spot.lft <= self.spot[home.community].lft < spot.rght]


def read(place: Place, period: Period, on: date) -> Registers:
    """`on`: the last day of the period, or today while it runs."""
    places = spots(place)
    grids = [spot for spot in places if spot.level == Level.GRID and spot.stood(on)]
    communities = Place.objects.in_force(on).filter(under(place), level__in=COMMUNITIES)
    return Registers(
        place,
        period,
        on,
        places,
        bodies(place),
        homes(place),
        staffed(grids, posts_for(place, on)),
        _patrolled(place, period),
        _troubled(place, period, _of_the_days(places, period)),
        numbers(place, period, on),
        loads(communities, today=on),
    )


def _of_the_days(places: list[Spot], period: Period) -> list[Spot]:
    return [spot for spot in places if spot.level == Level.GRID and stood_in(spot, period)]


def _patrolled(place: Place, period: Period) -> frozenset[int]:
    begin, end = moments(period)
    rounds = Patrol.objects.filter(under(place, "plan__grid__"), started_at__gte=begin, started_at__lt=end)
    return frozenset(rounds.filter(ended_at__isnull=False).order_by().values_list("plan__grid", flat=True).distinct())


def _troubled(place: Place, period: Period, grids: list[Spot]) -> frozenset[int]:
    came = facts_in(place, period).filter(what=What.CAME, category__panel__code=SAFETY)
    return frozenset(_grids_of(came.values_list("place__lft", flat=True).distinct(), grids))


def _grids_of(lfts: Iterable[int], grids: list[Spot]) -> Iterable[int]:
    """The grids that hold these places: a building's case is its grid's. `grids` in the tree's order."""
    starts = [grid.lft for grid in grids]
    for lft in lfts:
        found = bisect_right(starts, lft) - 1
        if found >= 0 and lft < grids[found].rght:
            yield grids[found].pk
