"""A report to its end at every width, in both versions, with JavaScript and without; a code typed wrong five times."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from cases.models import Case
from resident.actions.codes import MOST_TRIES
from tests.browser.measures import WIDTHS, whole
from tests.factories import Town, build_town
from tests.front_door import photo
from tests.resident.signing_in import PHONE, code, wrong

pytestmark = pytest.mark.enough_on("sqlite")

WORDS = "地下室的墙漏水"


@pytest.fixture
def town(transactional_db: None, settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path / "media"
    return build_town()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_a_report_comes_to_its_end(
    town: Town, live_server: Any, browser: Browser, tmp_path: Path, script: bool
) -> None:
    picture = tmp_path / "漏水.jpg"
    picture.write_bytes(photo().read())
    ways = list(product(WIDTHS, ["", "1"]))
    for number, (width, elder) in enumerate(ways):
        context = browser.new_context(viewport={"width": width, "height": 844}, java_script_enabled=script)
        if elder:
            context.add_cookies([{"name": "elder", "value": elder, "url": live_server.url}])
        reports(context.new_page(), live_server.url, f"{WORDS}，第 {number} 处", picture)
        context.close()
    assert [case.photos.count() for case in Case.objects.all()] == [1] * len(ways)


def reports(page: Page, url: str, words: str, picture: Path) -> None:
    page.goto(url)
    page.get_by_role("link", name="报事").first.click()
    page.get_by_label("从相册选").set_input_files(picture)
    page.get_by_label("或者只选社区").select_option(label="太平镇社区")
    page.get_by_label("什么事").fill(words)
    page.get_by_role("button", name="下一步").last.click()
    expect(page.get_by_role("heading", name="看一看再发")).to_be_visible()
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_role("heading", name="已收到")).to_be_visible()


def test_a_code_typed_wrong_five_times_is_worth_nothing(town: Town, live_server: Any, phone: Page) -> None:
    phone.goto(live_server.url + "/me/sign-in/")
    phone.get_by_role("textbox", name="手机号").fill(PHONE)
    phone.locator("input[name=who]").first.check()
    phone.get_by_role("button", name="发验证码").click()
    expect(phone.get_by_role("heading", name="填验证码")).to_be_visible()
    for _ in range(MOST_TRIES):
        phone.get_by_label("验证码").fill(wrong(code()))
        phone.get_by_role("button", name="登录").click()
        expect(phone.get_by_role("alert")).to_be_visible()
    whole(phone)
    if phone.get_by_label("验证码").count():
        phone.get_by_label("验证码").fill(code())
        phone.get_by_role("button", name="登录").click()
    expect(phone.get_by_role("alert")).to_be_visible()
    phone.goto(live_server.url + "/me/")
    expect(phone.get_by_role("heading", name="用手机号登录")).to_be_visible()
