"""Charts that do not say more than is known: grey where there is no rate, ends that are named, pictures that say what
they show."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from dashboards.actions import catch_up
from tests.browser.conftest import OpenPage
from tests.browser.test_board import drawn, sign_in
from tests.dashboards.counted import counted
from tests.factories import Town, build_town

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enough_on("sqlite")]

FEW_KEY = "空心灰点：样本少"
GREY_KEY = "灰色：没有数或者样本少"
# Of the map: each place's colour, the letters under it, and the colours that mean something.
MAP = """() => {
  const chart = echarts.getInstanceByDom(document.querySelector('.plot.map')), words = [];
  const walk = one => { (one.childrenRef?.() ?? one._children ?? []).forEach(walk);
    if (one.type === 'tspan' && !one.ignore && !one.parent?.ignore) words.push(one.style.text); };
  chart.getZr().storage.getRoots().forEach(walk);
  const token = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const same = colour => echarts.color.stringify(echarts.color.parse(colour), 'rgba');
  const data = chart.getModel().getSeriesByIndex(0).getData();
  return { words, fills: data.mapArray(at => same(data.getItemVisual(at, 'style').fill)),
    least: same(token('--calm-bg')), most: same(token('--act')), grey: same(GREY) };
}"""
# The paths as they are painted: what the eye sees, whatever the options say.
PAINTED = """() => {
  const found = [], walk = one => { (one.childrenRef?.() ?? one._children ?? []).forEach(walk);
    if (one.shape?.paths) found.push(echarts.color.stringify(echarts.color.parse(one.style.fill), 'rgba')); };
  echarts.getInstanceByDom(document.querySelector('.plot.map')).getZr().storage.getRoots().forEach(walk);
  return found;
}"""
# What stands on each shape.
WRITTEN = """() => {
  const found = [], walk = one => { (one.childrenRef?.() ?? one._children ?? []).forEach(walk);
    if (one.shape?.paths) found.push(one.getTextContent()?.style.text ?? ''); };
  echarts.getInstanceByDom(document.querySelector('.plot.map')).getZr().storage.getRoots().forEach(walk);
  return found;
}"""
# Of the one line: of each of its points with a value that, and whether it is hollow and grey; and what is written.
POINTS = """() => {
  const chart = echarts.getInstanceByDom(document.querySelector('.plot.line')), words = [], hollow = [];
  const walk = one => { (one.childrenRef?.() ?? one._children ?? []).forEach(walk);
    if (one.type === 'tspan' && !one.ignore && !one.parent?.ignore) words.push(one.style.text); };
  chart.getZr().storage.getRoots().forEach(walk);
  const grey = getComputedStyle(document.documentElement).getPropertyValue('--line-strong').trim();
  const data = chart.getModel().getSeriesByIndex(0).getData();
  data.each(at => { const value = data.get(data.mapDimension('y'), at);
    if (!Number.isNaN(value)) hollow.push([value, data.getItemVisual(at, 'symbol') === 'emptyCircle'
      && data.getItemVisual(at, 'style').fill === grey]); });
  return { words, hollow };
}"""
AXES = """() => [...document.querySelectorAll('.plot:is(.bar, .line)')].map(plot => {
  const model = echarts.getInstanceByDom(plot).getModel();
  const axes = ['xAxis', 'yAxis'].map(name => model.getComponent(name).axis);
  return axes.find(axis => axis.type === 'value').scale.getExtent();
})"""


@pytest.fixture
def town(noon: datetime) -> Town:
    """75.0% are satisfied in one street, 97.5% in the other; three in one of them had their case solved."""
    town = build_town()
    town.reported(at=noon)
    catch_up(at=noon)
    counted(town, "grid", noon.date(), satisfied_yes=30, satisfied_no=10, solved_yes=3)
    counted(town, "far_grid", noon.date(), satisfied_yes=39, satisfied_no=1)
    return town


def looked_at(page: Page, server: LiveServer, town: Town, tail: str) -> dict[str, Any]:
    page.goto(f"{server.url}/board/{town.places['district'].pk}/{tail}")
    drawn(page)
    found: dict[str, Any] = page.evaluate(MAP)
    return found


def test_the_map_says_from_where_to_where_its_colours_go(town: Town, desk: Page, live_server: LiveServer) -> None:
    sign_in(desk, live_server, "platform")
    found = looked_at(desk, live_server, town, "?period=today&sort=-satisfied")
    assert found["fills"] == [found["least"], found["most"]] == desk.evaluate(PAINTED)
    assert found["words"].index("97.5%") >= 0 <= found["words"].index("75.0%")
    assert GREY_KEY not in found["words"]
    assert desk.evaluate(WRITTEN) == ["镇江\n75.0%", "辽宁\n97.5%"]
    came = looked_at(desk, live_server, town, "?period=today")["words"]
    assert desk.evaluate(WRITTEN) == ["镇江\n1", "辽宁\n0"]
    assert "0 件" in came
    assert "1 件" in came


def test_without_a_rate_or_with_too_few_cases_for_one_a_place_is_grey(
    town: Town, desk: Page, live_server: LiveServer
) -> None:
    sign_in(desk, live_server, "platform")
    for sort in ("solved", "in_grid", "response"):
        found = looked_at(desk, live_server, town, f"?period=today&sort={sort}")
        assert found["fills"] == [found["grey"]] * 2 == desk.evaluate(PAINTED), sort
        assert found["grey"] not in (found["least"], found["most"])
        assert GREY_KEY in found["words"]
        assert [one for one in found["words"] if "%" in one] == []


def test_where_one_place_alone_has_a_rate_its_colour_says_it(
    town: Town, noon: datetime, desk: Page, live_server: LiveServer
) -> None:
    counted(town, "grid", noon.date(), solved_yes=37)
    sign_in(desk, live_server, "platform")
    found = looked_at(desk, live_server, town, "?period=today&sort=solved")
    assert desk.evaluate(WRITTEN) == ["镇江\n100.0%", "辽宁"]  # a rate of too few is not written there
    assert sorted(found["fills"]) == sorted([found["most"], found["grey"]])
    assert [one for one in found["words"] if "%" in one] == ["100.0%"]


def test_a_map_of_nothing_says_so(town: Town, desk: Page, live_server: LiveServer) -> None:
    """Not from 0 件 to 0 件: a colour that goes from nothing to nothing says nothing."""
    sign_in(desk, live_server, "platform")
    nothing = "period=days&from=2020-01-01&to=2020-01-31"
    for query, said in (("period=today&sort=late", "现在没有超期的"), (nothing, "这段时间没有")):
        found = looked_at(desk, live_server, town, f"?{query}")
        assert said in found["words"], query
        assert "0 件" not in found["words"]
        assert len(set(found["fills"])) == 1
        assert found["grey"] not in found["fills"]
        assert found["most"] not in found["fills"]


def test_a_point_of_too_few_is_hollow_and_grey_and_the_chart_says_what_that_is(
    town: Town, noon: datetime, desk: Page, live_server: LiveServer
) -> None:
    counted(town, "grid", noon.date() - timedelta(days=62), satisfied_yes=3, satisfied_no=1)
    sign_in(desk, live_server, "platform")
    there = f"{live_server.url}/board/{town.places['district'].pk}/indicators"
    for code, hollow in (("satisfied", [[75, True], [86.3, False]]), ("solved", [[100, True]])):
        desk.goto(f"{there}/{code}/?period=today")
        drawn(desk)
        found = desk.evaluate(POINTS)
        assert found["hollow"] == hollow
        assert FEW_KEY in found["words"]
    desk.goto(f"{there}/came/?period=today")
    drawn(desk)
    found = desk.evaluate(POINTS)
    assert {few for _, few in found["hollow"]} == {False}
    assert FEW_KEY not in found["words"]


def test_without_its_map_bars_are_drawn_and_that_is_said(town: Town, desk: Page, live_server: LiveServer) -> None:
    sign_in(desk, live_server, "platform")
    desk.route("**/map.json*", lambda route: route.abort())
    desk.goto(f"{live_server.url}/board/{town.places['district'].pk}/?period=today")
    drawn(desk)
    expect(desk.get_by_text("地图没有取到，先画成条形图；刷新页面再试。")).to_be_visible()
    assert desk.locator(".plot.map").count() == 0
    desk.unroute("**/map.json*")
    empty = '{"type": "FeatureCollection", "features": []}'
    desk.route("**/map.json*", lambda route: route.fulfill(body=empty, content_type="application/json"))
    desk.reload()
    drawn(desk)  # nobody has drawn these places: nothing is wrong
    expect(desk.get_by_text("地图没有取到")).to_have_count(0)


def test_rates_end_at_a_hundred(town: Town, noon: datetime, open_page: OpenPage, live_server: LiveServer) -> None:
    page = open_page(1366, 800)
    sign_in(page, live_server, "platform")
    counted(town, "far_grid", noon.date(), answered=40, solved_yes=40)
    for width in (390, 1366):
        page.set_viewport_size({"width": width, "height": 800})
        for code in ("satisfied", "solved", "response", "combined"):
            page.goto(f"{live_server.url}/board/{town.places['district'].pk}/indicators/{code}/?period=today")
            drawn(page)
            ends = [most for _, most in page.evaluate(AXES)]
            assert len(ends) == 2
            assert max(ends) == 100, (width, code, ends)


def test_a_picture_says_what_it_shows(town: Town, noon: datetime, desk: Page, live_server: LiveServer) -> None:
    sign_in(desk, live_server, "platform")
    desk.add_init_script(
        "window.written = []; const fill = CanvasRenderingContext2D.prototype.fillText;"
        "CanvasRenderingContext2D.prototype.fillText = function (words, ...more) {"
        " if (!this.canvas.isConnected) window.written.push(words); return fill.call(this, words, ...more); };"
    )
    today = noon.date().isoformat()
    looked_at(desk, live_server, town, "?period=today&sort=satisfied")
    with desk.expect_download() as saved:
        desk.locator(".plot.map + .save-picture").click()
    assert saved.value.suggested_filename == "市北区_街道比较（满意率）_今天.png"
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")
    written = desk.evaluate("window.written")
    assert "市北区 · 街道比较（满意率）" in written
    assert f"今天（{today}）" in written
    assert [one for one in written if one.startswith(f"{today} 取自哨到看板")]
    desk.goto(f"{live_server.url}/board/{town.places['street'].pk}/indicators/satisfied/?period=today&channel=PATROL")
    drawn(desk)
    with desk.expect_download() as saved:
        desk.get_by_role("button", name="存为图片").last.click()
    assert saved.value.suggested_filename == "镇江路街道_巡查_满意率，近12个月_今天.png"
    assert [one for one in desk.evaluate("window.written") if "只看 巡查" in one]


def test_the_switch_of_days_stands_on_one_line(town: Town, open_page: OpenPage, live_server: LiveServer) -> None:
    page = open_page(390, 844)
    sign_in(page, live_server, "platform")
    for width in (390, 1366, 1920):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(f"{live_server.url}/board/{town.places['district'].pk}/?period=quarter")
        links = page.locator(".seg a")
        expect(links).to_have_count(6)
        boxes = [box for link in links.all() if (box := link.bounding_box())]
        assert len(boxes) == 6
        assert len({(box["y"], box["height"]) for box in boxes}) == 1, width
        assert max(box["height"] for box in boxes) <= 46
        assert all(link.evaluate("one => one.scrollWidth <= one.offsetWidth") for link in links.all())
        assert page.evaluate("document.documentElement.scrollWidth") == width
