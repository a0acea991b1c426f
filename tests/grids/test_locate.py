"""locate(lat, lon): the grid, or the community that takes in what no grid holds, or nothing."""

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from grids.locating import locate
from tests.grids.conftest import DATA, SMALL, Run, Write, place, square

SHIBEI = {"lat": (36.05, 36.20), "lon": (120.28, 120.45)}


@pytest.fixture
def shibei(run: Run) -> None:
    run("import_places", DATA / "divisions_shibei_370203.csv")
    run(
        "import_places",
        DATA / "grids_shibei_synthetic_1064.csv",
        "--boundaries",
        DATA / "shibei_synthetic_grids.geojson",
    )


@pytest.fixture
def two_grids(run: Run, file: Write, drawings: Any) -> None:
    """A community of 0.04° with two grids that share an edge in its west; its east belongs to no grid."""
    run(
        "import_places",
        file(SMALL),
        "--boundaries",
        drawings(
            _370203022006=square(120.35, 36.11, 0.04),
            _370203022006002=square(120.35, 36.11),
            _370203022006001=square(120.36, 36.11),
        ),
    )


@cache
def grids_drawn() -> dict[str, BaseGeometry]:
    content = json.loads((DATA / "shibei_synthetic_grids.geojson").read_text())
    features = [feature for feature in content["features"] if feature["properties"]["level"] == "grid"]
    return {feature["properties"]["code"]: shape(feature["geometry"]) for feature in features}


def test_a_thousand_points_fall_where_a_plain_search_through_every_polygon_finds_them(shibei: None):
    @settings(max_examples=300, deadline=None)
    @given(st.floats(*SHIBEI["lat"]), st.floats(*SHIBEI["lon"]))
    def agree(lat: float, lon: float) -> None:
        holding = sorted(code for code, drawn in grids_drawn().items() if drawn.covers(Point(lon, lat)))
        located = locate(lat, lon)
        if holding:
            assert located is not None
            assert (located.place.code, located.exact) == (holding[0], True)
        else:
            assert located is None or not located.exact

    agree()


def test_outside_every_grid_the_community_takes_it_in(two_grids: None):
    located = locate(36.14, 120.38)
    assert located is not None
    assert (located.place, located.exact) == (place("370203022006"), False)


@pytest.mark.parametrize(("lat", "taken"), [(36.11 - 0.0044, True), (36.11 - 0.0046, False)])
def test_within_500_metres_of_the_community_it_is_taken_in_and_beyond_it_is_not(
    two_grids: None, lat: float, taken: bool
):
    located = locate(lat, 120.38)
    assert (located is not None and located.place == place("370203022006") and not located.exact) is taken


def test_in_the_sea_there_is_no_place(two_grids: None):
    assert locate(35.5, 121.5) is None


def test_on_a_shared_edge_the_lowest_code_takes_it(two_grids: None):
    located = locate(36.115, 120.36)
    assert located is not None
    assert located.place.code == "370203022006001"


def test_without_any_boundary_nothing_is_found(small: None):
    assert locate(36.115, 120.36) is None


@pytest.mark.parametrize(
    ("lat", "lon"), [(float("nan"), 120.3), (36.1, float("inf")), (91, 120.3), (36.1, -181), (120.3, 360)]
)
def test_what_is_no_coordinate_is_refused_with_a_sentence(lat: float, lon: float):
    with pytest.raises(ValueError, match="经纬度不正确"):
        locate(lat, lon)


def test_a_call_asks_for_the_revision_and_nothing_else(
    two_grids: None, django_assert_num_queries: DjangoAssertNumQueries
):
    locate(36.115, 120.355)
    with django_assert_num_queries(1):
        located = locate(36.115, 120.365)
        assert located
        assert located.place.district.level == "DISTRICT"
