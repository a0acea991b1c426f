"""C21 各小区全部建立党支部: two of 东圣's five estates have one: 40 %."""

from decimal import Decimal

import pytest

from partyorg.coverage import coverage_of_estates
from partyorg.kinds import Kind
from tests.factories import build_town
from tests.partyorg.building import TODAY, add, add_community, add_estate


@pytest.mark.django_db
def test_two_of_five_are_forty_per_cent() -> None:
    town = build_town()
    community = add_community(town, 2, "东圣社区")
    committee = add(Kind.GRAND_COMMITTEE, "东圣社区大党委", town.units["street_unit"], place=community)
    estates = [add_estate(community, f"{number}号小区") for number in range(5)]
    for estate in estates[:2]:
        add(Kind.ESTATE_BRANCH, f"{estate}党支部", committee, serves=estate)
    due_on = TODAY.replace(year=2027)
    add(Kind.WORKING_GROUP, "工作小组", committee, serves=estates[2], due_on=due_on)
    found = coverage_of_estates(community, TODAY)
    assert (found.covered, found.by_group, found.blank, found.percent) == (2, 1, 2, Decimal("40.00"))
    assert coverage_of_estates(town.places["far_community"], TODAY).percent is None
