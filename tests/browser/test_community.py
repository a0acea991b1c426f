"""我的社区 on a telephone: from the home page to the board and to who answers, in both versions, without a script."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from cases import actions
from tests.browser.measures import whole
from tests.factories import MONDAY, build_town

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """least => [...document.querySelectorAll('main a.btn, main button, main .cuts a, main .onward, main summary')]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < least).map(one => one.textContent)"""


@pytest.mark.parametrize(("elder", "least"), [(False, 44), (True, 60)])
def test_one_tap_from_home_and_nothing_moves_sideways(
    transactional_db: None, settings: Any, tmp_path: Path, live_server: Any, browser: Browser, elder: bool, least: int
) -> None:
    settings.MEDIA_ROOT = tmp_path
    town = build_town()
    case = town.handling(at=MONDAY)
    actions.release(case, title="楼道漏水", words="物业在查管子。", by=town.hat("community"), at=MONDAY)
    phone = browser.new_page(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    phone.goto(live_server.url + "/")
    if elder:
        phone.get_by_role("button", name="长辈版").click()
    phone.get_by_role("link", name="我的社区").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("您住在哪个社区")
    for step in ("太平镇社区", "谁管我这个网格"):
        whole(phone)
        assert (phone.evaluate(SIDEWAYS), phone.evaluate(SMALL, least)) == (0, [])
        if step == "太平镇社区":
            phone.locator("summary").first.click()
        phone.get_by_role("link", name=step).first.click()
        expect(phone.get_by_role("heading", level=1)).to_have_text(step)
    whole(phone)
    assert (phone.evaluate(SIDEWAYS), phone.evaluate(SMALL, least)) == (0, [])
    expect(phone.get_by_text("王书记")).to_be_visible()
