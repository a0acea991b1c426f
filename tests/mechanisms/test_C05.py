"""C05 四级组织体系：社区大党委—网格党支部—楼栋党小组—党员中心户: a wrong parent is refused."""

import pytest
from django.core.exceptions import ValidationError

from partyorg.kinds import Kind
from partyorg.models import Organisation
from tests.factories import build_town
from tests.partyorg.building import add, add_community, add_grids


@pytest.fixture
def tiers(db: None) -> list[Organisation]:
    """From the 大党委 down to a household."""
    town = build_town()
    community = add_community(town, 2, "东圣社区")
    [grid] = add_grids(community, 1)
    committee = add(Kind.GRAND_COMMITTEE, "东圣社区大党委", town.units["street_unit"], place=community)
    branch = add(Kind.GRID_BRANCH, "东圣第1网格党支部", committee, place=grid)
    group = add(Kind.BUILDING_GROUP, "3号楼党小组", branch)
    return [committee, branch, group, add(Kind.MEMBER_HOUSEHOLD, "老于家", group)]


def test_the_four_tiers_stand_one_below_the_other(tiers: list[Organisation]) -> None:
    assert list(tiers[-1].get_ancestors().filter(pk__in=[one.pk for one in tiers])) == tiers[:-1]


def test_a_household_hangs_under_no_committee_and_no_branch(tiers: list[Organisation]) -> None:
    for parent in tiers[:2]:
        with pytest.raises(ValidationError, match="党员中心户要挂在楼院党小组、楼栋党小组下面"):
            add(Kind.MEMBER_HOUSEHOLD, "老宋家", parent)
    with pytest.raises(ValidationError, match="不能单独存在"):
        add(Kind.BUILDING_GROUP, "散的党小组", None)
