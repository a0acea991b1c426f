"""B02 社区综合党委: a secretary lent by the street, members of outside units, somebody named for the party office."""

import pytest
from django.core.exceptions import ValidationError

from partyorg.actions import Chosen, appoint, elect
from partyorg.findings import findings
from partyorg.kinds import Kind, Role
from partyorg.models import Member, Organisation, Seat
from tests.factories import LONG_AGO, MONDAY, Town, build_town
from tests.partyorg.building import TODAY, add, add_community, add_members

SECRETARY = "书记应由街道党工委选派机关干部兼任，写明任职方式和选派街道。"
OUTSIDE = "还没有共建共驻单位、社会组织、志愿队伍的兼职委员。"
OFFICE = "党建办还没有专人（党务专干）。"
M = Seat.Manner


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture
def committee(town: Town) -> Organisation:
    unit = add(
        Kind.COMPREHENSIVE_COMMITTEE, "灯塔社区综合党委", town.units["street_unit"],
        place=add_community(town, 2, "灯塔社区"), elected_on=LONG_AGO,
    )  # fmt: skip
    add_members(unit, 8)
    return unit


def said(town: Town, committee: Organisation) -> set[str]:
    found = findings(town.places["district"], TODAY)
    return {one.said for one in found if one.organisation_id == committee.pk and one.about == "班子"}


def chosen(town: Town, committee: Organisation, sender: str) -> list[Chosen]:
    own = list(Member.objects.filter(organisation=committee))
    [lent] = add_members(town.units["street_unit"], 1)
    [outside] = add_members(town.units["property"], 1)
    return [
        Chosen(lent, Seat.Role.SECRETARY, M.CONCURRENT, town.units[sender] if sender else None),
        Chosen(own[0], Seat.Role.ORGANISATION),
        Chosen(outside, Seat.Role.MEMBER, M.PART_TIME, town.units["property"]),
    ]


def test_what_it_lacks_is_found(town: Town, committee: Organisation) -> None:
    assert said(town, committee) >= {OUTSIDE, OFFICE, "没有在任的书记。"}
    own = Member.objects.filter(organisation=committee)
    Seat.objects.create(organisation=committee, member=own[0], role=Seat.Role.SECRETARY, since=LONG_AGO)
    assert SECRETARY in said(town, committee)


def test_with_a_lent_secretary_an_outside_member_and_a_named_officer_it_is_whole(
    town: Town, committee: Organisation
) -> None:
    seats = elect(committee, chosen(town, committee, "street_unit"), on=TODAY, by=None, at=MONDAY)
    assert (seats[0].get_manner_display(), seats[0].sent_by) == ("兼任", town.units["street_unit"])
    assert said(town, committee) == {OFFICE}
    appoint(
        town.people["worker"], role=Role.PARTY_OFFICER, organisation=committee, from_date=LONG_AGO, by=None, at=MONDAY
    )
    assert said(town, committee) == set()


def test_a_lent_secretary_is_lent_by_somebody(town: Town, committee: Organisation) -> None:
    with pytest.raises(ValidationError, match="要写明由哪个单位选派"):
        elect(committee, chosen(town, committee, ""), on=TODAY, by=None, at=MONDAY)
    elect(committee, chosen(town, committee, "housing"), on=TODAY, by=None, at=MONDAY)
    assert SECRETARY in said(town, committee)  # not by the street
