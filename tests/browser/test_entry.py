"""登记诉求 with the phone in one hand: the place and what is known already come while one types; a tap sends it."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.models import Case, Follower
from tests.browser.measures import held_back
from tests.desk.entering import LEAK, LEAK_TOO, add_building
from tests.factories import PASSWORD, Town, build_town

pytestmark = pytest.mark.enough_on("sqlite")


@pytest.fixture
def town(transactional_db: None, settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path
    town = build_town()
    add_building(town, "太平镇1号楼", 1)
    add_building(town, "太平镇3号楼", 3, "next_grid")
    return town


def at_the_form(page: Page, url: str) -> None:
    page.goto(f"{url}/desk/")
    page.get_by_label("登录名或手机号").fill("intake")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("link", name="登记诉求").click()
    page.wait_for_url("**/desk/report/")  # and until its scripts run: what is typed before they do asks for nothing


def test_taken_down_with_one_hand(town: Town, live_server: Any, phone: Page) -> None:
    at_the_form(phone, live_server.url)
    phone.locator("label", has_text="楼栋长代报").click()
    phone.get_by_label("在哪里").press_sequentially("3号楼")
    expect(phone.get_by_label(re.compile("第2网格"))).to_be_checked()
    phone.get_by_label("什么事").fill(LEAK)
    phone.get_by_label("称呼", exact=True).fill("孙楼长")
    for number in range(1, 5):
        if number == 4:
            phone.get_by_role("button", name="再加几位").click()
        phone.get_by_label(f"第 {number} 位手机号").fill(f"1380000000{number}")
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    phone.get_by_role("button", name="登记", exact=True).click()
    expect(phone.get_by_text("已登记")).to_be_visible()
    expect(phone.get_by_text("查询码")).to_be_visible()
    assert Case.objects.get().place == town.places["next_grid"]
    assert Follower.objects.count() == 4


def test_what_is_known_stands_beside_it_and_takes_more(town: Town, live_server: Any, desk: Page) -> None:
    known = town.reported(LEAK, at=timezone.now())
    at_the_form(desk, live_server.url)
    desk.locator("#id_channel label", has_text="电话").click()
    desk.get_by_label("在哪里").press_sequentially("1号楼")
    desk.get_by_label("什么事").press_sequentially(LEAK_TOO)
    expect(desk.get_by_role("link", name=known.title)).to_be_visible()
    desk.get_by_role("button", name="补充到这一件").click()
    expect(desk.get_by_text("补充的情况记下了")).to_be_visible()
    assert Case.objects.count() == 1


def test_without_a_network_nothing_that_was_typed_goes(town: Town, live_server: Any, phone: Page) -> None:
    at_the_form(phone, live_server.url)
    phone.route("**/beside/", lambda route: route.abort())
    phone.get_by_label("什么事").press_sequentially(LEAK)
    phone.get_by_label("在哪里").press_sequentially("1号楼")
    with phone.expect_event("requestfailed"):
        phone.get_by_label("在哪里").press_sequentially("前")
    expect(phone.get_by_label("什么事")).to_have_value(LEAK)
    assert phone.url.endswith("/desk/report/")


def test_what_is_typed_before_the_scripts_come_is_asked_for(town: Town, live_server: Any, phone: Page) -> None:
    at_the_form(phone, live_server.url)
    let_go = held_back(phone, "**/htmx*.js")
    phone.reload(wait_until="commit")
    phone.get_by_label("在哪里").fill("3号楼")
    expect(phone.get_by_label(re.compile("第2网格"))).not_to_be_checked()
    let_go()
    expect(phone.get_by_label(re.compile("第2网格"))).to_be_checked()


def test_signed_out_meanwhile_the_page_stays(town: Town, live_server: Any, phone: Page) -> None:
    at_the_form(phone, live_server.url)
    phone.context.clear_cookies()
    phone.get_by_label("什么事").fill(LEAK)
    with phone.expect_response("**/beside/"):
        phone.get_by_label("在哪里").press_sequentially("1号楼")
    expect(phone.get_by_label("什么事")).to_have_value(LEAK)
    assert phone.url.endswith("/desk/report/")


def test_the_enter_key_registers_whatever_button_stands_before(town: Town, live_server: Any, desk: Page) -> None:
    known = town.reported(LEAK, at=timezone.now())
    at_the_form(desk, live_server.url)
    desk.locator("#id_channel label", has_text="电话").click()
    desk.get_by_label("在哪里").press_sequentially("1号楼")
    desk.get_by_label("什么事").press_sequentially(LEAK_TOO)
    expect(desk.get_by_role("button", name="补充到这一件")).to_be_visible()
    desk.get_by_label("称呼", exact=True).press("Enter")
    expect(desk.get_by_text("已登记")).to_be_visible()
    assert Case.objects.count() == 2
    assert known.events.count() == 1
