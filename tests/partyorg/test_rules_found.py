"""查漏补缺: temporary branches, households and grand committees as the rules want them; deeds for those who may."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from grids.actions.place import move_place
from partylife.models import Meeting
from partyorg.actions import appoint, transfer_member
from partyorg.findings import findings
from partyorg.kinds import Kind, Role
from partyorg.models import Member, Organisation
from partyorg.terms import months_after
from tests.factories import LONG_AGO, MONDAY, SHANGHAI, Town
from tests.partyorg.building import TODAY, add, add_community, add_members

PAGE = reverse("partyorg:organisations")


@pytest.fixture(autouse=True)
def monday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def listed(town: Town, about: str, who: str = "community") -> str:
    answer = town.client(who).get(PAGE, {"about": about})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("founded", "said"),
    [
        (date(2026, 5, 15), "2026年5月15日成立，已满 6 个月，为期更长的应当成立正式党支部"),
        (date(2026, 5, 16), ""),  # on this day it is six months
        (None, "没有登记成立日期，看不出临时党支部是不是已满 6 个月"),
    ],
)
def test_a_temporary_branch_is_for_six_months(town: Town, founded: date | None, said: str) -> None:
    add(Kind.TEMPORARY_BRANCH, "工地临时党支部", town.units["community_unit"], founded_on=founded)
    page = listed(town, "过渡")
    assert ("工地临时党支部" in page) == bool(said)
    assert said in page


def test_months_are_counted_to_the_same_day_or_the_last() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 12, 1), 1) == date(2027, 1, 1)
    assert months_after(date(2024, 2, 29), 60) == date(2029, 2, 28)


def test_a_household_has_fifteen_members_at_most(town: Town) -> None:
    group = add(Kind.PARTY_GROUP, "一组", town.units["branch"])
    household = add(Kind.MEMBER_HOUSEHOLD, "老于家", group)
    add_members(household, 15)
    assert "老于家" not in listed(town, "人数")
    add_members(household, 1)
    assert "党员 16 人，一个党员中心户不超过 15 人，可以分设。" in listed(town, "人数")


def test_a_grand_committee_meets_every_month(town: Town) -> None:
    committee = add(
        Kind.GRAND_COMMITTEE, "东圣社区大党委", town.units["street_unit"], place=add_community(town, 2, "东圣社区")
    )
    said = "2026年10月没有开过会，社区大党委每月至少开一次会。"
    assert said in listed(town, "会议", "street")
    link = reverse("partyorg:organisation", args=[committee.pk])
    assert said in town.client("street").get(link).content.decode()
    for at in (datetime(2026, 9, 30, 23, tzinfo=SHANGHAI), datetime(2026, 11, 1, 0, tzinfo=SHANGHAI)):
        meet(town, committee, at)
        assert said in listed(town, "会议", "street")
    meet(town, committee, datetime(2026, 10, 1, 0, tzinfo=SHANGHAI))
    assert said not in listed(town, "会议", "street")
    Meeting.objects.all().delete()
    Organisation.objects.filter(pk=committee.pk).update(founded_on=date(2026, 10, 20))
    assert not [one for one in findings(town.places["street"], TODAY) if one.about == "会议"]


def meet(town: Town, committee: Organisation, at: datetime) -> None:
    Meeting.objects.create(
        kind="JOINT", convener=committee, title="大党委会议", held_at=at, place="会议室", chair="书记",
        convened_by=town.people["community"], convened_at=MONDAY,
    )  # fmt: skip


def test_the_deed_that_mends_it_is_offered_to_those_alone_who_may_do_it(town: Town) -> None:
    branch = town.units["branch"]
    Organisation.objects.filter(pk=branch.pk).update(elected_on=date(2020, 1, 1))
    group = add(Kind.WORKING_GROUP, "工作小组", town.units["community_unit"], founded_on=TODAY, due_on=date(2027, 1, 1))
    add_members(group, 3)
    deeds = [(branch, "elect", "登记换届"), (group, "convert", "去转建")]
    for who, may in [("community", True), ("street_secretary", True), ("street", False), ("supervisor", False)]:
        client = town.client(who)
        page = client.get(PAGE).content.decode()
        for unit, deed, words in deeds:
            to = reverse("partyorg:organisation-deed", args=[unit.pk, deed])
            assert (f'href="{to}">{words}' in page) == may, (who, deed)
            assert client.get(to).status_code == (200 if may else 403)
            own = client.get(reverse("partyorg:organisation", args=[unit.pk])).content.decode()
            assert (f'href="{to}">{words}' in own) == may, (who, deed)


def test_the_way_back_up_ends_with_where_one_is(town: Town) -> None:
    group = add(Kind.PARTY_GROUP, "一组", town.units["branch"])
    client = town.client("street")
    for where in [
        reverse("partyorg:organisation", args=[group.pk]),
        reverse("partyorg:grid", args=[town.grid.code]),
        f"{reverse('partyorg:grids')}?place={town.places['community'].code}",
    ]:
        way = client.get(where).content.decode().split('aria-label="上级">')[1].split("</nav>")[0]
        assert " › " in way
        assert way.endswith("</a>")


def test_a_grids_head_belongs_to_the_communitys_party(town: Town) -> None:
    member = Member.objects.create(
        name="李格员", account=town.people["worker"], organisation=town.units["branch"], since=LONG_AGO
    )
    appoint(town.people["worker"], role=Role.GRID_HEAD, place=town.grid, from_date=LONG_AGO, by=None, at=MONDAY)
    said = "网格长不在社区党组织的党员名册里。"
    assert said not in listed(town, "力量")
    transfer_member(member, to=town.units["far_branch"], on=TODAY, by=None, at=MONDAY)
    assert said in listed(town, "力量")
    assert said not in listed(town, "力量", "supervisor")  # who is a member is not for everybody
    with pytest.raises(ValidationError, match="网格长要由社区党组织的成员担任"):
        appoint(
            town.people["worker"], role=Role.GRID_HEAD, place=town.places["next_grid"], from_date=TODAY, by=None,
            at=MONDAY,
        )  # fmt: skip


def test_a_branch_whose_grid_came_to_another_community_is_found(town: Town) -> None:
    assert "不在上级组织的地域" not in listed(town, "链条", "street_secretary")
    move_place(town.grid, to=add_community(town, 2, "东圣社区"), by=None, at=MONDAY)
    said = f"管辖{town.grid.name}，不在上级组织的地域（太平镇社区）里。"
    assert said in listed(town, "链条", "street_secretary")
