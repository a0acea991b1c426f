"""C05 四级组织体系：社区大党委—网格党支部—楼栋党小组—党员中心户: a wrong parent is refused.

At the register's page and by a file, as the four tiers come into it.
"""

from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from exchange.workflow import What
from partyorg.kinds import Kind
from partyorg.models import Organisation
from tests.exchange.conftest import faults, taken_in
from tests.factories import Town, build_town
from tests.partyorg.building import add_community, add_grids

ADD = reverse("admin:partyorg_organisation_add")


@pytest.fixture
def town(db: None) -> Town:
    cache.clear()
    return build_town()


def write(town: Town, name: str, kind: Kind, parent: Organisation | None, **more: Any) -> Any:
    fields = {"name": name, "kind": kind, "parent": parent.pk if parent else "", **more}
    return town.client("system_admin").post(ADD, fields)


@pytest.fixture
def tiers(town: Town) -> list[Organisation]:
    """From the 大党委 down to a household, each written at the register."""
    community = add_community(town, 2, "东圣社区")
    [grid] = add_grids(community, 1)
    above = town.units["street_unit"]
    found = []
    for name, kind, place in [
        ("东圣社区大党委", Kind.GRAND_COMMITTEE, community.pk),
        ("东圣第1网格党支部", Kind.GRID_BRANCH, grid.pk),
        ("3号楼党小组", Kind.BUILDING_GROUP, ""),
        ("老于家", Kind.MEMBER_HOUSEHOLD, ""),
    ]:
        assert write(town, name, kind, above, place=place).status_code == 302, name
        above = Organisation.objects.get(name=name)
        found.append(above)
    return found


def test_the_four_tiers_stand_one_below_the_other(town: Town, tiers: list[Organisation]) -> None:
    household = reverse("partyorg:organisation", args=[tiers[-1].pk])
    way = town.client("street").get(household).content.decode().split('aria-label="上级">')[1].split("</nav>")[0]
    names = [part.split(">")[1].split("<")[0] for part in way.split("<a ")[1:]]
    assert names[-3:] == ["东圣社区大党委", "东圣第1网格党支部", "3号楼党小组"]


def test_a_household_hangs_under_no_committee_and_no_branch(town: Town, tiers: list[Organisation]) -> None:
    for parent in tiers[:2]:
        page = write(town, "老宋家", Kind.MEMBER_HOUSEHOLD, parent).content.decode()
        said = f"党员中心户要挂在楼院党小组、楼栋党小组下面，不能挂在{parent.get_kind_display()}下面。"
        assert said in page
    assert "不能单独存在" in write(town, "散的党小组", Kind.BUILDING_GROUP, None).content.decode()
    assert not Organisation.objects.filter(name__in=["老宋家", "散的党小组"]).exists()


def test_a_tier_is_not_moved_under_a_wrong_parent(town: Town, tiers: list[Organisation]) -> None:
    committee, _, group, household = tiers
    where = reverse("admin:partyorg_organisation_change", args=[household.pk])
    said = {"name": household.name, "kind": household.kind, "parent": committee.pk}
    assert "不能挂在社区大党委下面" in town.client("system_admin").post(where, said).content.decode()
    assert Organisation.objects.get(pk=household.pk).parent == group


def test_nor_by_a_file(town: Town, tiers: list[Organisation]) -> None:
    run = taken_in(town, What.ORGANISATIONS, {"name": "老宋家", "kind": "党员中心户", "parent": "东圣社区大党委"})
    [(line, column, said)] = faults(town, run)
    assert (line, column) == (2, "上级组织")
    assert "不能挂在社区大党委下面" in said
