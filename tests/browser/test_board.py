"""The board as it is used: down to a case by click and by keyboard, charts that say what their tables say."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cases.models import Case
from dashboards.actions import catch_up
from tests.browser.measures import SMALL_TEXT, whole
from tests.browser.second_factor import set_up_second_factor
from tests.factories import PASSWORD, Town, build_town

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enough_on("sqlite")]

# Of each chart: what it draws, and the visible numbers of the same column of its table.
DRAWN_AND_TOLD = """() => [...document.querySelectorAll('table[data-chart]')].map(table => {
  const plot = [...document.querySelectorAll('.plot')].find(one => one.dataset.of === table.dataset.name);
  const series = echarts.getInstanceByDom(plot).getOption().series;
  const heads = [...table.tHead.rows[0].cells].map(head => head.textContent.replace(/[▲▼]/g, '').trim());
  const folded = table.dataset.map && document.getElementById(table.dataset.more);
  const rows = [...table.tBodies[0].rows, ...(folded ? folded.tBodies[0].rows : [])];
  const told = name => rows.map(row => {
    const said = parseFloat(row.cells[heads.indexOf(name)].textContent.replace(/,/g, ''));
    return Number.isNaN(said) ? null : said;
  });
  const shown = data => data !== null && typeof data === 'object' ? data.value : data;
  return [table.dataset.name, series.map(one => one.data.map(shown)), series.map(one => told(one.name))];
})"""


# Of each chart of bars: the names that its table has and nothing on the canvas says.
UNNAMED = """() => [...document.querySelectorAll('table[data-chart=bar]:not([data-map]), table[data-chart=funnel]')]
  .flatMap(table => {
    const plot = [...document.querySelectorAll('.plot')].find(one => one.dataset.of === table.dataset.name);
    const drawn = [], walk = one => { (one.childrenRef?.() ?? one._children ?? []).forEach(walk);
      if (one.type === 'tspan' && !one.ignore && !one.parent?.ignore) drawn.push(one.style.text); };
    echarts.getInstanceByDom(plot).getZr().storage.getRoots().forEach(walk);
    return [...table.tBodies[0].rows].map(row => (row.cells[0].querySelector('a') ?? row.cells[0]).textContent.trim())
      .filter(name => !drawn.join('').includes(name));
  })"""
# Of the map: how far each name stands out from the colour it is on, as WCAG counts it.
CONTRASTS = """() => {
  const chart = echarts.getInstanceByDom(document.querySelector('.plot.map'));
  const light = colour => { const [r, g, b] = echarts.color.parse(colour).map(part =>
    part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const series = chart.getModel().getSeriesByIndex(0), found = series.getData();
  return found.mapArray(at => {
    const [ink, fill] = [series.option.data[at].label.color, found.getItemVisual(at, 'style').fill].map(light);
    return (Math.max(ink, fill) + 0.05) / (Math.min(ink, fill) + 0.05); });
}"""

# A name reaches over its neighbours: around it goes the colour that it can be read on.
HALOS = """() => {
  const series = echarts.getInstanceByDom(document.querySelector('.plot.map')).getModel().getSeriesByIndex(0);
  return series.option.data.map(({ label: { textBorderColor, textBorderWidth }, itemStyle }) =>
    textBorderColor === itemStyle.areaColor && textBorderWidth > 1);
}"""


@pytest.fixture
def town(noon: datetime) -> Town:
    """Somebody has waited for twenty days at the platform; five came today."""
    town = build_town()
    old = town.handled_by(4, at=noon)
    Case.objects.filter(pk=old.pk).update(submitted_at=noon - timedelta(days=20), title="等了很久的")
    for place in ("grid", "grid", "next_grid", "far_grid"):
        town.reported(place=town.places[place], at=noon)
    catch_up(at=noon)
    return town


@pytest.fixture
def complaints(desk: Page) -> list[str]:
    """What the console says: a style or script that the policy blocks, a file that is missing."""
    heard: list[str] = []
    desk.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    desk.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def sign_in(page: Page, server: LiveServer, who: str) -> None:
    page.goto(server.url + "/desk/")
    page.fill("input[name=username]", who)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)  # ?next=/desk/ is said in the address of the sign-in, too
    if "second-factor" in page.url:
        set_up_second_factor(page, who)


def drawn(page: Page) -> None:
    """Every table has its chart; the map comes a moment later."""
    whole(page)
    expect(page.locator(".plot canvas")).to_have_count(page.locator("table[data-chart]").count())


def test_who_has_waited_longest_is_three_clicks_from_signing_in(
    town: Town, desk: Page, live_server: LiveServer, complaints: list[str]
) -> None:
    sign_in(desk, live_server, "street")  # the first
    desk.get_by_role("link", name="看板", exact=True).click()
    desk.get_by_role("link", name="等了很久的").click()
    expect(desk).to_have_url(re.compile(r"/desk/cases/[^/]+/$"))
    expect(desk.get_by_role("heading", name="等了很久的")).to_be_visible()
    assert complaints == []


def test_down_to_a_case_by_click_and_by_keyboard(
    town: Town, desk: Page, live_server: LiveServer, complaints: list[str]
) -> None:
    desk.emulate_media(reduced_motion="reduce")  # a bar that still grows is not where it will be
    sign_in(desk, live_server, "platform")
    desk.goto(live_server.url + "/board/?period=today")
    for name in ("镇江路街道", "太平镇社区", "太平镇社区第1网格"):
        link = desk.get_by_role("table").get_by_role("link", name=name, exact=True)
        link.focus()
        desk.keyboard.press("Enter")
        expect(desk.get_by_role("heading", name=name, exact=True, level=1)).to_be_visible()
    desk.locator("#cases ~ .wide-table a").first.click()
    expect(desk).to_have_url(re.compile("/desk/cases/"))
    desk.go_back()
    desk.get_by_role("navigation", name="往上").get_by_role("link", name="市北区").click()
    drawn(desk)
    click_in_chart(desk, "哨声走到哪一级", 0)
    expect(desk).to_have_url(re.compile(r"indicators/came/\?period=today&level=1"))
    desk.locator("#list ~ .wide-table a").first.click()
    expect(desk).to_have_url(re.compile("/desk/cases/"))
    assert complaints == []


def click_in_chart(page: Page, name: str, at: int) -> None:
    """On the bar itself, where it is on the screen."""
    where: dict[str, float] = page.evaluate(
        """([name, at]) => {
          const plot = [...document.querySelectorAll('.plot')].find(one => one.dataset.of === name);
          const chart = echarts.getInstanceByDom(plot), value = chart.getOption().series[0].data[at].value;
          const [x, y] = chart.convertToPixel({seriesIndex: 0}, [at, value / 2]);
          plot.scrollIntoView({block: 'center'});
          const box = plot.getBoundingClientRect();
          return {x: box.x + x, y: box.y + y};
        }""",
        [name, at],
    )
    page.mouse.click(where["x"], where["y"])


def test_charts_draw_what_their_tables_say(
    town: Town, desk: Page, live_server: LiveServer, complaints: list[str]
) -> None:
    sign_in(desk, live_server, "platform")
    place = town.places["district"].pk
    for tail, least in (("", 2), ("parts/", 4), ("indicators/came/", 2), ("indicators/response/", 2)):
        desk.goto(f"{live_server.url}/board/{place}/{tail}?period=month")
        drawn(desk)
        found: list[list[Any]] = desk.evaluate(DRAWN_AND_TOLD)
        assert len(found) >= least
        for name, shown, told in found:
            assert shown == told, name
        assert desk.evaluate("document.querySelectorAll('.plot[aria-label^=图]').length") == len(found)
    with desk.expect_download() as saved:
        desk.get_by_role("button", name="存为图片").first.click()
    assert saved.value.suggested_filename.endswith(".png")
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")
    assert complaints == []


def test_on_a_telephone_nothing_is_pushed_sideways(town: Town, phone: Page, live_server: LiveServer) -> None:
    sign_in(phone, live_server, "street")
    place = town.places["street"].pk
    for tail in ("", "parts/", "indicators/response/", "indicators/combined/", "indicators/took/"):
        phone.goto(f"{live_server.url}/board/{place}/{tail}?period=month")
        assert phone.evaluate("document.documentElement.scrollWidth") == 390, tail


def test_on_a_telephone_every_bar_has_its_name(town: Town, phone: Page, live_server: LiveServer) -> None:
    sign_in(phone, live_server, "platform")
    place = town.places["district"].pk
    for tail in ("", "parts/", "indicators/came/"):
        phone.goto(f"{live_server.url}/board/{place}/{tail}?period=month")
        drawn(phone)
        assert phone.evaluate(UNNAMED) == [], tail


def test_names_on_the_map_are_readable_on_every_colour(town: Town, desk: Page, live_server: LiveServer) -> None:
    sign_in(desk, live_server, "platform")
    for sort in ("", "&sort=late"):
        desk.goto(f"{live_server.url}/board/{town.places['district'].pk}/?period=month{sort}")
        drawn(desk)
        found = desk.evaluate(CONTRASTS)
        assert len(found) == 2
        assert min(found) >= 4.5
        assert desk.evaluate(HALOS) == [True, True]


def test_the_heads_that_sort_can_be_hit(town: Town, desk: Page, live_server: LiveServer) -> None:
    sign_in(desk, live_server, "platform")
    desk.goto(f"{live_server.url}/board/{town.places['district'].pk}/?period=month")
    heights = desk.evaluate(
        "[...document.querySelectorAll('.compared thead a')].map(link => link.getBoundingClientRect().height)"
    )
    assert len(heights) >= 7
    assert min(heights) >= 24


def test_nothing_on_the_board_is_written_smaller_than_14_px(town: Town, desk: Page, live_server: LiveServer) -> None:
    page = desk
    sign_in(page, live_server, "platform")
    for width in (390, 1366):
        page.set_viewport_size({"width": width, "height": 800})
        for tail in ("", "parts/", "league/", "indicators/response/"):
            page.goto(f"{live_server.url}/board/{town.places['district'].pk}/{tail}?period=month")
            small = [one for one in page.evaluate(SMALL_TEXT, {"letters": 14, "line": 1}) if "px:" in one]
            bar = page.locator("header.bar").inner_text()
            assert [one for one in small if one.split(": ", 1)[1] not in bar] == [], (width, tail)
