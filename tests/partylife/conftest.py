"""Party life on a working Monday morning, in the small district of tests/factories.py."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from partylife.models import Activity, Meeting
from partyorg.actions import appoint
from partyorg.kinds import Kind, Role
from tests.factories import LONG_AGO, MONDAY, SHANGHAI, Town, build_town
from tests.partyorg.building import add, add_members, seat

LIFE, NEW, COMPLETENESS, COVERAGE = (
    reverse(f"partylife:{name}") for name in ("activities", "new", "completeness", "coverage")
)
MEETINGS, CONVENE, DECISIONS = (reverse(f"partylife:{name}") for name in ("meetings", "convene", "decisions"))


@pytest.fixture(autouse=True)
def monday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def town(db: None) -> Town:
    """The first branch has five members, of whom the first is its secretary, and a group; the next one has three."""
    town = build_town()
    members = add_members(town.units["branch"], 5)
    seat(members[0])
    add_members(town.units["next_branch"], 3)
    town.units["group"] = add(Kind.PARTY_GROUP, "1号楼党小组", town.units["branch"])
    return town


def with_post(town: Town, name: str, role: Role, unit: str) -> Client:
    """One more person, at a unit."""
    person = town.people[name] = User.objects.create_user(name, name=name)
    appoint(person, role=role, organisation=town.units[unit], from_date=LONG_AGO, by=None, at=MONDAY)
    return town.client(name)


def members(town: Town, unit: str = "branch") -> list[int]:
    return list(town.units[unit].members.order_by("id").values_list("pk", flat=True))


def filled(town: Town, **changes: Any) -> dict[str, Any]:
    """The form as the branch's secretary fills it in."""
    return {
        "unit": town.units["branch"].pk, "life": "MEMBERS_MEETING", "held_on": "2026-11-10",
        "subject": "十一月党员大会", "place": "党群服务站", "members": members(town),
        "minutes": "学习文件，讨论楼道整治。", **changes,
    }  # fmt: skip


def recorded(town: Town, who: str = "secretary", **changes: Any) -> Activity:
    response = town.client(who).post(NEW, filled(town, **changes))
    assert response.status_code == 302, text(response)
    return Activity.objects.latest("id")


def page(activity: Activity, deed: str = "activity") -> str:
    return reverse(f"partylife:{deed}", args=[activity.pk])


def called(town: Town, **changes: Any) -> dict[str, Any]:
    """The form as the community calls a meeting."""
    return {
        "kind": "JOINT", "title": "十一月联席会议", "held_at": "2026-11-25T14:30", "place": "社区会议室",
        "chair": "陈社区", "invited": [town.units["property"].pk], "agenda": "加装电梯", **changes,
    }  # fmt: skip


def convened(town: Town, who: str = "community", **changes: Any) -> Meeting:
    response = town.client(who).post(CONVENE, called(town, **changes))
    assert response.status_code == 302, text(response)
    return Meeting.objects.latest("id")


def at_meeting(meeting: Meeting, deed: str = "meeting") -> str:
    return reverse(f"partylife:{deed}", args=[meeting.pk])


def text(response: Any) -> str:
    return response.content.decode()


def rule(response: Any) -> str:
    return text(response).split("规则：<code>")[1].split("</code>")[0]


def moment(day: int, hour: int = 9, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


def november(day: int) -> date:
    return date(2026, 11, day)
