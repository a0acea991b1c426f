"""撤销: the page says all that still hangs on an organisation, and does not end it while there is any."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Case
from checkins.models import UnitCheckIn
from partyorg.kinds import Kind
from partyorg.models import Member, Organisation, Post
from tests.factories import LONG_AGO, MONDAY, Town
from tests.partyorg.building import add, add_members, seat


def end(unit: Organisation) -> str:
    return reverse("partyorg:organisation-deed", args=[unit.pk, "end"])


TYPED = {"on": "2026-11-10", "note": "并入第2网格"}


@pytest.fixture
def branch(town: Town) -> Organisation:
    """With a group, members, one of them its secretary, the posts of the town, and an open case."""
    branch = town.units["branch"]
    add(Kind.PARTY_GROUP, "第一党小组", branch)
    members = add_members(branch, 2)
    seat(members[0])
    return Organisation.objects.get(pk=branch.pk)


def test_the_page_names_what_hangs_on_it_and_leads_there(town: Town, branch: Organisation) -> None:
    case = town.handling()
    client = town.client("community")
    page = client.get(end(branch)).content.decode()
    for said in ["1 个下级组织", "2 个党员", "1 个在任的岗位", "1 个班子成员", "1 个负责的未办结案件"]:
        assert said in page, said
    member = Member.objects.filter(organisation=branch).first()
    assert member
    for to in [
        reverse("cases:case", args=[case.number]),
        reverse("partyorg:member", args=[member.pk]),
        reverse("partyorg:organisation", args=[branch.get_children()[0].pk]),
    ]:
        assert f'href="{to}"' in page
        assert client.get(to).status_code == 200
    assert 'name="note"' not in page
    refused = client.post(end(branch), TYPED)
    assert refused.status_code == 422
    assert "1 个下级组织、2 个党员、1 个在任的岗位、1 个班子成员、1 个负责的未办结案件" in refused.content.decode()
    assert Organisation.objects.get(pk=branch.pk).ended_on is None


def test_with_nothing_left_it_is_ended(town: Town, branch: Organisation) -> None:
    case = town.handling()
    branch.get_children().update(ended_on=LONG_AGO)
    branch.seats.update(until=LONG_AGO)
    Member.objects.filter(organisation=branch).update(until=LONG_AGO)
    Post.objects.filter(organisation=branch).update(to_date=LONG_AGO)
    assert "案件" in town.client("community").post(end(branch), TYPED).content.decode()
    Case.objects.filter(pk=case.pk).update(
        owner_org=town.units["community_unit"], host_org=town.units["community_unit"]
    )
    assert town.client("community").post(end(branch), TYPED).status_code == 302
    assert Organisation.objects.get(pk=branch.pk).ended_on == date(2026, 11, 10)


def test_a_post_that_begins_later_and_a_check_in_hold_it_too(town: Town) -> None:
    company = add(Kind.COMPANY, "市北书店", town.units["community_unit"])
    later = Post.objects.create(
        person=town.people["worker"], role="UNIT_OFFICER", organisation=company, from_date=date(2027, 1, 1)
    )
    check_in = UnitCheckIn.objects.create(
        unit=company, community=town.places["community"], asked_by=town.people["worker"], asked_at=MONDAY
    )
    page = town.client("community").get(end(company)).content.decode()
    assert "1 个在任的岗位" in page
    assert "1 个没有结束的单位报到" in page
    assert reverse("checkins:unit", args=[check_in.pk]) in page
    check_in.delete()
    later.delete()
    assert town.client("community").post(end(company), TYPED).status_code == 302
