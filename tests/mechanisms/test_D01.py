"""D01 青岛市北区：22 街道、137 社区、1064 网格 — after the import exactly so, and each grid in one community."""

from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from dashboards.heading import inside
from grids.models import Level, Place
from partyorg.actions import add_organisation, appoint
from partyorg.kinds import Kind, Role
from tests.factories import LONG_AGO, MONDAY

DATA = Path(__file__).resolve().parents[2] / "grids" / "data"


@pytest.mark.django_db
def test_the_district_comes_in_at_its_true_size_and_each_grid_belongs_to_one_community(client: Client):
    call_command("import_places", DATA / "divisions_shibei_370203.csv")
    call_command(
        "import_places",
        DATA / "grids_shibei_synthetic_1064.csv",
        boundaries=DATA / "shibei_synthetic_grids.geojson",
    )
    client.force_login(User.objects.create_superuser("admin", name="管理员"))

    for level, count in ((Level.STREET, 22), (Level.COMMUNITY, 137), (Level.GRID, 1064)):
        page = client.get(reverse("admin:grids_place_changelist"), {"level__exact": level})
        assert page.context["cl"].result_count == count

    communities = {community.pk for community in Place.objects.filter(level=Level.COMMUNITY)}
    grids = list(Place.objects.grids())
    assert all(grid.parent_id in communities for grid in grids)
    assert {grid.parent_id for grid in grids} == communities
    call_command("check_tree", model="grids.Place")


@pytest.mark.django_db
def test_the_leaders_board_says_so_at_its_head(client: Client):
    """Imported as above; whoever leads the district reads 22, 137 and 1,064."""
    call_command("import_places", DATA / "divisions_shibei_370203.csv")
    call_command("import_places", DATA / "grids_shibei_synthetic_1064.csv")
    district = Place.objects.get(level=Level.DISTRICT)
    assert inside(district).words == "22 街道 · 137 社区 · 1,064 网格"
    committee = add_organisation(
        name="市北区委", kind=Kind.DISTRICT_COMMITTEE, parent=None, place=district, by=None, at=MONDAY
    )
    group = add_organisation(
        name="领导小组", kind=Kind.LEADING_GROUP, parent=committee, place=district, by=None, at=MONDAY
    )
    person = User.objects.create_user("leader", name="区领导")
    appoint(person, role=Role.LEADING_GROUP_OFFICER, organisation=group, from_date=LONG_AGO, by=None, at=MONDAY)
    client.force_login(person)
    with time_machine.travel(MONDAY, tick=False):
        page = client.get(reverse("dashboards:front"), follow=True).content.decode()
    assert "22 街道 · 137 社区 · 1,064 网格" in page
