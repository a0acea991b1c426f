"""On the way of a report, on the narrowest telephone, in both versions: nothing moves sideways or is small to tap.

Wider windows, and the pages that have an address of their own: test_every_state.py.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from grids.models import Estate
from tests.browser.conftest import OpenPage
from tests.desk.entering import add_building
from tests.factories import Town, build_town
from tests.front_door import photo

SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
DOUBLED = """(on) => { const root = document.documentElement; root.style.fontSize = '';
  if (on) root.style.fontSize = 2 * parseFloat(getComputedStyle(root).fontSize) + 'px'; }"""
TAPPED = "main .btn, main select, main textarea, main summary, nav a, label.choice"
SMALL = """([least, tapped]) => [...document.querySelectorAll(tapped)]
  .filter(one => one.checkVisibility() && !one.matches('.only-heard'))
  .filter(one => one.getBoundingClientRect().height < least - .5)
  .map(one => one.textContent.trim().slice(0, 20))"""


@pytest.fixture
def town(transactional_db: None, settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path / "media"
    town = build_town()
    add_building(town, "太平镇1号楼", 1)
    Estate.objects.create(community=town.places["community"], name="太平镇小区", kind=Estate.Kind.OLD)
    return town


@pytest.mark.parametrize("version", ["standard", "elder"])
def test_each_page_of_a_report_keeps_to_the_window(
    town: Town, live_server: Any, open_page: OpenPage, tmp_path: Path, version: str
) -> None:
    picture = tmp_path / "漏水.jpg"
    picture.write_bytes(photo().read())
    wrong = {}
    page = open_page(320, 844)
    if version == "elder":
        page.context.add_cookies([{"name": "elder", "value": "1", "url": live_server.url}])
    for name in walked(page, live_server.url, picture):
        found = [page.evaluate(SIDEWAYS), page.evaluate(SMALL, [60 if version == "elder" else 44, TAPPED])]
        page.evaluate(DOUBLED, True)
        found.append(page.evaluate(SIDEWAYS))
        page.evaluate(DOUBLED, False)
        wrong[name] = found
    assert {at: found for at, found in wrong.items() if found != [0, [], 0]} == {}


def walked(page: Page, url: str, picture: Path) -> Iterator[str]:
    page.goto(url)
    yield "home"
    page.goto(f"{url}/snap/")
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_text("请先拍一张照片。").first).to_be_visible()
    yield "snap, without a photo"
    page.get_by_label("从相册选").set_input_files([picture] * 3)
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_text("照片收着呢")).to_be_visible()
    yield "snap, without a place"
    page.goto(f"{url}/report/")
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_text("请写一句是什么事。").first).to_be_visible()
    page.get_by_label("拍照").set_input_files(picture)
    page.get_by_label("什么事").fill("楼道灯不亮，老人看不清路")
    yield "report"
    page.get_by_role("button", name="按小区、路名、楼号找").click()
    expect(page.get_by_role("heading", name="先选街道")).to_be_visible()
    yield "places"
    page.get_by_label("写小区、路名或楼号").fill("太平镇")
    page.get_by_role("button", name="找", exact=True).click()
    expect(page.get_by_role("heading", name="是哪一个？")).to_be_visible()
    yield "places, found"
    page.get_by_role("button", name="太平镇1号楼").click()
    expect(page.get_by_role("button", name="换一个地方")).to_be_visible()
    yield "report, with its place"
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("heading", name="看一看再发")).to_be_visible()
    yield "check"
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_role("heading", name="已收到")).to_be_visible()
    yield "sent"
