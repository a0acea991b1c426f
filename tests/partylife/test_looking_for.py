"""Who was there is looked for among many, without JavaScript; what is ticked stays. Partners by whole name."""

import re
from typing import Any

import pytest

from partylife.models import Activity, Attendance, Meeting
from partyorg.kinds import Kind
from tests.factories import Town
from tests.partylife.conftest import (
    CONVENE,
    NEW,
    called,
    convened,
    filled,
    members,
    monday,
    recorded,
    text,
    town,
)
from tests.partyorg.building import add, seat

__all__ = ["monday", "town"]


def offered(answer: Any, field: str = "members") -> list[str]:
    return [str(name) for _, name in answer.context["form"].fields[field].widget.choices]


def ticked(answer: Any, field: str = "members") -> list[int]:
    boxes = re.findall(rf'<input type="checkbox" name="{field}" value="(\d+)"[^>]* checked', text(answer))
    return [int(one) for one in boxes]


def test_looking_for_somebody_loses_no_tick_and_nothing_typed(town: Town) -> None:
    first = members(town)[0]
    asked = filled(town, members=[first], minutes="写了很多", find="1", words="党员3")
    shown = town.client("secretary").post(NEW, asked)
    assert (shown.status_code, Activity.objects.count()) == (200, 0)
    assert offered(shown) == ["太平镇社区第1网格党支部党员0", "太平镇社区第1网格党支部党员3"]
    assert ticked(shown) == [first]
    assert "写了很多" in text(shown)
    assert "错误：" not in text(shown)
    assert "没有找到“查无此人”" in text(town.client("secretary").post(NEW, {**asked, "words": "查无此人"}))


def test_partners_members_are_found_by_their_whole_name_and_ticked(town: Town) -> None:
    client, partner = town.client("secretary"), town.units["next_branch"]
    theirs = members(town, "next_branch")
    asked = filled(town, life="JOINT_BUILDING", beside=[partner.pk], members=members(town)[:1], find="1")
    part = client.post(NEW, {**asked, "words": "第2网格"})
    assert not [name for name in offered(part) if "第2网格" in name]  # nobody looks through another's roll
    whole = client.post(NEW, {**asked, "words": "太平镇社区第2网格党支部党员1"})
    assert "太平镇社区第2网格党支部党员1" in offered(whole)
    alone = client.post(NEW, {**asked, "beside": [], "words": "太平镇社区第2网格党支部党员1"})
    assert "太平镇社区第2网格党支部党员1" not in offered(alone)
    made = recorded(town, life="JOINT_BUILDING", beside=[partner.pk], members=[members(town)[0], theirs[1]])
    assert set(Attendance.objects.filter(activity=made).values_list("member", flat=True)) == {
        members(town)[0], theirs[1],
    }  # fmt: skip


@pytest.mark.parametrize("life", ["MEMBERS_MEETING", "COMMITTEE_MEETING"])
def test_a_meeting_of_members_without_any_is_refused(town: Town, life: str) -> None:
    answer = town.client("secretary").post(NEW, filled(town, life=life, members=[]))
    assert (answer.status_code, "要有人参加，请勾选参加的党员" in text(answer)) == (409, True)
    assert not Activity.objects.exists()


def test_units_to_invite_are_looked_for_too(town: Town) -> None:
    property_ = town.units["property"].pk
    shown = town.client("community").post(CONVENE, called(town, invited=[property_], find="1", words="第2网格"))
    assert (shown.status_code, Meeting.objects.count()) == (200, 0)
    assert set(offered(shown, "invited")) == {"太平镇社区第2网格党支部", "太平镇物业公司"}
    assert ticked(shown, "invited") == [property_]
    assert convened(town).invitations.count() == 1


def test_a_leading_group_is_chaired_by_its_head(town: Town) -> None:
    group = town.units["leading_group"]
    town.units["of_the_district"] = add(Kind.FUNCTIONAL_BRANCH, "区直功能支部", town.units["street_unit"])
    head = town.units["of_the_district"].members.create(name="组长本人", since="2020-01-01")
    made = seat(head)
    made.organisation, made.role = group, "HEAD"
    made.save()
    asked = called(town, kind="LEADING_GROUP", chair="副组长", invited=[town.units["housing"].pk])
    refused = town.client("leading").post(CONVENE, asked)
    assert (refused.status_code, "组长是组长本人，领导小组会议由组长主持" in text(refused)) == (409, True)
    assert town.client("leading").post(CONVENE, {**asked, "chair": "组长本人"}).status_code == 302
    other = town.client("community").post(CONVENE, called(town, kind="LEADING_GROUP"))
    assert (other.status_code, "领导小组会议由领导小组召集" in text(other)) == (409, True)
