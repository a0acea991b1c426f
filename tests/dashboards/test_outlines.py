"""The map below a place: GeoJSON of what is one step below, kept by the browser until something is drawn anew."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from shapely.geometry import shape

from grids.models import Boundary
from grids.register import renew_revision
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return build_town()


def test_grids_have_their_own_outline_and_a_community_that_of_its_grids(town: Town) -> None:
    client = town.client("street")
    grids = json.loads(client.get(f"/board/{town.places['community'].pk}/map.json").content)["features"]
    assert [one["properties"]["name"] for one in grids] == ["太平镇社区第1网格", "太平镇社区第2网格"]
    [community] = json.loads(client.get(f"/board/{town.places['street'].pk}/map.json").content)["features"]
    assert community["properties"] == {"place": str(town.places["community"].pk), "name": "太平镇社区"}
    assert shape(community["geometry"]).area == pytest.approx(sum(shape(one["geometry"]).area for one in grids))


def test_a_place_that_was_never_drawn_says_so_and_has_no_map(town: Town) -> None:
    Boundary.objects.all().delete()
    renew_revision()
    client, place = town.client("street"), town.places["street"].pk
    assert json.loads(client.get(f"/board/{place}/map.json").content)["features"] == []
    page = client.get(f"/board/{place}/").content.decode()
    assert "这里还没有登记边界，没有地图" in page
    assert "data-map" not in page


def test_it_is_sent_again_only_when_it_has_changed(town: Town) -> None:
    client, address = town.client("street"), f"/board/{town.places['street'].pk}/map.json"
    first = client.get(address)
    assert first["Cache-Control"] == "private, no-cache"
    with CaptureQueriesContext(connection) as asked:
        again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content
    assert not [one for one in asked if 'grids_boundary"' in one["sql"] and "geometry" in one["sql"]]
    Boundary.objects.filter(place=town.places["next_grid"]).update(status=Boundary.Status.REPLACED, replaced_at=MONDAY)
    renew_revision()
    anew = client.get(address, headers={"if-none-match": first["ETag"]})
    assert anew.status_code == 200
    assert anew["ETag"] != first["ETag"]


def test_another_streets_map_is_not_there(town: Town) -> None:
    address = f"/board/{town.places['far_street'].pk}/map.json"
    assert town.client("street").get(address).status_code == 404
    assert town.client("far_street").post(address).status_code == 405
