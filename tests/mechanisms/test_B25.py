"""B25 平安五项行动: 巡查覆盖率 is patrolled grids of all grids, a grid without a case of 平安法治 wears its badge, and
there is no list of persons at risk anywhere.
"""

import pytest
import time_machine
from django.apps import apps
from django.test import Client
from django.urls import get_resolver

from cases.models import Category
from dashboards.actions import catch_up
from partyorg.models import Post
from patrols.models import Patrol, PatrolPlan
from tests.factories import LONG_AGO, MONDAY, Town, build_town

SAID_OF_PEOPLE = ("addict", "convict", "prisoner", "risk_person", "petitioner", "mental")


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def walk(town: Town, grid: str, *, to_the_end: bool = True) -> None:
    worker = town.people["worker"]
    plan = PatrolPlan.objects.create(
        community=town.places["community"], grid=town.places[grid], patroller=worker,
        post=Post.objects.get(person=worker), weekdays="1234567", since=LONG_AGO,
    )  # fmt: skip
    Patrol.objects.create(plan=plan, started_at=MONDAY, ended_at=MONDAY if to_the_end else None)


def shares(client: Client, place: int) -> dict[str, str]:
    forces = client.get(f"/board/{place}/forces/").context["forces"]
    return {one.indicator.code: one.text for _, group in forces.groups for one in group}


def test_patrolled_grids_of_all_grids(town: Town) -> None:
    with time_machine.travel(MONDAY, tick=False):
        client, street = town.client("street"), town.places["street"].pk
        assert shares(client, street)["patrol"] == "0.00%"
        walk(town, "grid")
        walk(town, "grid")
        walk(town, "next_grid", to_the_end=False)
        assert shares(client, street)["patrol"] == "50.00%"
        walk(town, "next_grid")
        assert shares(client, street)["patrol"] == "100.00%"
        assert shares(client, town.places["grid"].pk)["patrol"] == "100.00%"


def test_a_grid_without_incidents_wears_its_badge(town: Town) -> None:
    with time_machine.travel(MONDAY, tick=False):
        town.accepted(category="LEAK")
        catch_up(at=MONDAY)
        client, community = town.client("street"), town.places["community"].pk
        assert shares(client, community)["quiet"] == "100.00%"
        town.accepted(category="NEIGHBOURS")
        catch_up(at=MONDAY)
        assert shares(client, community)["quiet"] == "50.00%"
        rows = client.get(f"/board/{community}/forces/").context["forces"].rows
        assert [row.is_quiet for row in rows] == [False, True]
        quiet = client.get(f"/board/{town.places['next_grid'].pk}/forces/").content.decode()
        assert "零发案网格</b></p>" in quiet
        loud = client.get(f"/board/{town.places['grid'].pk}/forces/").content.decode()
        assert "零发案网格</b></p>" not in loud


def test_there_is_no_list_of_persons_at_risk() -> None:
    """Neither rows nor a page: what is counted are grids and cases."""
    names = {model._meta.model_name or "" for model in apps.get_models()}
    pages = {str(key) for key in get_resolver().reverse_dict if isinstance(key, str)}
    assert not [name for name in names | pages for word in SAID_OF_PEOPLE if word in name]
    assert Category._meta.get_field("safety").verbose_name == "安全隐患"
