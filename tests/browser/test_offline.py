"""Without signal: what was written stays in the telephone, is sent by its person, and names nobody."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cases.models import Case
from tests.browser.conftest import OpenPage
from tests.browser.drafts import kept, nothing_kept
from tests.browser.measures import TWICE_AS_LARGE, whole
from tests.factories import Town, build_town

pytestmark = pytest.mark.enough_on("sqlite")

WORDS = "楼道灯不亮，老人看不清路"


@pytest.fixture
def town(transactional_db: None, settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path / "media"
    return build_town()


def test_a_report_outlives_the_loss_of_signal(town: Town, live_server: Any, phone: Page) -> None:
    report = live_server.url + "/report/"
    phone.goto(report)
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.get_by_label("什么事").fill(WORDS)
    phone.get_by_label("或者只选社区").select_option(town.places["community"].code)
    phone.get_by_label("怎么称呼您").fill("张三丰")
    phone.get_by_label("手机号").fill("13812345678")

    phone.context.set_offline(True)
    phone.get_by_role("button", name="下一步").click()
    expect(phone.get_by_text("现在没有网，没有发出去。")).to_be_visible()
    expect(phone.get_by_label("什么事")).to_have_value(WORDS)
    assert {"name", "phone", "photos"}.isdisjoint(kept(phone, WORDS))
    phone.goto(live_server.url + "/progress/")
    expect(phone.get_by_role("heading", name="现在没有网")).to_be_visible()

    phone.context.set_offline(False)
    phone.goto(report)
    expect(phone.get_by_text("上次没写完")).to_be_visible()
    phone.get_by_role("button", name="接着写").click()
    expect(phone.get_by_label("什么事")).to_have_value(WORDS)
    assert not Case.objects.exists()
    phone.get_by_role("button", name="下一步").click()
    phone.get_by_role("button", name="发送").click()
    expect(phone.get_by_role("heading", name="已收到")).to_be_visible()
    assert Case.objects.get().words == WORDS
    nothing_kept(phone)
    phone.goto(report)
    expect(phone.get_by_label("什么事")).to_be_visible()
    expect(phone.get_by_text("上次没写完")).to_be_hidden()


def test_whoever_does_not_want_it_is_asked_no_more(town: Town, live_server: Any, phone: Page) -> None:
    phone.goto(live_server.url + "/report/")
    phone.get_by_label("什么事").fill(WORDS)
    kept(phone, WORDS)
    phone.reload()
    phone.get_by_role("button", name="不要了").click()
    expect(phone.get_by_text("上次没写完")).to_be_hidden()
    nothing_kept(phone)
    phone.reload()
    expect(phone.get_by_label("什么事")).to_have_value("")
    expect(phone.get_by_text("上次没写完")).to_be_hidden()


def test_the_elder_version_reads_the_page_out(town: Town, live_server: Any, phone: Page) -> None:
    phone.add_init_script("speechSynthesis.speak = (said) => { window.heard = [said.lang, said.text]; };")
    phone.goto(live_server.url)
    expect(phone.get_by_role("button", name="读给我听")).to_have_count(0)
    phone.get_by_role("button", name="长辈版").click()
    phone.get_by_role("button", name="读给我听").click()
    lang, said = phone.evaluate("window.heard")
    assert lang == "zh-CN"
    assert said.startswith("哨到")
    assert "自动吹哨到上一级" in said


LINES = """box => { const words = document.createRange(); words.selectNodeContents(box);
  return new Set([...words.getClientRects()].map(line => Math.round(line.top))).size; }"""


def test_the_elder_version_stays_itself_without_signal_and_in_letters_twice_as_large(
    town: Town, live_server: Any, open_page: OpenPage
) -> None:
    phone = open_page(320, 640)
    phone.goto(live_server.url)
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.get_by_role("button", name="长辈版").click()
    expect(phone.locator("html.elder")).to_have_count(1)
    whole(phone)
    phone.evaluate(TWICE_AS_LARGE, True)
    broken = [box for box in phone.locator(".tabs a, h1, .elder-switch").all() if box.evaluate(LINES) != 1]
    assert [box.text_content() for box in broken] == []

    phone.context.set_offline(True)
    phone.goto(live_server.url + "/progress/")
    expect(phone.get_by_role("heading", name="现在没有网")).to_be_visible()
    expect(phone.locator("html.elder")).to_have_count(1)


def test_it_can_be_put_on_the_home_screen(town: Town, live_server: Any, phone: Page) -> None:
    phone.goto(live_server.url)
    address = phone.locator("link[rel=manifest]").get_attribute("href")
    answer = phone.request.get(f"{live_server.url}{address}")
    said = answer.json()
    assert said["start_url"] == "/"
    assert {icon["sizes"] for icon in said["icons"]} == {"192x192", "512x512"}
    for icon in said["icons"]:
        assert phone.request.get(f"{live_server.url}{icon['src']}").ok
    assert any(shortcut["url"] == "/report/" for shortcut in said["shortcuts"])
