"""D09 试点 27 个网格，后 940 个网格设立网格党支部: 2.54 % and 88.35 % of the district's 1,064 grids."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from governance.demo.places import load_places
from grids.models import Level, Place
from partyorg.coverage import coverage_of_grids
from partyorg.kinds import Kind
from partyorg.models import Organisation
from tests.factories import MONDAY

PILOT, LATER, ALL = date(2019, 6, 1), date(2020, 6, 1), 1064


@pytest.fixture
def district(db: None) -> Place:
    """市北区: 27 of its 1,064 grids had a branch in the pilot, 940 a year later."""
    load_places(at=MONDAY)
    grids = list(Place.objects.grids().order_by("code"))
    found(Kind.GRID_BRANCH, zip(grids, [PILOT] * 27 + [LATER] * (940 - 27), strict=False))
    return Place.objects.get(level=Level.DISTRICT)


def found(kind: Kind, where: Iterable[tuple[Place, date]]) -> None:
    roots = (
        Organisation(
            name=f"{grid}{kind.label}", kind=kind, place=grid, founded_on=on, tree_id=grid.pk, lft=1, rght=2, depth=0,
            due_on=on + timedelta(days=365) if kind == Kind.WORKING_GROUP else None,
        )
        for grid, on in where
    )  # fmt: skip
    Organisation.objects.bulk_create(roots)


def test_the_pilots_share_and_that_of_a_year_later(district: Place) -> None:
    before, pilot, later = (coverage_of_grids(district, on) for on in (PILOT - timedelta(days=1), PILOT, LATER))
    assert (before.covered, before.percent) == (0, 0)
    assert (pilot.covered, pilot.all, pilot.percent) == (27, ALL, Decimal("2.54"))
    assert (later.covered, later.all, later.percent) == (940, ALL, Decimal("88.35"))


def test_a_working_group_is_counted_apart(district: Place) -> None:
    last = Place.objects.grids().order_by("code").reverse()[:2]
    found(Kind.WORKING_GROUP, [(grid, LATER) for grid in last])
    later = coverage_of_grids(district, LATER)
    assert (later.covered, later.by_group, later.blank) == (940, 2, ALL - 942)
