"""D15 多网合一：one grid for all lines of work; drawn, it is fixed: no second layer, and a change needs approval."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from grids.models import Boundary, Place

PLACES = """\
code,name,level,parent_code
370203,市北区,district,
370203022,镇江路街道,street,370203
370203022006,太平镇社区居委会,community,370203022
370203022006001,太平镇社区第1网格,grid,370203022006
"""
GRID = "370203022006001"
ADD, LIST = reverse("admin:grids_boundary_add"), reverse("admin:grids_boundary_changelist")

pytestmark = pytest.mark.django_db


def square(west: float, south: float, size: float) -> dict[str, Any]:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


DRAWN = square(120.35, 36.11, 0.01)


def bring_in(folder: Path, places: str, drawings: dict[str, Any]) -> None:
    features = [{"properties": {"code": code}, "geometry": geometry} for code, geometry in drawings.items()]
    (folder / "places.csv").write_text(places)
    (folder / "drawn.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    call_command("import_places", folder / "places.csv", boundaries=folder / "drawn.geojson")


@pytest.fixture
def grid(tmp_path: Path) -> Place:
    bring_in(tmp_path, PLACES, {GRID: DRAWN})
    return Place.objects.with_code(GRID).get()


@pytest.fixture
def first(client: Client) -> User:
    user = User.objects.create_superuser("first", name="申请人")
    client.force_login(user)
    return user


def propose(client: Client, grid: Place, geometry: dict[str, Any]) -> Any:
    return client.post(ADD, {"place": grid.pk, "geometry": json.dumps(geometry), "reason": "综治条线重新划分"})


def approve(client: Client, boundary: Boundary) -> str:
    answer = client.post(LIST, {"action": "approve", "_selected_action": [boundary.pk]}, follow=True)
    return answer.content.decode()


def test_the_lines_of_work_are_tags_on_the_one_grid(client: Client, first: User, grid: Place):
    page = reverse("admin:grids_place_change", args=[grid.pk])
    history = {"boundaries-TOTAL_FORMS": 0, "boundaries-INITIAL_FORMS": 0}
    client.post(page, {"name": grid.name, "parent": grid.parent_id, "lines": ["PARTY", "SECURITY", "URBAN"], **history})
    assert Place.objects.grids().get().lines == ["PARTY", "SECURITY", "URBAN"]


def test_another_line_cannot_lay_a_second_layer_of_grids_over_it(tmp_path: Path, grid: Place):
    second_layer = PLACES + "370203022006901,综治专属网格,grid,370203022006\n"
    with pytest.raises(CommandError, match="各条线共用一套网格，不得另行划分"):
        bring_in(tmp_path, second_layer, {"370203022006901": square(120.352, 36.112, 0.02)})
    assert Place.objects.grids().get() == grid
    assert Boundary.objects.get().geometry == DRAWN


def test_importing_another_drawing_of_the_grid_does_not_change_it(tmp_path: Path, grid: Place):
    bring_in(tmp_path, PLACES, {GRID: square(120.35, 36.11, 0.02)})
    assert grid.boundaries.in_force().get().geometry == DRAWN
    assert grid.boundaries.proposed().count() == 1


def test_a_change_needs_a_second_persons_approval_and_keeps_history(client: Client, first: User, grid: Place):
    wider = square(120.35, 36.11, 0.02)
    assert propose(client, grid, wider).status_code == 302
    proposal = grid.boundaries.proposed().get()

    assert "边界变更要由申请人以外的第二个人批准" in approve(client, proposal)
    assert grid.boundaries.in_force().get().geometry == DRAWN

    client.force_login(User.objects.create_superuser("second", name="批准人"))
    approve(client, proposal)
    assert grid.boundaries.in_force().get().geometry == wider
    replaced = grid.boundaries.get(status=Boundary.Status.REPLACED)
    assert (replaced.geometry, replaced.replaced_at is not None) == (DRAWN, True)
