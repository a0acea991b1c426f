"""Each page as a workbook: the tables of that page with the same numbers, and no cell that is reckoned out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from openpyxl import load_workbook

from accounts.models import AuditEntry
from cases.models import Case, Category
from dashboards.actions import catch_up
from dashboards.models import Fact, ScoreScheme
from dashboards.terms import What
from dashboards.workbooks.tabled import Tabled
from exchange.exporting.sheets import XLSX
from tests.dashboards.counted import answers, counted
from tests.dashboards.test_surveys import keep
from tests.factories import MONDAY, Town, build_town
from tests.partyorg.building import add_community, add_grids

pytestmark = [pytest.mark.django_db, pytest.mark.enough_on("sqlite")]
PAGES = {
    "": "社区比较",
    "parts/": "按板块",
    "league/": "引导员赛马",
    "forces/": "组织覆盖",
    "scores/": "社区考核",
    "signs/": "苗头",
    "indicators/combined/": "三率综合",
}


@pytest.fixture
def town() -> Iterator[Town]:
    with time_machine.travel(MONDAY, tick=False):
        town = build_town()
        for number in range(6):
            town.handling(words=f"地下室漏水第{number}处")
        catch_up(at=MONDAY)
        yield town


def opened(
    town: Town, where: str, name: str = "street", query: str = "period=month", place: str = "street"
) -> dict[str, list[tuple[Any, ...]]]:
    answer = town.client(name).get(f"/board/{town.places[place].pk}/{where}?{query}&as=xlsx")
    assert (answer.status_code, answer["Content-Type"]) == (200, XLSX)
    book = load_workbook(BytesIO(answer.content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


@pytest.mark.parametrize(
    ("days", "noted"),
    [
        (("2026-08-10", "2026-11-16"), True),
        (("2026-08-01", "2026-10-31"), False),
        (("2026-11-01", "2026-11-16"), False),
    ],
)
def test_whole_months_in_the_trend_of_other_days_are_said_in_the_file(
    town: Town, days: tuple[str, str], noted: bool
) -> None:
    sheets = opened(town, "parts/", query=f"period=days&from={days[0]}&to={days[1]}")
    said = [row[1] for row in sheets["说明"] if row[0] == "注意"]
    assert any("每月都是整月" in words and days[0] in words for words in said) == noted


@pytest.mark.parametrize("where", PAGES)
def test_a_page_leads_to_its_tables_and_they_are_all_there(town: Town, where: str) -> None:
    page = town.client("street").get(f"/board/{town.places['street'].pk}/{where}?period=month").content.decode()
    assert re.search(r'href="\?period=month&amp;as=xlsx" download>导出 XLSX', page)
    sheets = opened(town, where)
    tables = len(re.findall(r"<table|<ul class=\"amounts\"", page))
    assert len(sheets) - 1 <= tables
    assert PAGES[where] in sheets
    assert sheets.keys() - {"说明"} == {sheet.title for sheet in Tabled(page).sheets()}


def test_the_numbers_are_those_of_the_page(town: Town) -> None:
    parts = opened(town, "parts/")
    assert {row[0]: row[1] for row in parts["按层级"][1:]}["网格"] == 6
    assert "三率综合" in {row[0] for row in parts["全部指标"]}
    forces = town.client("street").get(f"/board/{town.places['street'].pk}/forces/?period=month").context["forces"]
    [first, *_] = forces.groups[0][1]
    head, line, *_ = opened(town, "forces/")["组织覆盖"]
    assert head == ("指标", "数值", "多少比多少")
    assert line == (first.indicator.name, float(first.percent), first.parts)


def test_nothing_is_a_formula_and_it_is_in_the_trail(town: Town) -> None:
    Category.objects.filter(code="LEAK").update(name="=1+1")
    cells = [cell for rows in opened(town, "parts/").values() for row in rows for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if str(cell).startswith("=")]
    assert AuditEntry.objects.get(action="导出看板").detail["page"] == "镇江路街道 · 趋势与分项"


def test_a_stranger_gets_no_more_than_of_the_page(town: Town) -> None:
    for where in PAGES:
        there = f"/board/{town.places['street'].pk}/{where}?as=xlsx"
        assert town.client("far_street").get(there).status_code == 404


@pytest.mark.parametrize(("where", "heading"), [("late/", "现在超期"), ("indicators/came/", "都是哪些")])
@pytest.mark.parametrize(("longest", "rows"), [(5_000, 6), (4, 4)])
def test_a_list_in_pages_is_taken_out_whole(
    town: Town, where: str, heading: str, longest: int, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever page is open; where it is longer than a sheet the workbook says so."""
    monkeypatch.setattr("dashboards.listing.ON_A_SHEET", longest)
    with time_machine.travel(MONDAY + timedelta(days=30), tick=False):
        sheets = opened(town, where, query="period=year&page=2")
    [found] = [lines for title, lines in sheets.items() if heading in title]
    assert len(found) == rows + 1
    assert ("没有列完" in str(sheets["说明"])) == (rows < 6)


def column(rows: list[tuple[Any, ...]], head: str) -> list[Any]:
    return [row[rows[0].index(head)] for row in rows[1:]]


def test_words_of_different_elements_stand_apart(town: Town) -> None:
    """What is drawn beside its words, and hidden from whoever only hears them, is not read."""
    town.handled_by(3)
    board = opened(town, "", name="platform", place="district")
    assert set(column(board["等得最久的"], "级")) == {"网格"}
    heads = opened(town, "scores/")["社区考核"][0]
    assert [head for head in heads if str(head).startswith("满意率")] == ["满意率 28"]


def test_a_warning_stands_beside_a_name_and_not_in_it(town: Town) -> None:
    ScoreScheme.objects.update(minimum=1)
    counted(town, "grid", MONDAY.date(), **answers(2))
    sheets = opened(town, "scores/", name="platform", place="district")
    head, first = sheets["街道考核"]
    assert head[:4] == ("名次", "街道", "样本", "得分")
    assert first[1] == "镇江路街道"
    assert str(first[2]).startswith("少：")
    assert [row[1] for row in sheets["不评分的街道"][1:]] == ["辽宁路街道"]


def test_a_rate_of_few_is_a_number_and_the_column_after_it_says_so(town: Town) -> None:
    counted(town, "grid", MONDAY.date(), satisfied_yes=3, satisfied_no=1)
    counted(town, "far_grid", MONDAY.date(), satisfied_yes=60, satisfied_no=20)
    head, *rows = opened(town, "", name="platform", place="district")["街道比较"]
    at = head.index("满意率")
    assert head[at + 1] == "样本"
    assert {row[0]: row[at : at + 2] for row in rows} == {"镇江路街道": (75, "少"), "辽宁路街道": (75, None)}
    assert head[-1] == "近 8 周受理"
    assert rows[0][-1] == "0、0、0、0、0、0、0、6"


def test_of_how_many_a_rate_is_stands_in_a_column_of_its_own(town: Town) -> None:
    counted(town, "grid", MONDAY.date(), unit=town.units["housing"], dispatched=4, satisfied_yes=3, satisfied_no=1)
    head, row = opened(town, "league/", name="platform", place="district")["部门和站所比一比"]
    assert head[:7] == ("名次", "单位", "满意率", "多少比多少", "样本", "现在超期", "派单")
    assert row[:7] == ("样本少", "区住建局", 75, "3 / 4", "少", 0, 4)


def test_what_stands_beside_a_number_and_its_unit_do_not_make_words_of_it(town: Town) -> None:
    forces = opened(town, "forces/")
    head, first, *_ = forces["下一级"]
    assert head[:3] == ("地方", "网格支部", "多少比多少")
    assert first[:3] == ("太平镇社区", 100, "2 / 2")
    assert forces["基层负担"] == [
        ("社区", "近 14 天（项）", "来自（个单位）", "近四个 14 天"), ("太平镇社区", 0, 0, "0 · 0 · 0 · 0"),
    ]  # fmt: skip
    assert forces["网格党支部覆盖率，逐月"][-1][2:4] == (2, 2)


def test_how_long_is_a_number_whatever_is_said_beside_it(town: Town) -> None:
    Case.objects.filter(pk=town.handling(at=MONDAY - timedelta(days=7)).pk).update(handle_by=MONDAY)
    head, *rows = opened(town, "")["等得最久的"]
    at = head.index("已等（个工作日）")
    assert head[at + 1] == "情况"
    assert [row[at : at + 2] for row in rows] == [(5, "现在超期"), *[(0, None)] * 4]


def test_what_is_not_of_how_many_is_not_called_so(town: Town) -> None:
    assert keep(town.client("platform"), town).status_code == 302
    [(head, row)] = [rows for rows in opened(town, "surveys/", "platform", place="district").values()
                     if rows[0][0] == "指标"]  # fmt: skip
    assert (head, row[0]) == (("指标", "数值", "说明"), "满意度")
    assert "问了 120 人" in row[2]


def test_a_second_table_under_a_heading_is_called_what_it_is(town: Town) -> None:
    said = {"case": town.reported(), "day": MONDAY.date(), "at": MONDAY, "place": town.grid, "channel": "SNAPSHOT"}
    Fact.objects.bulk_create(Fact(what=What.LASTED, hours=hours, level=1, **said) for hours in (3, 80))
    counted(town, "grid", MONDAY.date(), came=1)
    assert {"街道比较", "这段时间没有的街道"} <= opened(town, "", name="platform", place="district").keys()
    assert {"办了多久", "从上报到办结用了几个工作日"} <= opened(town, "indicators/took/").keys()
    assert {"办了多久", "办了多久 哪一段"} <= opened(town, "parts/").keys()


@pytest.mark.parametrize(("longest", "rows"), [(5_000, 55), (54, 54)])
def test_the_grids_behind_a_figure_are_taken_out_whole(
    town: Town, longest: int, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboards.listing.ON_A_SHEET", longest)
    add_grids(add_community(town, 9, "新社区"), 52)
    there = f"/board/{town.places['district'].pk}/forces/"
    for code in ("grid_branch", "force", "patrol", "quiet"):
        client = town.client("platform")
        assert client.get(f"{there}{code}/").content.decode().count('<th scope="row">') == 50
        assert client.get(f"{there}{code}/?page=2").content.decode().count('<th scope="row">') == 5
        sheets = opened(town, f"forces/{code}/", name="platform", query="page=2", place="district")
        assert len(sheets["一个一个看"]) == rows + 1
        assert ("没有列完" in str(sheets["说明"])) == (rows < 55)


def test_the_burden_of_all_communities_is_taken_out(town: Town) -> None:
    for number in range(10, 31):
        add_community(town, number, f"新{number}社区")
    page = town.client("street").get(f"/board/{town.places['street'].pk}/forces/").content.decode()
    assert "还有 2 个社区轻一些或者一样，没有列出。" in page
    assert len(opened(town, "forces/")["基层负担"]) == 22 + 1
