"""Where it is: coordinates, a chosen community, a typed address, and what they make of each other."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from grids.actions.place import add_place
from grids.models import Level, Place
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser, newest, send, text

pytestmark = pytest.mark.django_db
TAIPING, KEJI = "370203022001", "370203005001"
AT_SEA = {"lat": "35.5", "lon": "121.5"}
NOWHERE = {"lat": "", "lon": ""}


def building(town: Town, grid: str, code: str, name: str) -> Place:
    parent = Place.objects.get(pk=town.places[grid].pk)
    return add_place(code=code, name=name, level=Level.BUILDING, parent=parent, by=None, at=MONDAY)


def refused(browser: Browser, **said: Any) -> dict[str, list[str]]:
    response = send(browser, **said)
    assert response.status_code == 422
    assert not Case.objects.exists()
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def test_a_point_inside_a_grid_is_that_grids(town: Town, browser: Browser) -> None:
    send(browser, lat="36.0805", lon="120.3515")
    assert newest().place == town.places["next_grid"]
    assert (newest().lat, newest().lon) == (36.0805, 120.3515)


def test_a_point_beats_a_community_that_was_chosen_too(town: Town, browser: Browser) -> None:
    send(browser, community=KEJI)
    assert newest().place == town.grid


def test_a_telephone_that_is_elsewhere_gives_way_to_the_chosen_community(town: Town, browser: Browser) -> None:
    send(browser, **AT_SEA, community=KEJI)
    assert newest().place == town.places["far_community"]
    assert (newest().lat, newest().lon) == (None, None)


def test_a_point_in_the_sea_is_refused_at_the_position(town: Town, browser: Browser) -> None:
    assert refused(browser, **AT_SEA) == {"lat": ["这个位置不在市北区。请选社区，或者改一改位置。"]}


@pytest.mark.parametrize(("lat", "lon"), [("91", "120"), ("-36", "999"), ("1e308", "0"), ("36.08", "1e999")])
def test_numbers_that_are_nowhere_on_earth_are_refused(town: Town, browser: Browser, lat: str, lon: str) -> None:
    assert set(refused(browser, lat=lat, lon=lon)) <= {"lat", "lon"}


@pytest.mark.parametrize("lat", ["nan", "inf", "-inf", "北纬", "36.08N", "36,08", "0x24"])
def test_what_is_no_number_is_refused_in_words(town: Town, browser: Browser, lat: str) -> None:
    assert "经纬度要写成数字" in refused(browser, lat=lat)["lat"][0]


def test_half_a_position_is_refused(town: Town, browser: Browser) -> None:
    assert "lon" in refused(browser, lon="")


def test_a_chosen_community_is_enough(town: Town, browser: Browser) -> None:
    send(browser, **NOWHERE, community=TAIPING)
    assert newest().place == town.places["community"]


def test_a_community_that_is_not_on_the_list_is_refused(town: Town, browser: Browser) -> None:
    assert refused(browser, **NOWHERE, community="999") == {"community": ["请从名单里选一个社区。"]}


def test_an_address_with_a_known_building_finds_its_grid(town: Town, browser: Browser) -> None:
    building(town, "next_grid", "37020302200100201", "南口路68号")
    send(browser, **NOWHERE, address="太平镇社区 南口路 68 号 2 单元楼道")
    assert newest().place == town.places["next_grid"]


def test_a_building_without_its_community_asks_for_it(town: Town, browser: Browser) -> None:
    building(town, "next_grid", "37020302200100201", "南口路68号")
    assert "community" in refused(browser, **NOWHERE, address="南口路 68 号 2 单元楼道")
    send(browser, **NOWHERE, address="南口路 68 号 2 单元楼道", community=TAIPING)
    assert newest().place == town.places["next_grid"]


def test_an_address_with_two_communities_is_told_apart_by_its_building(town: Town, browser: Browser) -> None:
    building(town, "far_grid", "37020300500100101", "南口路68号")
    send(browser, **NOWHERE, address="太平镇社区对面，科技街社区南口路68号")
    assert newest().place == town.places["far_grid"]


def test_without_a_community_no_building_is_looked_through(town: Town, browser: Browser) -> None:
    with CaptureQueriesContext(connection) as asked:
        send(browser, **NOWHERE, address="南口路 68 号 2 单元楼道")
    assert not [query["sql"] for query in asked if "BUILDING" in query["sql"]]


def test_number_168_is_not_number_68(town: Town, browser: Browser) -> None:
    building(town, "next_grid", "37020302200100201", "68号楼")
    send(browser, **NOWHERE, community=TAIPING, address="168号楼")
    assert newest().place == town.places["community"]


def test_a_building_in_another_community_does_not_count(town: Town, browser: Browser) -> None:
    building(town, "far_grid", "37020300500100101", "南口路68号")
    send(browser, **NOWHERE, community=TAIPING, address="南口路68号")
    assert newest().place == town.places["community"]


def test_a_building_name_that_two_grids_have_decides_nothing(town: Town, browser: Browser) -> None:
    building(town, "grid", "37020302200100101", "3号楼")
    building(town, "next_grid", "37020302200100201", "3号楼")
    send(browser, **NOWHERE, community=TAIPING, address="3号楼")
    assert newest().place == town.places["community"]


def test_a_short_building_name_alone_is_no_address(town: Town, browser: Browser) -> None:
    building(town, "grid", "37020302200100101", "3号楼")
    assert "community" in refused(browser, **NOWHERE, address="某小区3号楼")


def test_an_address_that_names_its_community_is_enough(town: Town, browser: Browser) -> None:
    send(browser, **NOWHERE, address="太平镇社区门口")
    assert newest().place == town.places["community"]


def test_signs_with_a_meaning_to_the_database_are_only_signs(town: Town, browser: Browser) -> None:
    building(town, "grid", "37020302200100101", "%_号楼甲乙丙")
    assert "community" in refused(browser, **NOWHERE, address="随便什么\\'\"号楼甲乙丙")


def test_an_address_that_nobody_knows_asks_for_the_community(town: Town, browser: Browser) -> None:
    assert refused(browser, **NOWHERE, address="老地方") == {
        "community": ["只凭这个地址还认不出是哪个社区，请选一下社区。"]
    }


def test_without_any_place_it_says_what_is_missing(town: Town, browser: Browser) -> None:
    assert refused(browser, **NOWHERE) == {"community": ["请告诉我们在哪里：选一下社区就行。"]}


def test_the_page_asks_for_the_community_beside_an_address(town: Town, browser: Browser) -> None:
    assert "下面几样，有一样就行；写地址时请再选一下社区。" in text(browser.get("/report/"))


def test_the_position_is_open_where_something_is_wrong_with_it(town: Town, browser: Browser) -> None:
    assert '<details class="coordinates" open>' in text(send(browser, **AT_SEA))
