"""The page of rules as it is seen: on a telephone and at the desk, in the letters that the machine has."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import OpenPage
from tests.browser.widths import signed_in
from tests.factories import build_town

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enough_on("sqlite")]

# Of each name on the diagram: by how much its letters stand out of the room that was kept for them.
NAMES_STANDING_OUT = """() => [...document.querySelectorAll('.names a')].map(name => {
  const room = name.querySelector('rect').getBBox(), letters = name.querySelector('text').getBBox();
  return [name.textContent, Math.max(room.x - letters.x, letters.x + letters.width - room.x - room.width)];
}).filter(([, out]) => out > 0.5)"""
LINES_STANDING_OUT = """() => [...document.querySelectorAll('.node')].flatMap(node => {
  const box = node.querySelector('rect').getBBox();
  return [...node.querySelectorAll('text')].filter(text => {
    const letters = text.getBBox();
    return letters.x < box.x || letters.x + letters.width > box.x + box.width
        || letters.y < box.y || letters.y + letters.height > box.y + box.height;
  }).map(text => text.textContent);
})"""


def read(page: Page, server: LiveServer) -> Page:
    return signed_in(page, server, "street", "/desk/rules/")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1123, 794), (1366, 768)])
def test_the_page_never_scrolls_sideways_and_no_name_is_cut(
    open_page: OpenPage, live_server: LiveServer, width: int, height: int
) -> None:
    build_town()
    page = read(open_page(width, height), live_server)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(NAMES_STANDING_OUT) == []
    assert page.evaluate(LINES_STANDING_OUT) == []


def test_on_a_telephone_what_may_happen_stands_before_the_picture_which_moves_in_its_box(
    phone: Page, live_server: LiveServer
) -> None:
    build_town()
    page = read(phone, live_server)
    steps, picture = page.locator("#part-steps").bounding_box(), page.locator("#part-diagram").bounding_box()
    assert steps
    assert picture
    assert steps["y"] < picture["y"]
    box = page.locator("#part-diagram .scroll")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    box.evaluate("box => box.scrollTo(9999, 0)")
    assert page.locator(".node .name", has_text="已结案").is_visible()
    for target in page.locator(".parts a, .choose a").all():
        size = target.bounding_box()
        assert size
        assert size["height"] >= 44


def test_on_a_telephone_the_parts_are_folded_and_a_link_unfolds_its_own(phone: Page, live_server: LiveServer) -> None:
    build_town()
    page = read(phone, live_server)
    assert page.locator("details.fold[open]").count() == 0
    assert page.evaluate("document.documentElement.scrollHeight") < 4000
    page.get_by_role("link", name="全部事件").click()
    expect(page.locator("#part-events tbody").first).to_be_visible()
    expect(page.locator("details.fold[open]")).to_have_count(1)
    page.goto(live_server.url + "/desk/rules/#rule-no_return")  # as a refusal links to it
    expect(page.locator("#rule-no_return")).to_be_visible()
    page.goto(live_server.url + "/desk/rules/?state=handling")
    expect(page.locator("#part-steps h3").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_at_the_desk_every_part_is_open(desk: Page, live_server: LiveServer) -> None:
    build_town()
    page = read(desk, live_server)
    assert page.locator("details.fold:not([open])").count() == 0
    assert page.locator("#rule-no_return").is_visible()


def test_at_the_desk_the_whole_picture_is_seen_and_a_state_lights_its_ways(desk: Page, live_server: LiveServer) -> None:
    build_town()
    page = read(desk, live_server)
    assert page.locator("#part-diagram .scroll").evaluate("box => box.scrollWidth <= box.clientWidth")
    page.locator(".node .name", has_text="处置中").click()
    page.wait_for_url("**/?state=handling")
    assert page.locator(".way.on").count() == page.locator(".way[data-from=handling]").count()
    assert page.locator("#part-steps h3").all_inner_texts() == ["处置中"]


def test_on_paper_the_picture_fits_the_sheet(open_page: OpenPage, live_server: LiveServer) -> None:
    build_town()
    page = read(open_page(1032, 700), live_server)  # A4 across, less its margins
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") == 1032
    picture = page.locator("svg.diagram").bounding_box()
    assert picture
    assert picture["width"] <= 1032
    assert not page.locator(".bar").is_visible()
