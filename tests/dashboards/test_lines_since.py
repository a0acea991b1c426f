"""What moved from one place to another since a month was closed leaves the whole as it was: the lines below say it."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from dashboards import actions
from dashboards.actions import reporting
from dashboards.models import Report, ScoreScheme
from dashboards.reports.about import About
from dashboards.reports.marks import mark_of
from tests.dashboards.counted import NOVEMBER, OCTOBER, answers, counted
from tests.dashboards.test_places_since import OCTOBERS, frozen, moved, page
from tests.factories import MONDAY, Town, build_town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def town() -> Town:
    """In October 36 people of 40 were content in the first street, all of 40 in the other one."""
    town = build_town()
    counted(town, "grid", OCTOBER, came=40, **answers(36, 4))
    counted(town, "far_grid", OCTOBER, came=40, **answers(40))
    return town


def reports(town: Town, where: str = "district") -> str:
    return f"/board/{town.places[where].pk}/reports/"


def reported(town: Town, where: str = "district") -> Report:
    assert town.client("leading").post(reports(town, where), {"month": "2026-10"}).status_code == 302
    assert actions.make_next(at=MONDAY)
    return Report.objects.latest("pk")


def words_of(report: Report) -> str:
    sheets = PdfReader(BytesIO(bytes(report.file.content))).pages
    return "".join("".join(sheet.extract_text() for sheet in sheets).split())


def test_a_board_whose_lines_moved_says_so(town: Town) -> None:
    frozen(town)
    assert "这个月的数没有变过，下面各处的也没有" in page(town, "district", "").content.decode()
    moved(town)
    shown = page(town, "district", "")
    board = shown.context["page"].board
    assert board.corrected == []
    told = {
        (one.row.place.short_name, figure.now.indicator.code): (figure.then.text, figure.now.text)
        for one in board.corrected_below
        for figure in one.figures
    }
    assert told["镇江路街道", "came"] == ("40", "0")
    assert told["辽宁路街道", "came"] == ("40", "80")
    assert "没有变过，下面各处的也没有" not in shown.content.decode()
    assert "下面 2 处的数变了：镇江路街道、辽宁路街道" in shown.content.decode()
    behind = page(town, "district", "indicators/came/").content.decode()
    assert "镇江路街道 封存时 40，现在 0；辽宁路街道 封存时 40，现在 80" in behind


def test_its_workbook_and_its_paper_say_so_too(town: Town) -> None:
    frozen(town)
    moved(town)
    book = load_workbook(BytesIO(page(town, "district", "figures.xlsx").content))
    rows = list(book["下一级封存后变了的"].iter_rows(values_only=True))
    assert ("镇江路街道", "受理", 40, 40, None, 0, 0, None) in rows
    said = words_of(reported(town))
    assert "变的是下面各处的" in said
    assert "镇江路街道受理400" in said


def test_a_moved_boundary_offers_the_report_anew(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "made", lambda report, *, at, told: b"%PDF-")
    frozen(town)
    report = reported(town)
    assert "重新生成" not in page(town, "district", "reports/").content.decode()
    moved(town)
    assert "重新生成" in page(town, "district", "reports/").content.decode()
    assert town.client("leading").post(f"{reports(town)}{report.pk}/anew/").status_code == 302
    assert Report.objects.latest("pk").edition == 2


def test_a_report_marked_by_the_whole_alone_is_taken_at_it(town: Town) -> None:
    """As all were before the lines below were looked at."""
    district = About(town.places["district"])
    mark = mark_of(district, OCTOBER.replace(day=1))
    report = Report(place=district.place, month=OCTOBER.replace(day=1), figures=mark.own, rules=mark.rules)
    assert mark.is_of(report)
    counted(town, "grid", OCTOBER, came=1)
    assert not mark_of(district, OCTOBER.replace(day=1)).is_of(report)


def test_the_three_rates_together_stand_as_they_were(town: Town) -> None:
    counted(town, "grid", OCTOBER, not_answered=0)
    frozen(town)
    then = page(town, "far_street", "").context["page"].board.combined
    moved(town)
    board = page(town, "far_street", "")
    [first, *_] = board.context["page"].board.corrected
    assert (first.now.indicator.code, first.then.value) == ("combined", then)
    assert f"三率综合 封存时 {then}，现在 {board.context['page'].board.combined}" in board.content.decode()
    assert f"封存时：<b>{then}</b>" in page(town, "far_street", "indicators/combined/").content.decode()
    book = load_workbook(BytesIO(page(town, "far_street", "figures.xlsx").content))
    [row] = [row for row in book["总览"].iter_rows(values_only=True) if row[0] == "三率综合"]
    assert row[9] == float(then)
    assert f"三率综合{then}{board.context['page'].board.combined}" in words_of(reported(town, "far_street"))


NOT_KEPT = "按类别、板块、来源、单位、层级分的，和“力量与覆盖”里的，都没有留"


def test_what_was_not_kept_of_a_closed_month_is_said_of_it(town: Town) -> None:
    for address in ("", "parts/", "forces/", "forces/quiet/"):
        assert NOT_KEPT not in page(town, "district", address).content.decode()
    frozen(town)
    for address in ("", "parts/", "forces/", "forces/quiet/"):
        shown = page(town, "district", address).content.decode()
        assert NOT_KEPT in shown
        assert ("这一页的数没有跟着封存" in shown) == address.startswith("forces/")
    for address in ("figures.xlsx", "forces/?period=2026-10&as=xlsx"):
        query: dict[str, str] = {} if "?" in address else OCTOBERS
        answer = town.client("leading").get(f"/board/{town.places['district'].pk}/{address}", query)
        about = {row[0]: row[1] for row in load_workbook(BytesIO(answer.content))["说明"].iter_rows(values_only=True)}
        assert NOT_KEPT in str(about["封存时没有留的"])
    said = words_of(reported(town))
    assert NOT_KEPT in said
    assert "这里的数没有跟着封存" in said


OTHERWISE = "上一段是按另外的权重或者折算算的"


def weighed(town: Town) -> None:
    """October is closed; since then the weights are others, and nothing else has changed."""
    counted(town, "grid", NOVEMBER, came=40, **answers(36, 4))
    counted(town, "far_grid", NOVEMBER, came=40, **answers(40))
    frozen(town)
    ScoreScheme.objects.get(year=2026, subject="STREET").weights.filter(indicator="satisfied").update(
        weight=Decimal(90)
    )


@pytest.mark.parametrize("address", ["", "indicators/combined/", "parts/"])
def test_two_weightings_are_not_compared(town: Town, address: str) -> None:
    month: dict[str, Any] = {"period": "month"}
    counted(town, "grid", OCTOBER, solved_no=20)
    weighed(town)
    shown = page(town, "district", address, **month)
    together = {
        "": lambda: shown.context["page"].board.together,
        "indicators/combined/": lambda: shown.context["behind"].together,
        "parts/": lambda: shown.context["parts"].together,
    }[address]()
    assert together.value != together.before
    assert (together.change, together.is_better) == ("", None)
    assert OTHERWISE in shown.content.decode()
    assert OTHERWISE not in page(town, "district", address).content.decode()


def test_where_the_weights_change_the_last_twelve_months_say_so(town: Town) -> None:
    weighed(town)
    shown = page(town, "district", "indicators/combined/", period="month")
    assert [one.is_otherwise for one in shown.context["behind"].months[-3:]] == [False, True, True]
    assert shown.content.decode().count("从这个月起换了方案") == 2


def test_a_workbook_says_that_two_weightings_are_not_compared(town: Town) -> None:
    weighed(town)
    book = load_workbook(BytesIO(page(town, "district", "figures.xlsx", period="month").content))
    [row] = [row for row in book["总览"].iter_rows(values_only=True) if row[0] == "三率综合"]
    assert row[6] is None
    assert OTHERWISE in str(list(book["说明"].iter_rows(values_only=True)))
