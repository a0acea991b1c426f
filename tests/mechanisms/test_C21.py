"""C21 各小区全部建立党支部: two of 东圣's five estates have one: 40 %, on the page of the community and above."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from grids.models import Place
from partyorg.coverage import coverage_of_estates
from partyorg.kinds import Kind
from partyorg.models import Organisation
from tests.factories import Town, build_town
from tests.partyorg.building import TODAY, add, add_community, add_estate, add_members

PAGE = reverse("partyorg:organisations")


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture
def community(town: Town) -> Place:
    """东圣社区: of its five estates two have a branch, a third a working group."""
    community = add_community(town, 2, "东圣社区")
    committee = add(Kind.GRAND_COMMITTEE, "东圣社区大党委", town.units["street_unit"], place=community)
    estates = [add_estate(community, f"{number}号小区") for number in range(5)]
    for estate in estates[:2]:
        add(Kind.ESTATE_BRANCH, f"{estate}党支部", committee, serves=estate)
    due_on = TODAY.replace(year=2027)
    group = add(
        Kind.WORKING_GROUP, "工作小组", committee, serves=estates[2], due_on=due_on, founded_on=date(2026, 6, 1)
    )
    add_members(group, 3)
    return community


def row(client: Client, place: Place) -> list[str]:
    """The estates' line: 有党支部, 总数, 覆盖率, 党的工作小组过渡, 空白."""
    page = client.get(PAGE, {"place": place.code}).content.decode()
    line = page.split('<th scope="row" class="kept">小区</th>')[1].split("</tr>")[0]
    return [cell.split(">", 1)[1].split("</td>")[0] for cell in line.split("<td")[1:]]


def test_two_of_five_are_forty_per_cent(town: Town, community: Place) -> None:
    client = town.client("street")
    assert row(client, community) == ["2", "5", "40.00%", "1", "2"]
    assert row(client, town.places["street"]) == ["2", "5", "40.00%", "1", "2"]
    assert row(client, town.places["community"]) == ["0", "0", "还没有登记小区", "0", "0"]


def test_the_board_shows_forty_per_cent_and_which_lack_one(town: Town, community: Place) -> None:
    page = town.client("street").get(f"/board/{community.pk}/forces/estate_branch/")
    assert page.context["behind"].amount.text == "40.00%"
    assert [line.name for line in page.context["behind"].lines if line.has] == ["0号小区", "1号小区"]
    assert "40.00%" in page.content.decode()


def test_it_follows_what_becomes_of_them(town: Town, community: Place) -> None:
    client = town.client("street_secretary")
    first = Organisation.objects.get(name="0号小区党支部")
    group = Organisation.objects.get(name="工作小组")

    def deed(unit: Organisation, name: str) -> str:
        return reverse("partyorg:organisation-deed", args=[unit.pk, name])

    assert client.post(deed(first, "end"), {"on": "2026-11-10", "note": "并入"}).status_code == 302
    assert row(client, community) == ["1", "5", "20.00%", "1", "3"]
    said = {"to": "ESTATE_BRANCH", "name": "2号小区党支部", "on": "2026-11-12"}
    assert client.post(deed(group, "convert"), said).status_code == 302
    assert row(client, community) == ["2", "5", "40.00%", "0", "3"]
    before, after = (coverage_of_estates(community, date(2026, 11, day)) for day in (9, 12))
    assert [(one.covered, one.by_group) for one in (before, after)] == [(2, 1), (2, 0)]  # as it was on each day
