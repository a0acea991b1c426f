"""A page of the board on A4, as a leader hands it round: printed to PDF and read back."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from dashboards.actions import catch_up
from tests.browser.conftest import OpenPage
from tests.browser.measures import until
from tests.browser.test_board import drawn, sign_in
from tests.dashboards.counted import counted
from tests.factories import Town, build_town

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enough_on("sqlite")]

ONLY_ON_A_SCREEN = (
    "处置台", "登记诉求", "找编号", "更多", "大屏", "导出", "自选日期", "本季", "存为图片", "看数字", "只看一部分",
    "点数字", "点表头", "按哪个数比", "怎么算的，都是哪些",
)  # fmt: skip
MOST = {"": 2, "parts/": 4, "indicators/satisfied/": 2, "league/": 2, "scores/": 1, "forces/": 2}
BREADTHS = "[...document.querySelectorAll('.plot canvas')].map(one => one.getBoundingClientRect().width)"
SHEET = (210 - 2 * 12) / 25.4 * 96  # what the margins leave of A4, in CSS pixels


@pytest.fixture
def town(noon: datetime) -> Town:
    """One waits at the platform since today; each street has some that were counted."""
    town = build_town()
    town.handled_by(4, at=noon)
    for place in ("grid", "grid", "next_grid", "far_grid"):
        town.reported(place=town.places[place], at=noon)
    catch_up(at=noon)
    counted(town, "grid", noon.date(), satisfied_yes=30, satisfied_no=10, solved_yes=40)
    counted(town, "far_grid", noon.date(), satisfied_yes=39, satisfied_no=1)
    return town


def printed(page: Page) -> list[list[tuple[str, float]]]:
    """Of each sheet, every line's words with how high they stand."""
    sheets = []
    for sheet in PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages:
        lines: list[tuple[str, float]] = []

        def write(words: str, cm: Any, tm: Any, font: Any, size: Any, lines: list[tuple[str, float]] = lines) -> None:
            if words.strip():
                lines.append(("".join(words.split()), round(cm[5] + cm[3] * tm[5])))

        sheet.extract_text(visitor_text=write)
        sheets.append(lines)
    return sheets


def test_a_page_is_printed_without_what_only_a_screen_can_do(town: Town, desk: Page, live_server: LiveServer) -> None:
    sign_in(desk, live_server, "platform")
    for tail, most in MOST.items():
        desk.goto(f"{live_server.url}/board/{town.places['district'].pk}/{tail}?period=month")
        drawn(desk)
        sheets = printed(desk)
        said = ["".join(words for words, _ in sheet) for sheet in sheets]
        assert [words for words in ONLY_ON_A_SCREEN if words in "".join(said)] == [], tail
        assert "市北区" in said[0], tail
        assert "数字截至" in said[0], tail
        assert len(sheets) <= most, tail
        assert min(len(words) for words in said) > 60, tail


def test_a_tables_head_stands_in_one_line_and_a_rung_in_words(town: Town, desk: Page, live_server: LiveServer) -> None:
    sign_in(desk, live_server, "platform")
    desk.goto(f"{live_server.url}/board/{town.places['district'].pk}/?period=month")
    drawn(desk)
    heads = [words.strip(" ▼▲") for words in desk.locator("table.compared thead th").all_inner_texts()]
    lines: dict[float, str] = {}
    for number, sheet in enumerate(printed(desk)):
        for words, high in sheet:
            lines[number * 10_000 + high] = lines.get(number * 10_000 + high, "") + words
    assert any(all(head.replace(" ", "") in line for head in heads) for line in lines.values()), lines
    waiting = [at for at, line in lines.items() if "个工作日" in line and "件" not in line]
    assert any("区平台" in line for at, line in lines.items() if any(abs(at - one) < 12 for one in waiting)), lines


def test_charts_are_as_broad_as_the_sheet_and_then_as_the_window_again(
    town: Town, open_page: OpenPage, live_server: LiveServer
) -> None:
    page = open_page(1366, 800)
    sign_in(page, live_server, "platform")
    for width in (1366, 390):
        page.set_viewport_size({"width": width, "height": 800})
        for tail in ("", "parts/"):
            page.goto(f"{live_server.url}/board/{town.places['district'].pk}/{tail}?period=month")
            drawn(page)
            before = page.evaluate(BREADTHS)
            page.evaluate(f"window.before = String({BREADTHS})")
            page.evaluate(f"addEventListener('beforeprint', () => {{ window.onPaper = {BREADTHS}; }})")
            page.pdf(prefer_css_page_size=True)
            on_paper = page.evaluate("window.onPaper")
            assert len(on_paper) == len(before) > 1
            assert all(SHEET * 0.9 < broad <= SHEET for broad in on_paper), (width, tail, on_paper)
            until(page, f"String({BREADTHS}) === window.before")


def test_a_table_of_the_desk_stays_one_on_paper(town: Town, desk: Page, live_server: LiveServer) -> None:
    sign_in(desk, live_server, "platform")
    desk.set_viewport_size({"width": round(SHEET), "height": 1000})
    desk.goto(f"{live_server.url}/board/{town.places['district'].pk}/league/?period=month")
    expect(desk.locator("table.race thead").first).to_be_hidden()  # the window of a telephone
    desk.emulate_media(media="print")
    expect(desk.locator("table.race thead").first).to_be_visible()
    assert desk.evaluate("document.documentElement.scrollWidth") <= round(SHEET)
