"""The first minutes of the main path, by hand: reported by telephone, whistled to the street at the desk, followed."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from partyorg.models import Resource
from tests.browser.measures import whole
from tests.factories import IN_FIRST_GRID, PASSWORD, Town, build_town
from tests.front_door import photo

TRACKING_CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
WORDS = "地下室的墙漏水，地上积了一指深的水。"


@pytest.fixture
def town(transactional_db: None, settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path / "media"
    town = build_town()
    Resource.objects.create(place=town.grid, kind=Resource.Kind.CRAFTSMAN, name="水暖师傅老孙", skills="水暖 防水")
    return town


@pytest.fixture
def complaints(phone: Page, desk: Page) -> list[str]:
    """What the browsers' consoles complain about: a blocked script, a style that is not allowed, a missing file."""
    heard: list[str] = []
    for page in (phone, desk):
        page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def test_from_the_telephone_to_the_street(
    town: Town, live_server: Any, phone: Page, desk: Page, tmp_path: Path, complaints: list[str]
) -> None:
    code = the_resident_reports(phone, live_server.url, tmp_path)
    the_branch_secretary_whistles(desk, live_server.url)
    the_resident_sees_it_at_the_street(phone, code)
    assert complaints == []


def the_resident_reports(phone: Page, url: str, tmp_path: Path) -> str:
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({"latitude": IN_FIRST_GRID[0], "longitude": IN_FIRST_GRID[1]})
    phone.goto(url)
    phone.get_by_role("link", name="报事").first.click()
    picture = tmp_path / "漏水.jpg"
    picture.write_bytes(photo().read())
    phone.get_by_label("拍照").set_input_files(picture)
    phone.get_by_role("button", name="用我现在的位置").click()
    expect(phone.get_by_text("位置已填好")).to_be_visible()
    phone.get_by_label("什么事").fill(WORDS)
    fits(phone)
    phone.get_by_role("button", name="下一步").click()
    expect(phone.get_by_role("heading", name="看一看再发")).to_be_visible()
    expect(phone.get_by_role("radio", name="房屋漏水")).to_be_checked()
    fits(phone)
    phone.get_by_role("button", name="发送").click()

    expect(phone.get_by_role("heading", name="已收到")).to_be_visible()
    expect(phone.get_by_text("太平镇社区第1网格党支部")).to_be_visible()
    fits(phone)
    code = phone.get_by_text(TRACKING_CODE).first.inner_text()
    phone.get_by_role("link", name="看进度").click()
    expect(phone.get_by_text("已上报，太平镇社区第1网格党支部收到")).to_be_visible()
    expect(phone.get_by_role("img")).to_be_visible()
    return code


def the_branch_secretary_whistles(desk: Page, url: str) -> None:
    desk.goto(f"{url}/desk/")
    desk.get_by_label("登录名或手机号").fill("secretary")
    desk.get_by_label("密码").fill(PASSWORD)
    desk.get_by_role("button", name="登录").click()
    desk.get_by_role("link", name=re.compile("地下室的墙漏水")).first.click()

    begin(desk, "受理")
    desk.get_by_label("类别").select_option(label="房屋漏水")
    desk.get_by_label("派给谁办").select_option(label="太平镇社区第1网格党支部")
    send(desk, "受理")
    begin(desk, "签收")
    send(desk, "签收")
    begin(desk, "匹配资源")
    desk.get_by_label(re.compile("水暖师傅老孙")).check()
    desk.get_by_label("网格办过什么").fill("老孙看过，是公共立管裂了")
    send(desk, "匹配资源")
    begin(desk, "吹哨")
    desk.get_by_label("街道").check()
    desk.get_by_label("吹哨的理由").fill("公共立管，要停水抢修")
    send(desk, "吹哨")
    expect(desk.get_by_text("已吹哨到街道").first).to_be_visible()


def the_resident_sees_it_at_the_street(phone: Page, code: str) -> None:
    phone.reload()
    expect(phone.get_by_text("网格吹哨到街道")).to_be_visible()
    expect(phone.get_by_text("现在由镇江路街道党工委负责")).to_be_visible()
    expect(phone.get_by_text(code)).to_be_visible()
    fits(phone)


def begin(desk: Page, move: str) -> None:
    desk.locator(".moves").get_by_role("link", name=move, exact=True).click()


def send(desk: Page, move: str) -> None:
    desk.get_by_role("button", name=move, exact=True).click()


def fits(page: Page) -> None:
    """Nothing has to be pushed sideways."""
    whole(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
