"""C04 楼栋长（选举产生、全部党员）: bound to a building; one who is no member gives a warning where the rule is so;
visits of a month are counted.
"""

from datetime import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from grids.actions.place import add_place
from grids.models import Level, Place
from partyorg.actions import appoint, describe_organisation
from partyorg.findings import findings
from partyorg.kinds import Role
from partyorg.models import Member, Post
from tests.duty.conftest import VISITS, text, visited, with_buildings
from tests.factories import LONG_AGO, MONDAY, Town, build_town
from tests.partyorg.building import TODAY

WARNING = "太平镇社区的规矩是楼栋长全部由党员担任，请社区党组织核对李格员。"
AT: datetime = MONDAY


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture
def building(town: Town) -> Place:
    grid = Place.objects.get(pk=town.grid.pk)
    return add_place(code=f"{grid.code}01", name="1号楼", level=Level.BUILDING, parent=grid, by=None, at=MONDAY)


def rule(town: Town) -> None:
    describe_organisation(town.units["community_unit"], heads_are_members=True, by=None, at=MONDAY)


def registered(town: Town, building: Place) -> str:
    """What the register says once the worker is named head of the building."""
    boss = Client()
    boss.force_login(User.objects.create_superuser("boss", name="管理员"))
    fields = {
        "person": town.people["worker"].pk,
        "role": "BUILDING_HEAD",
        "place": building.pk,
        "from_date": "2026-11-16",
    }
    answer = boss.post(reverse("admin:partyorg_post_add"), fields, follow=True)
    assert Post.objects.filter(role=Role.BUILDING_HEAD, place=building).exists()
    return answer.content.decode()


def odd(town: Town) -> list[str]:
    community = Place.objects.get(pk=town.places["community"].pk)  # the building came after it was read
    return [one.said for one in findings(community, TODAY) if "楼栋长" in one.said]


def test_where_all_of_them_are_members_another_is_warned_of_and_found(town: Town, building: Place) -> None:
    rule(town)
    assert WARNING in registered(town, building)
    assert odd(town) == ["1 名楼栋长不是党员，社区的规矩是楼栋长全部由党员担任。"]


def test_who_names_posts_does_not_learn_who_is_a_member(town: Town, building: Place) -> None:
    rule(town)
    Member.objects.create(name="李", account=town.people["worker"], organisation=town.units["branch"], since=LONG_AGO)
    assert WARNING in registered(town, building)
    assert odd(town) == []


def test_how_many_are_none_is_read_by_the_party_s_own_roles(town: Town, building: Place) -> None:
    rule(town)
    registered(town, building)
    where = reverse("partyorg:organisations")
    assert "1 名楼栋长不是党员" in town.client("community").get(where).content.decode()
    assert "楼栋长不是党员" not in town.client("street").get(where).content.decode()
    assert "楼栋长不是党员" not in town.client("supervisor").get(where).content.decode()


def test_without_the_rule_nobody_is(town: Town, building: Place) -> None:
    assert "提醒" not in registered(town, building)
    assert odd(town) == []


def test_the_post_is_bound_to_a_building(town: Town) -> None:
    for where in ({"place": town.grid}, {"organisation": town.units["branch"]}):
        with pytest.raises(ValidationError, match="楼栋长设在楼栋"):
            appoint(town.people["worker"], role=Role.BUILDING_HEAD, from_date=TODAY, by=None, at=AT, **where)


def test_visits_are_counted_by_month_head_and_building(town: Town) -> None:
    with_buildings(town)
    with time_machine.travel(MONDAY, tick=False):
        for at in ("2026-11-02T19:00", "2026-11-15T19:00", "2026-10-31T23:30"):
            visited(town, visited_at=at, mediated="on" if at.startswith("2026-11-15") else "")
        november = town.client("community").get(VISITS)
        october = town.client("community").get(VISITS, {"month": "2026-10"})
        own = town.client("building_head").get(VISITS)
    counted = {one.building.name: (one.visits, one.mediated) for one in november.context["tallies"]}
    assert counted == {"01号楼": (2, 1), "02号楼": (0, 0)}
    assert "没有走访" in text(november)
    assert [(one.visits, one.mediated) for one in october.context["tallies"]] == [(1, 0), (0, 0)]
    assert [(one.building.name, one.visits) for one in own.context["tallies"]] == [("01号楼", 2)]
