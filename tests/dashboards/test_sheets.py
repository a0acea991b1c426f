"""The view one looks at as XLSX: opened and read back it says what the page says, and nothing in it is reckoned out."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.models import AuditEntry
from cases.models import Category
from dashboards.actions import catch_up
from dashboards.indicators import INDICATORS
from dashboards.periods import month_of
from dashboards.tallies.reading import of_place
from exchange.exporting.sheets import XLSX
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db
MONTH = "?period=2026-11"


@pytest.fixture
def town() -> Town:
    town = build_town()
    town.handling(words="地下室漏水，墙皮洇湿")
    town.reported('=HYPERLINK("http://x")路灯不亮', phone="13812345678")
    town.reported("楼道堆了杂物", place=town.places["next_grid"])
    town.reported("井盖坏了", place=town.places["far_grid"])
    catch_up(at=MONDAY)
    return town


def opened(town: Town, name: str, place: str, query: str = MONTH) -> dict[str, list[tuple[Any, ...]]]:
    answer = town.client(name).get(f"/board/{town.places[place].pk}/figures.xlsx{query}")
    assert (answer.status_code, answer["Content-Type"]) == (200, XLSX)
    book = load_workbook(BytesIO(answer.content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def test_the_workbook_says_what_is_counted(town: Town) -> None:
    sheets = opened(town, "street", "street")
    assert list(sheets) == [
        "说明",
        "总览",
        "下一级",
        "板块",
        "类别",
        "来源",
        "单位",
        "层级",
        "办了多久",
        "力量与覆盖",
        "案件",
    ]
    counts = of_place(town.places["street"], month_of(MONDAY.date()))
    lines = {row[0]: row for row in sheets["总览"][1:]}
    assert lines["受理"][1] == counts["came"] == 3
    answered, missed = counts["answered"], counts["not_answered"]
    assert lines["响应率"][3:5] == (answered, answered + missed)
    assert lines["响应率"][7:] == ("样本少", INDICATORS["response"].words)
    late = sheets["下一级"][0].index("现在超期（件）")
    assert lines["现在超期"][1] == sum(row[late] for row in sheets["下一级"][1:])
    assert lines["三率综合"][2] == "分"
    for cut in ("板块", "层级"):
        assert sum(row[sheets[cut][0].index("受理（件）")] for row in sheets[cut][1:]) == 3
    came = sheets["下一级"][0].index("受理（件）")
    assert [(row[0], row[came]) for row in sheets["下一级"][1:]] == [("太平镇社区", 3)]
    assert sum(row[sheets["类别"][0].index("受理（件）")] for row in sheets["类别"][1:]) == 3
    assert len(sheets["案件"]) == 1 + 3
    page = town.client("street").get(f"/board/{town.places['street'].pk}/forces/?period=month")
    shown = {one.indicator.name: one.number for _, amounts in page.context["forces"].groups for one in amounts}
    assert {row[1]: row[4] for row in sheets["力量与覆盖"][1:]} == {name: float(many) for name, many in shown.items()}


def test_each_place_below_has_what_is_in_hands_there_and_how_much_of_it_is_put_aside(town: Town) -> None:
    [head, line] = opened(town, "street", "street")["下一级"]
    below = dict(zip(head, line, strict=True))
    page = town.client("street").get(f"/board/{town.places['community'].pk}/{MONTH}").context["page"]
    here = page.board.figures
    assert below["在办（件）"] == here["open"].figure.numerator == 3
    assert below["挂账率（%）"] == here["suspended"].figure.value == 0
    assert below["挂账率分母"] == 3
    district = opened(town, "platform", "district")["下一级"]
    at = district[0].index("在办（件）")
    assert {row[0]: row[at] for row in district[1:]} == {"镇江路街道": 3, "辽宁路街道": 1}
    assert "在办（件）" not in opened(town, "street", "street")["类别"][0]  # of the days alone


def test_no_cell_is_a_formula_and_nobodys_number_is_in_it(town: Town) -> None:
    Category.objects.filter(code="LEAK").update(name="=1+1")
    sheets = opened(town, "street", "street")
    cells = [str(cell) for rows in sheets.values() for row in rows for cell in row if cell is not None]
    assert "'=1+1" in cells
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "@"))]
    assert not [cell for cell in cells if "13812345678" in cell]


def test_a_narrowed_view_and_a_units_own_line_hold_no_more_than_their_page(town: Town) -> None:
    leak = Category.objects.get(code="LEAK").pk
    sheets = opened(town, "street", "street", f"{MONTH}&category={leak}")
    assert list(sheets) == ["说明", "总览", "下一级", "办了多久", "案件"]
    assert len(sheets["案件"]) == 2
    unit = town.units["housing"].pk
    own = opened(town, "housing", "district", f"{MONTH}&unit={unit}")
    assert {row[0]: row for row in own["总览"][1:]}["受理"][1] == 0
    assert len(own["案件"]) == 1


def test_more_cases_than_a_sheet_takes_are_said_to_be_more(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboards.workbooks.sheets.MOST_CASES", 2)
    sheets = opened(town, "street", "street")
    assert len(sheets["案件"]) == 1 + 2
    assert "没有列全" in {row[0] for row in sheets["说明"]}


def test_it_is_named_in_chinese_and_written_into_the_trail(town: Town) -> None:
    place = town.places["street"].pk
    answer = town.client("street").get(f"/board/{place}/figures.xlsx{MONTH}")
    assert unquote(answer["Content-Disposition"]) == "attachment; filename*=utf-8''镇江路街道_2026年11月.xlsx"
    line = AuditEntry.objects.get(action="导出看板")
    assert (line.by, line.object_id, line.detail["period"]) == (town.people["street"], str(place), "2026年11月")


def test_a_stranger_gets_no_file(town: Town) -> None:
    place = town.places["street"].pk
    assert town.client("far_street").get(f"/board/{place}/figures.xlsx").status_code == 404
    assert Client().get(f"/board/{place}/figures.xlsx").status_code == 302
    assert town.client("street").post(f"/board/{place}/figures.xlsx").status_code == 405
