"""The long pages of the board on a telephone: one section open, the others behind their headings, nothing lost."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from dashboards.actions import catch_up
from tests.browser.measures import until
from tests.browser.test_board import drawn, sign_in
from tests.factories import Town, build_town
from tests.partyorg.building import add_community

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enough_on("sqlite")]

PAGES = {"parts/": "趋势", "league/": "街道比一比", "forces/": "组织覆盖"}  # with what stays open
SCREENS = 3  # how many of a telephone's a page is long, at the most


@pytest.fixture
def town(noon: datetime) -> Town:
    town = build_town()
    for place in ("grid", "next_grid", "far_grid"):
        town.reported(place=town.places[place], at=noon)
    catch_up(at=noon)
    return town


def opened(page: Page, server: LiveServer, town: Town, tail: str) -> None:
    page.goto(f"{server.url}/board/{town.places['district'].pk}/{tail.replace('/', '/?period=today', 1)}")
    drawn(page)


def test_all_but_the_first_section_fold(town: Town, phone: Page, live_server: LiveServer) -> None:
    sign_in(phone, live_server, "platform")
    for tail, first in PAGES.items():
        opened(phone, live_server, town, tail)
        assert phone.locator(".sheet > section.card > h2").all_inner_texts() == [first]
        folded = phone.locator("details.unfolds")
        assert folded.count() >= 2
        assert phone.locator("details.unfolds[open]").count() == 0
        assert phone.evaluate("document.documentElement.scrollHeight") < SCREENS * 844, tail
        folded.last.locator(":scope > summary").click()
        expect(folded.last.locator(":scope > div")).to_be_visible()
        assert phone.evaluate("document.documentElement.scrollWidth") == 390, tail


def test_a_link_to_a_section_unfolds_it(town: Town, phone: Page, live_server: LiveServer) -> None:
    sign_in(phone, live_server, "platform")
    opened(phone, live_server, town, "parts/#by-level")
    expect(phone.locator("details.unfolds:has(#by-level) > div")).to_be_visible()
    assert phone.locator("details.unfolds[open]").count() == 1
    phone.get_by_role("link", name="全部指标", exact=True).click()
    expect(phone.locator("details.unfolds[open]")).to_have_count(2)
    expect(phone.get_by_role("cell", name="只看变化").first).to_be_visible()
    expect(phone.locator("#all")).to_be_in_viewport()


def test_a_chart_that_was_folded_is_as_broad_as_the_others(town: Town, phone: Page, live_server: LiveServer) -> None:
    sign_in(phone, live_server, "platform")
    opened(phone, live_server, town, "parts/")
    for summary in phone.locator("details.unfolds > summary").all():
        summary.click()
    breadths = "[...document.querySelectorAll('.plot canvas')].map(one => one.clientWidth)"
    until(phone, f"new Set({breadths}).size === 1")  # each is drawn anew in the frame after it was unfolded
    assert len(phone.evaluate(breadths)) > 2


def test_a_desk_and_a_browser_without_scripts_have_all_open(
    town: Town, desk: Page, phone: Page, live_server: LiveServer
) -> None:
    sign_in(desk, live_server, "platform")
    opened(desk, live_server, town, "parts/")
    assert desk.locator("details.unfolds").count() == 0
    assert phone.context.browser
    plain = phone.context.browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False, storage_state=desk.context.storage_state()
    ).new_page()
    plain.goto(desk.url)
    expect(plain.get_by_role("cell", name="只看变化").first).to_be_visible()


def test_paper_has_what_is_folded_on_the_telephone(town: Town, phone: Page, live_server: LiveServer) -> None:
    sign_in(phone, live_server, "platform")
    opened(phone, live_server, town, "parts/")
    sheets = PdfReader(BytesIO(phone.pdf(prefer_css_page_size=True))).pages
    words = "".join("".join(sheet.extract_text() for sheet in sheets).split())
    assert "只看变化" in words
    assert "▾" not in words
    assert phone.locator("details.unfolds[open]").count() == 0


def test_on_a_telephone_the_places_are_sorted_above_them_and_the_end_folds(
    town: Town, phone: Page, live_server: LiveServer, noon: datetime
) -> None:
    """The heads that sort stand on no telephone: the page says so, and has links in their place."""
    for number in range(8):
        town.reported(place=add_community(town, 80 + number, f"第{number}里社区"), at=noon)
    catch_up(at=noon)
    sign_in(phone, live_server, "platform")
    phone.goto(f"{live_server.url}/board/{town.places['street'].pk}/?period=today")
    drawn(phone)
    expect(phone.get_by_text("点表头排序")).to_be_hidden()
    rows = phone.locator("table.compared").first.locator("tbody tr")
    expect(rows.locator("visible=true")).to_have_count(6)
    phone.get_by_role("button", name="看全部 9 个").click()
    expect(rows.locator("visible=true")).to_have_count(9)
    phone.get_by_role("navigation", name="按哪一列排序").get_by_role("link", name="受理").first.click()
    expect(phone.locator(".sorts [aria-current]")).to_have_text("受理 ▼")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
