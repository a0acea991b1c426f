"""D01 青岛市北区：22 街道、137 社区、1064 网格 — after the import exactly so, and each grid in one community."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from grids.models import Level, Place

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
