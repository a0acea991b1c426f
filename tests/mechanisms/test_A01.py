"""A01 安置小区党支部: an estate with its facts and its one branch; a second active branch on it is refused."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from grids.models import Estate
from partyorg.actions import describe_organisation, end_organisation
from partyorg.kinds import Kind
from tests.factories import MONDAY, Town, build_town
from tests.partyorg.building import TODAY, add, add_estate


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture
def estate(town: Town) -> Estate:
    return add_estate(
        town.places["community"], "南山花园C区", kind=Estate.Kind.RESETTLED, built_in=2007, buildings=6, households=196
    )


def test_a_branch_is_attached_and_the_estates_page_shows_both(town: Town, estate: Estate, client: Client) -> None:
    branch = add(Kind.ESTATE_BRANCH, "南山花园C区党支部", town.units["community_unit"], serves=estate)
    client.force_login(User.objects.create_superuser("boss", name="管理员"))
    page = client.get(f"/admin/grids/estate/{estate.pk}/change/").content.decode()
    for shown in ["南山花园C区", 'value="2007"', 'value="6"', 'value="196"', "安置小区", branch.name]:
        assert shown in page
    assert branch.name in client.get("/admin/grids/estate/").content.decode()


def test_a_second_active_branch_on_the_same_estate_is_refused(town: Town, estate: Estate) -> None:
    committee = town.units["community_unit"]
    first = add(Kind.ESTATE_BRANCH, "南山花园C区党支部", committee, serves=estate)
    second = add(Kind.PROPERTY_BRANCH, "某物业党支部", committee)
    with pytest.raises(ValidationError, match="南山花园C区已经有党支部：南山花园C区党支部"):
        add(Kind.ESTATE_BRANCH, "第二党支部", committee, serves=estate)
    with pytest.raises(ValidationError, match="已经有党支部"):
        describe_organisation(second, serves=estate, by=None, at=MONDAY)
    end_organisation(first, on=TODAY, by=None, at=MONDAY)
    describe_organisation(second, serves=estate, by=None, at=MONDAY)
