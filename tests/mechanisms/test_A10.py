"""A10 清晖岸：8个微网格、2个党小组；社区党总支+小区党支部+楼栋党小组: three tiers, micro-grids in one grid each."""

import pytest
from django.urls import reverse

from grids.actions.place import add_place
from grids.models import Level, Place
from grids.workflow import Refused
from partyorg.gridcard import tiers
from partyorg.kinds import Kind
from partyorg.models import Organisation
from tests.factories import MONDAY, Town, build_town
from tests.partyorg.building import add, add_community, add_grids


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture
def grid(town: Town) -> Place:
    [grid] = add_grids(add_community(town, 2, "清晖岸社区"), 1)
    return grid


def micro(parent: Place, number: int) -> Place:
    return add_place(
        code=f"{parent.code}{number:02d}", name=f"{number}号微网格", level=Level.MICRO_GRID,
        parent=Place.objects.get(pk=parent.pk), by=None, at=MONDAY,
    )  # fmt: skip


def test_the_tree_returns_three_tiers_with_two_groups(town: Town, grid: Place) -> None:
    general = add(Kind.COMMUNITY_GENERAL_BRANCH, "清晖岸社区党总支", town.units["street_unit"], place=grid.parent)
    branch = add(Kind.ESTATE_BRANCH, "清晖岸小区党支部", general, place=grid)
    for number in (1, 2):
        add(Kind.BUILDING_GROUP, f"第{number}楼栋党小组", branch)
    whole = Organisation.objects.get(pk=general.pk).get_descendants(include_self=True)
    kinds = [(tier, unit.kind) for tier, unit in tiers(whole)]
    assert kinds == [
        (0, Kind.COMMUNITY_GENERAL_BRANCH),
        (1, Kind.ESTATE_BRANCH),
        (2, Kind.BUILDING_GROUP),
        (2, Kind.BUILDING_GROUP),
    ]
    page = town.client("street_secretary").get(reverse("partyorg:grid", args=[grid.code]))
    assert [tier for tier, _ in page.context["units"]] == [0, 1, 2, 2]


def test_eight_micro_grids_belong_to_exactly_one_grid(town: Town, grid: Place) -> None:
    made = [micro(grid, number) for number in range(1, 9)]
    assert {one.grid for one in made} == {grid}
    page = town.client("street").get(reverse("partyorg:grid", args=[grid.code]))
    assert len(page.context["micro_grids"]) == 8
    with pytest.raises(Refused, match="微网格应属于网格，不能属于社区"):
        micro(Place.objects.get(pk=grid.parent_id), 9)
    with pytest.raises(Refused, match="微网格应属于网格，不能属于微网格"):
        micro(made[0], 1)
