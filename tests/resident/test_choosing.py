"""在哪里, chosen without a map or JavaScript: by a word or street by street; nothing typed is lost on the way."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from grids.models import Estate
from partyorg.models import Organisation
from resident.models import KeptPhoto
from tests.desk.entering import add_building
from tests.factories import Town
from tests.resident.conftest import Browser, filled, newest, picture, text
from tests.resident.test_look_over import carried

pytestmark = pytest.mark.django_db
PLACES = "/report/places/"
NOWHERE = {"lat": "", "lon": ""}


@pytest.fixture
def buildings(town: Town) -> None:
    add_building(town, "太平镇1号楼", 1, at=(36.0806, 120.3506))
    add_building(town, "南口路68号", 2, "next_grid")


def options(response: Any) -> dict[str, str]:
    """What can be tapped: the name → what the tap sends."""
    found = re.findall(r'name="(?:under|chosen)" value="([^"]+)"[^>]*><span>([^<]+)', text(response))
    return {name.strip(): value for value, name in found}


def look(browser: Browser, **said: Any) -> Any:
    return browser.post(PLACES, {**filled(**NOWHERE), **said})


def test_street_by_street_down_to_the_building(town: Town, browser: Browser, buildings: None) -> None:
    page = look(browser)
    for name in ("镇江路街道", "太平镇社区", "太平镇社区第1网格"):
        page = look(browser, under=options(page)[name])
    back = browser.post("/report/", {**filled(**NOWHERE), "chosen": options(page)["太平镇1号楼"]})
    assert back.status_code == 200
    assert "镇江路街道太平镇社区第1网格，太平镇1号楼" in text(back)
    browser.post("/report/", {**carried(back), "words": "漏水", "address": "太平镇1号楼 2 单元"})
    case = newest()
    assert (case.place, case.address, case.lat) == (town.grid, "太平镇1号楼 2 单元", 36.0806)


@pytest.mark.parametrize("words", ["南口路68号", "南口路 68 号 2 单元楼道", "南口路"])
def test_a_road_finds_its_building_and_its_grid(town: Town, browser: Browser, buildings: None, words: str) -> None:
    found = options(look(browser, q=words))
    assert list(found) == ["南口路68号"]
    page = browser.post("/report/", {**filled(**NOWHERE), "chosen": found["南口路68号"], "q": words})
    assert 'name="address" value="南口路68号"' in text(page)
    browser.post("/report/", {**carried(page), "words": "楼道灯不亮"})
    assert newest().place == town.places["next_grid"]


def test_an_estate_is_found_and_stays_among_the_words(town: Town, browser: Browser) -> None:
    Estate.objects.create(community=town.places["community"], name="海云庵里", kind=Estate.Kind.OLD)
    found = options(look(browser, q="海云庵"))
    page = browser.post("/report/", {**filled(**NOWHERE, address="3 单元"), "chosen": found["海云庵里"]})
    assert 'name="address" value="海云庵里 3 单元"' in text(page)
    browser.post("/report/", {**carried(page), "words": "漏水", "address": "海云庵里 3 单元"})
    assert newest().place == town.places["community"]


def test_who_changes_their_mind_has_only_the_last_in_the_address(town: Town, browser: Browser, buildings: None) -> None:
    found = options(look(browser, under=town.grid.code)) | options(look(browser, q="南口路68号"))
    said = filled(**NOWHERE, place=found["太平镇1号楼"], address="太平镇1号楼 2 单元")
    page = browser.post("/report/", {**said, "chosen": found["南口路68号"]})
    assert 'name="address" value="南口路68号 2 单元"' in text(page)


def test_all_that_was_typed_and_the_photos_come_back(town: Town, browser: Browser) -> None:
    said = filled(
        **NOWHERE, words='<script>漏</script>"', name="张三丰", phone="1234", anonymous="on", photos=[picture()]
    )
    page = browser.post(PLACES, said)
    assert "照片也在" in text(page)
    assert "<script>漏" not in text(page)
    back = browser.post("/report/", {**said, "photos": [], "chosen": town.grid.code})
    assert back.status_code == 200
    assert "错误" not in text(back)
    assert escape(said["words"]) in text(back)
    for kept in ('value="张三丰"', 'value="1234"', 'alt="第 1 张照片"'):
        assert kept in text(back)
    assert re.search(r'name="anonymous"[^>]* checked', text(back))
    assert KeptPhoto.objects.count() == 1


def test_a_bad_photo_is_spoken_of_on_the_way(town: Town, browser: Browser) -> None:
    page = browser.post(PLACES, {**filled(), "photos": [picture() for _ in range(7)]})
    assert "照片最多 6 张，您选了 7 张。" in text(page)


def test_what_is_not_found_is_said_and_the_streets_are_offered(town: Town, browser: Browser) -> None:
    page = browser.get(PLACES, {"q": "<b>火星"})
    assert "没找到“&lt;b&gt;火星”" in text(page)
    assert "镇江路街道" in options(page)


def test_where_nobody_answers_nothing_is_offered(town: Town, browser: Browser) -> None:
    assert "太平镇社区" in text(browser.get(PLACES, {"under": town.places["street"].code}))
    Organisation.objects.filter(place=town.places["community"]).update(kind="TEAM")
    assert "太平镇社区" not in text(browser.get(PLACES, {"under": town.places["street"].code}))
    assert not options(browser.get(PLACES, {"q": "太平镇"})).keys() & {"镇江路街道太平镇社区"}


@pytest.mark.parametrize("value", ["", "x", "e0", "e999999999", "9" * 32, "37020302200100１", "-1", "'; --", "370203"])
def test_what_nobody_could_have_tapped_changes_nothing(town: Town, browser: Browser, value: str) -> None:
    back = browser.post("/report/", {**filled(), "chosen": value})
    assert back.status_code == 200
    assert 'value="36.0805"' in text(back)
    assert browser.get(PLACES, {"under": value}).status_code == 200
    if value:
        refused = browser.post("/report/", filled(place=value))
        assert refused.status_code == 422
        assert refused.context["form"].problems == [("id_community", "刚才选的地方现在选不了，请再选一次。")]


def test_a_chosen_place_beats_where_the_telephone_is(town: Town, browser: Browser) -> None:
    browser.post("/report/", filled(place=town.places["next_grid"].code))
    assert newest().place == town.places["next_grid"]


def test_a_long_list_asks_no_more_than_a_short_one(
    town: Town, browser: Browser, buildings: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3, 20):
        add_building(town, f"太平镇{number}号楼", number)
    with django_assert_max_num_queries(3):
        assert len(options(browser.get(PLACES, {"under": town.grid.code}))) > 15
    with django_assert_max_num_queries(6):
        assert options(browser.get(PLACES, {"q": "太平镇"}))


def test_another_method_is_refused(town: Town, browser: Browser) -> None:
    assert browser.delete(PLACES).status_code == 405


def test_from_the_snap_it_leads_back_there(town: Town, browser: Browser) -> None:
    page = look(browser, page="snap", key=str(uuid4()))
    assert 'formaction="/snap/"' in text(page)
    assert 'formaction="/report/"' not in text(page)
