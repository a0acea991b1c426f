"""The wall screen as it hangs: nothing cut off, readable from afar, turning, and honest when the line is cut."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from cases import actions
from cases.models import Case
from dashboards.actions import catch_up
from grids.models import Place
from tests.browser.conftest import OpenPage
from tests.desk.questions import to_the_housing_bureau
from tests.factories import Town, build_town
from worktime import clock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enough_on("sqlite")]

# Texts that are smaller than they may be, or stand out of the screen or out of the box that cuts them off.
TOO_SMALL = """() => [...document.querySelectorAll('body *')].filter(one =>
    [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()) && one.getClientRects().length
    && one.tagName !== 'TITLE' && parseFloat(getComputedStyle(one).fontSize) < 24).map(one => one.outerHTML)"""
SMALL_NUMBERS = """() => [...document.querySelectorAll('.fig b')]
    .filter(one => parseFloat(getComputedStyle(one).fontSize) < 96).map(one => one.outerHTML)"""
CUT_OFF = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width && (box.bottom > innerHeight + 1 || box.right > innerWidth + 1 || box.left < -1);
  }).map(one => one.outerHTML.slice(0, 200))"""


@pytest.fixture
def town(noon: datetime) -> Town:
    cache.clear()
    town, at = build_town(), noon
    for number in range(6):
        case = town.handled_by(2 + number % 3, at=at, words="窨井盖缺失，夜里看不见，孩子从这里上学")
        Case.objects.filter(pk=case.pk).update(handle_by=at - timedelta(hours=1))
    case = actions.sign(to_the_housing_bureau(town), by=town.hat("housing"), at=at)
    Case.objects.filter(pk=case.pk).update(report_in_by=at)
    catch_up(at=at)
    return town


def signed_in(page: Page, server: LiveServer, town: Town) -> None:
    session = town.client("platform").cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server.url}])


def hung(page: Page, server: LiveServer, town: Town, query: str = "") -> Page:
    """Signed in, on the wall, with a clock that the test moves."""
    signed_in(page, server, town)
    page.clock.install()
    page.goto(f"{server.url}/board/{town.places['district'].pk}/screen/{query}")
    page.locator(".fig").first.wait_for()
    return page


def test_the_wall(open_page: OpenPage, live_server: LiveServer, town: Town) -> None:
    page = open_page(1920, 1080)
    trouble: list[str] = []
    page.on("console", lambda said: trouble.append(said.text) if "Content Security" in said.text else None)
    hung(page, live_server, town, "?turn=0")
    assert page.evaluate(TOO_SMALL) == []
    assert page.evaluate(SMALL_NUMBERS) == []
    assert page.evaluate(CUT_OFF) == []
    with page.expect_response(lambda answer: "/screen/now/" in answer.url) as got:
        page.clock.run_for(20_000)
    assert got.value.status == 304
    assert page.locator("h1").inner_text().startswith("市北区")
    page.keyboard.press("Space")  # goes round again
    with page.expect_response(lambda answer: "/screen/now/" in answer.url):
        page.clock.run_for(20_000)
    page.locator("h1", has_text="镇江路街道").or_(page.locator("h1", has_text="辽宁路街道")).wait_for()
    before = page.locator("main").inner_text()
    page.context.set_offline(True)
    page.clock.run_for(20_000)
    page.locator("#trouble", has_text=re.compile(r"连不上，数据停在 \d+月\d+日 \d\d:\d\d，正在重试")).wait_for()
    assert page.evaluate(CUT_OFF) == []
    assert page.locator("main").inner_text() == before
    page.context.set_offline(False)
    page.clock.run_for(5_000)
    page.locator("#trouble:empty").wait_for(state="attached")
    page.context.clear_cookies()
    page.clock.run_for(20_000)
    page.get_by_role("link", name="重新登录").wait_for()
    assert page.locator("main").inner_text() == ""
    assert trouble == []


def test_who_signs_in_again_elsewhere_brings_the_numbers_back(
    open_page: OpenPage, live_server: LiveServer, town: Town
) -> None:
    """Though they are the same as before: what was taken away is not answered for by 「就是刚才那些」."""
    page = hung(open_page(1920, 1080), live_server, town, "?turn=0")
    for _ in range(2):  # the second time it is what it shows
        with page.expect_response(lambda answer: "/screen/now/" in answer.url):
            page.clock.run_for(20_000)
    page.context.clear_cookies()
    page.clock.run_for(20_000)
    page.get_by_role("link", name="重新登录").wait_for()
    signed_in(page, live_server, town)
    page.clock.run_for(20_000)
    page.locator("#trouble:empty").wait_for(state="attached")
    assert page.locator("h1").inner_text().startswith("市北区")


def test_once_a_day_the_page_itself_is_had_anew(open_page: OpenPage, live_server: LiveServer, town: Town) -> None:
    """It hangs for months, over releases; but not while the line is down, nor where somebody has stopped it."""
    page = hung(open_page(1920, 1080), live_server, town)
    page.evaluate("document.body.dataset.old = 'yes'")
    page.keyboard.press("Space")
    with page.expect_response(lambda answer: "/screen/now/" in answer.url):
        page.clock.fast_forward(86_500_000)
    page.context.set_offline(True)
    page.keyboard.press("Space")
    page.clock.run_for(20_000)
    page.locator("#trouble", has_text="连不上").wait_for()
    assert page.locator("body[data-old]").count() == 1
    page.context.set_offline(False)
    page.clock.run_for(5_000)
    page.locator("h1", has_text="镇江路街道").or_(page.locator("h1", has_text="辽宁路街道")).wait_for()
    with page.expect_navigation():  # it stands as it was opened
        page.clock.run_for(20_000)
    assert page.locator("body[data-old]").count() == 0
    assert page.locator("h1").inner_text().startswith("市北区")


def test_a_wall_that_was_touched_and_left_goes_round_again(
    open_page: OpenPage, live_server: LiveServer, town: Town
) -> None:
    """Whoever pressed 停住 and 继续轮播 has left the button focused."""
    page = hung(open_page(1920, 1080), live_server, town)
    page.locator("#hold").click()
    page.locator("#hold").click()
    with page.expect_response(lambda answer: "/screen/now/" in answer.url):
        page.clock.run_for(20_000)
    assert page.locator("h1").inner_text().startswith("市北区")
    page.clock.run_for(60_000)
    page.locator("h1", has_text="镇江路街道").or_(page.locator("h1", has_text="辽宁路街道")).wait_for()


def test_of_two_answers_on_their_way_the_later_asked_for_is_shown(
    open_page: OpenPage, live_server: LiveServer, town: Town
) -> None:
    page = hung(open_page(1920, 1080), live_server, town)
    late: list[Route] = []
    page.route("**/screen/now/**", lambda route: late.append(route) if not late else route.continue_())
    page.keyboard.press("ArrowRight")  # its answer is held back
    page.keyboard.press("ArrowLeft")
    heading = page.locator("h1")
    expect(heading).not_to_contain_text("市北区")
    last = heading.inner_text()
    with page.expect_response(lambda answer: answer.request == late[0].request) as held:
        late[0].continue_()
    held.value.finished()
    page.evaluate("fetch(location.href).then(answer => answer.text())")  # by now the script has read the other, too
    assert heading.inner_text() == last


def test_the_names_of_the_latest_give_way_to_their_numbers(
    open_page: OpenPage, live_server: LiveServer, town: Town
) -> None:
    for name, long in (("street", "高新技术产业开发区滨海新城街道"), ("far_street", "国际邮轮港城历史风貌保护街道")):
        Place.objects.filter(pk=town.places[name].pk).update(name=long)
    far = town.reported(place=town.places["far_grid"])
    Case.objects.filter(pk=far.pk).update(respond_by=clock.now() - timedelta(hours=1))
    cache.clear()
    page = hung(open_page(1920, 1080), live_server, town, "?turn=0")
    worst = page.locator(".worst")
    assert [one.strip() for one in worst.locator("b").all_inner_texts()] == ["7 件", "1 件"]
    line = worst.bounding_box()
    for number in worst.locator("b").all():
        box = number.bounding_box()
        assert box
        assert line
        assert box["x"] + box["width"] <= line["x"] + line["width"] + 1
        assert number.evaluate("one => one.scrollWidth <= one.offsetWidth")
    assert page.evaluate(CUT_OFF) == []


def test_on_a_phone_it_is_one_column(open_page: OpenPage, live_server: LiveServer, town: Town) -> None:
    page = hung(open_page(390, 844), live_server, town)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
