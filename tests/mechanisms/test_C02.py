"""C02 物业牵头成立党支部: a branch leans on the company (依托单位) and serves an estate (服务小区), each by itself."""

import pytest

from partyorg.kinds import Kind
from partyorg.models import Organisation
from tests.factories import build_town
from tests.partyorg.building import add, add_estate


@pytest.mark.django_db
def test_the_unit_leant_on_and_the_estate_served_are_two_things() -> None:
    town = build_town()
    committee, community = town.units["community_unit"], town.places["community"]
    for company, estate in [("安尚物业", "君悦湾"), ("谐安物业", "鼎秀华城")]:
        owner = add(Kind.PROPERTY_COMPANY, company, committee, place=community)
        add(Kind.PROPERTY_BRANCH, f"{company}党支部", committee, leans_on=owner, serves=add_estate(community, estate))
    branches = Organisation.objects.filter(kind=Kind.PROPERTY_BRANCH).order_by("id")
    assert list(branches.values_list("leans_on__name", "serves__name")) == [
        ("安尚物业", "君悦湾"),
        ("谐安物业", "鼎秀华城"),
    ]
    helper = add(Kind.FUNCTIONAL_BRANCH, "功能型党支部", committee, leans_on=branches[0].leans_on)
    assert (helper.leans_on, helper.serves) == (branches[0].leans_on, None)
