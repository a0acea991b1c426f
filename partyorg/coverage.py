"""组织覆盖: how many grids and estates have a branch on a day. Definition: domain.md 5, mechanisms D09 and C21."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Set
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q, QuerySet

from grids.models import Estate, Place
from partyorg.kinds import BRANCHES, Kind
from partyorg.models import Organisation
from partyorg.plain import Spot, Unit


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
    """One query. A working group that became a branch later was a group on that day."""
    placed = Organisation.objects.order_by().filter(place__isnull=False)
    branches, groups = (placed.were([kind], on).values("place") for kind in (Kind.GRID_BRANCH, Kind.WORKING_GROUP))
    return _coverage(Place.objects.under(within).grids().in_force(on), branches, groups)


def grids_over_time(within: Place, *days: date) -> list[tuple[date, Coverage]]:
    """By day, the latest first; each day once. A query a day."""
    return [(day, coverage_of_grids(within, day)) for day in sorted(set(days), reverse=True)]


def coverage_among(grids: Collection[Spot], units: Iterable[Unit], on: date) -> Coverage:
    """The same, today, of grids and organisations that were read already: no query."""
    return _among({grid.pk for grid in grids}, units, on, lambda unit: unit.place_id, {Kind.GRID_BRANCH})


def coverage_among_estates(estates: Collection[Estate], units: Iterable[Unit], on: date) -> Coverage:
    """Likewise."""
    return _among({estate.pk for estate in estates}, units, on, lambda unit: unit.serves_id, BRANCHES)


def _among(
    of: Set[int],
    units: Iterable[Unit],
    on: date,
    serving: Callable[[Unit], int | None],
    branches: Collection[str],
) -> Coverage:
    stood = [unit for unit in units if unit.founded_on is None or unit.founded_on <= on]
    covered = {serving(unit) for unit in stood if unit.kind in branches} & of
    by_group = {serving(unit) for unit in stood if unit.kind == Kind.WORKING_GROUP} & of
    return Coverage(len(covered), len(by_group - covered), len(of))


def coverage_of_estates(within: Place, on: date) -> Coverage:
    """One query."""
    serving = Organisation.objects.order_by().filter(serves__isnull=False)
    branches, groups = (serving.were(kinds, on).values("serves") for kinds in (BRANCHES, [Kind.WORKING_GROUP]))
    return _coverage(Estate.objects.filter(community__in=Place.objects.under(within)), branches, groups)


def _coverage(of: QuerySet, branches: QuerySet, groups: QuerySet) -> Coverage:
    """`branches`, `groups`: the ids that have one."""
    covered = Q(pk__in=branches)
    by_group = Q(pk__in=groups) & ~covered
    counted = of.order_by().aggregate(
        covered=Count("pk", filter=covered), by_group=Count("pk", filter=by_group), all=Count("pk")
    )
    return Coverage(**counted)
