"""The desk by keyboard: a list narrowed and kept as a view, many cases dispatched at once, another post put on."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cases.models import Case, SavedView
from partyorg.actions import appoint
from partyorg.kinds import Role
from tests.browser.measures import whole
from tests.browser.widths import signed_in
from tests.factories import LONG_AGO, MONDAY, Town, build_town

pytestmark = pytest.mark.enough_on("sqlite")


@pytest.fixture
def town(transactional_db: None, settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path
    return build_town()


def press_key(page: Page, *keys: str) -> None:
    """A key of the page itself: it does something once the page's scripts run."""
    whole(page)
    for key in keys:
        page.keyboard.press(key)


def test_narrowed_and_kept_by_keyboard(town: Town, live_server: Any, desk: Page) -> None:
    town.handling(words="不急的")
    Case.objects.filter(pk=town.handling(words="急的").pk).update(urgency="URGENT")
    signed_in(desk, live_server, "secretary", "/desk/?q=handling")
    desk.locator("a.lrow").nth(1).wait_for()
    press_key(desk, "e")
    desk.get_by_label("紧急程度").select_option(label="紧急")
    desk.get_by_label("紧急程度").press("Tab")
    desk.get_by_role("button", name="筛选").press("Enter")
    expect(desk.locator("a.lrow")).to_have_count(1)
    desk.locator("body").blur()
    press_key(desk, "v")
    desk.get_by_label("名称").fill("急的先办")
    desk.get_by_label("名称").press("Enter")
    expect(desk.get_by_role("link", name="急的先办 1")).to_have_attribute("aria-current", "page")
    assert SavedView.objects.get().query == "q=handling&urgency=URGENT"
    press_key(desk, "?")
    expect(desk.get_by_text("把这个列表存为视图")).to_be_visible()


def test_many_dispatched_by_keyboard(town: Town, live_server: Any, desk: Page) -> None:
    cases = [town.accepted(words=words) for words in ("灯坏了", "门坏了", "墙裂了")]
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(state="accepted", host_org=None)
    signed_in(desk, live_server, "secretary", "/desk/?q=accepted")
    desk.locator("a.lrow").nth(2).wait_for()
    press_key(desk, "x", "x", "a")
    expect(desk.get_by_role("heading", name="批量派单")).to_be_visible()
    expect(desk.locator("input[name=case]:checked")).to_have_count(2)
    desk.get_by_label("派给谁").select_option(label="太平镇物业公司")
    desk.get_by_label("交办的话").fill("今天下午去看")
    desk.get_by_role("button", name="派单", exact=True).press("Enter")
    expect(desk.get_by_text("已派给太平镇物业公司 2 件。")).to_be_visible()
    assert Case.objects.filter(state="dispatched").count() == 2


def test_another_post_is_put_on(town: Town, live_server: Any, phone: Page) -> None:
    appoint(
        town.people["secretary"], role=Role.GRID_WORKER, place=town.places["next_grid"], from_date=LONG_AGO, by=None,
        at=MONDAY,
    )  # fmt: skip
    signed_in(phone, live_server, "secretary")
    phone.get_by_text("全部岗位（2）").click()
    phone.get_by_role("button", name="太平镇社区第2网格·网格员").click()
    expect(phone.locator(".hat summary")).to_have_text(re.compile("第2网格·网格员"))
    whole(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_phrase_goes_where_the_cursor_stands(town: Town, live_server: Any, desk: Page) -> None:
    case = town.handling()
    signed_in(desk, live_server, "secretary", "/desk/phrases/new/")
    desk.get_by_label("名称").fill("修好了")
    desk.get_by_label("内容").fill("{单位}已修好。")
    desk.get_by_role("button", name="保存").click()
    desk.goto(f"{live_server.url}/desk/cases/{case.number}/finish/")
    desk.get_by_label("办理结果").fill("昨天下午")
    desk.locator("details.phrases summary").first.click()
    desk.get_by_role("button", name="修好了").click()
    expect(desk.get_by_label("办理结果")).to_have_value("昨天下午太平镇社区第1网格党支部已修好。")
