"""What lies at the place itself, or at one that is no more, is on no shape of a map: beside it that is said in words,
so that what is shown adds up."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.cache import cache
from openpyxl import load_workbook

from cases.models import Case
from dashboards.actions import catch_up
from grids.actions.place import add_place, close_place
from grids.workflow import Level
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def town() -> Town:
    cache.clear()  # the wall's pieces are kept
    return build_town()


def late(town: Town, where: str) -> None:
    case = town.reported(f"{where}的事", place=town.places[where])
    Case.objects.filter(pk=case.pk).update(respond_by=MONDAY - HOUR)


def closed(town: Town, where: str) -> None:
    close_place(town.places[where], on=MONDAY.date(), by=None, at=MONDAY)


def get(town: Town, address: str) -> bytes:
    catch_up(at=MONDAY)
    cache.clear()
    with time_machine.travel(MONDAY, tick=False):
        answer = town.client("platform").get(f"/board/{town.places['community'].pk}/{address}")
    assert answer.status_code == 200
    return answer.content


def said(page: bytes, mark: str) -> list[str]:
    found = re.findall(rf"<p [^>]*{mark}[^>]*>(.*?)</p>", page.decode(), re.S)
    return [re.sub(r"<[^>]*>|\s", "", words) for words in found]


def wall(town: Town) -> list[str]:
    return said(get(town, "screen/now/"), 'class="off-map"')


def test_the_wall_says_what_is_late_and_on_none_of_its_shapes(town: Town) -> None:
    late(town, "grid")
    assert wall(town) == []
    late(town, "community")
    assert wall(town) == ["另有1件不在图上：报到太平镇社区本身的1件"]
    late(town, "next_grid")
    closed(town, "next_grid")
    assert wall(town) == ["另有2件不在图上：报到太平镇社区本身的1件，已撤销的地方1件"]


def test_the_wall_never_says_nowhere_under_a_number(town: Town) -> None:
    late(town, "community")
    page = get(town, "screen/now/")
    assert said(page, 'class="worst"') == ["图上的地方都没有超期的"]
    assert "<b>1</b> <span>件超期" in page.decode()


def test_what_nobody_has_drawn_is_not_on_the_map_either(town: Town) -> None:
    town.places["new"] = add_place(
        code="370203022001003",
        name="太平镇社区第3网格",
        level=Level.GRID,
        parent=town.places["community"],
        by=None,
        at=MONDAY,
    )
    late(town, "new")
    assert wall(town) == ["另有1件不在图上：还没有登记边界的1件"]


def test_the_column_of_what_is_late_adds_up_on_the_page_and_in_its_workbook(town: Town) -> None:
    late(town, "grid")
    late(town, "community")
    words = "报到太平镇社区本身的不在任何一个网格，合计里：受理另有1，现在超期另有1。"
    assert said(get(town, "?period=month"), 'id="rest"') == [words]
    book = load_workbook(BytesIO(get(town, "?period=month&as=xlsx")))
    notes = [row[1] for row in book["说明"].iter_rows(values_only=True) if row[0] == "注意"]
    assert words in [str(note).replace(" ", "") for note in notes]


def test_late_alone_is_left_over_where_nothing_came_in_these_days(town: Town) -> None:
    late(town, "community")
    words = "报到太平镇社区本身的不在任何一个网格，合计里：现在超期另有1。"
    assert said(get(town, "?period=2026-10"), 'id="rest"') == [words]


@pytest.mark.parametrize(
    ("sort", "words"),
    [
        ("", "受理不在地图上的：太平镇社区第2网格（已撤销）1、报到太平镇社区本身的1。"),
        ("late", "现在超期不在地图上的：太平镇社区第2网格（已撤销）1、报到太平镇社区本身的1。"),
    ],
)
def test_beside_the_boards_map_stands_what_is_on_no_shape(town: Town, sort: str, words: str) -> None:
    for where in ("grid", "community", "next_grid"):
        late(town, where)
    closed(town, "next_grid")
    assert said(get(town, f"?period=month&sort={sort}"), 'id="off-map"') == [words]


def test_a_map_that_has_all_says_nothing(town: Town) -> None:
    late(town, "grid")
    assert said(get(town, "?period=month"), 'id="off-map"') == []


def test_a_place_that_is_no_more_is_called_so_in_every_workbook_alike(town: Town) -> None:
    late(town, "next_grid")
    closed(town, "next_grid")
    books = {"?as=xlsx": "网格比较", "indicators/came/?as=xlsx": "在哪里", "figures.xlsx": "下一级"}
    for address, title in books.items():
        rows = load_workbook(BytesIO(get(town, address)))[title].iter_rows(values_only=True)
        assert "太平镇社区第2网格（已撤销）" in [row[0] for row in rows], title
