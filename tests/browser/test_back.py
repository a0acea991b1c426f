"""Back, forward and reload while reporting: nothing is lost without a word, and no page of the browser's own comes."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cases.models import Case
from tests.browser.drafts import grows_older, kept
from tests.browser.measures import whole
from tests.factories import Town, build_town
from tests.front_door import photo

pytestmark = pytest.mark.enough_on("sqlite")

WORDS = "地下室的墙漏水"


@pytest.fixture
def town(transactional_db: None, settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path / "media"
    return build_town()


def looks_over(phone: Page, url: str, picture: Path) -> None:
    picture.write_bytes(photo().read())
    phone.goto(url + "/report/")
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.get_by_label("从相册选").set_input_files(picture)
    phone.get_by_role("button", name="按小区、路名、楼号找").click()
    phone.get_by_label("写小区、路名或楼号").fill("太平镇社区第1网格")
    phone.get_by_role("button", name="找", exact=True).click()
    phone.get_by_role("button", name="太平镇社区第1网格").first.click()
    phone.get_by_label("什么事").fill(WORDS)
    goes_on(phone)


def goes_on(phone: Page) -> None:
    """Until the page's scripts have run: they write down what a reload brings back."""
    phone.get_by_role("button", name="下一步").click()
    expect(phone.get_by_role("heading", name="看一看再发")).to_be_visible()
    whole(phone)


def test_back_and_reload_bring_all_that_was_filled_in(
    town: Town, live_server: Any, phone: Page, tmp_path: Path
) -> None:
    looks_over(phone, live_server.url, tmp_path / "漏水.jpg")
    for again in (phone.go_back, phone.reload):
        again()
        expect(phone.get_by_role("heading", name="报事")).to_be_visible()
        expect(phone.get_by_alt_text("第 1 张照片", exact=True)).to_be_visible()
        expect(phone.get_by_text("换一个地方")).to_be_visible()
        expect(phone.get_by_label("什么事")).to_have_value(WORDS)
        expect(phone.get_by_text("上次没写完")).to_be_hidden()
        whole(phone)
    goes_on(phone)
    phone.reload()
    expect(phone.get_by_role("heading", name="报事")).to_be_visible()
    whole(phone)
    phone.get_by_role("button", name="下一步").click()
    phone.get_by_role("button", name="发送").click()
    expect(phone.get_by_role("heading", name="已收到")).to_be_visible()
    assert [case.photos.count() for case in Case.objects.all()] == [1]

    whole(phone)
    phone.go_back()
    expect(phone.get_by_role("heading", name="报事")).to_be_visible()
    expect(phone.get_by_label("什么事")).to_have_value("")
    expect(phone.get_by_text("上次没写完")).to_be_hidden()


def test_the_last_step_without_signal_stays_or_is_come_back_to(
    town: Town, live_server: Any, phone: Page, tmp_path: Path
) -> None:
    looks_over(phone, live_server.url, tmp_path / "漏水.jpg")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="发送").click()
    expect(phone.get_by_text("现在没有网，没有发出去。")).to_be_visible()
    phone.evaluate("document.querySelector('form.report').submit()")  # the telephone thinks that it has signal
    expect(phone.get_by_role("heading", name="现在没有网")).to_be_visible()
    phone.context.set_offline(False)
    phone.go_back()
    expect(phone.get_by_label("什么事")).to_have_value(WORDS)
    expect(phone.get_by_alt_text("第 1 张照片", exact=True)).to_be_visible()


def test_an_older_draft_waits_for_its_answer_and_goes_after_three_days(
    town: Town, live_server: Any, phone: Page
) -> None:
    report, elsewhere = live_server.url + "/report/", live_server.url + "/privacy/"
    words, offer = phone.get_by_label("什么事"), phone.get_by_text("上次没写完")
    phone.goto(report)
    words.fill(WORDS)
    kept(phone, WORDS)
    phone.goto(elsewhere)
    grows_older(phone, 2)

    phone.goto(report)
    expect(offer).to_be_visible()
    words.fill("还有一件")
    phone.wait_for_timeout(700)  # time enough to write it over the older one, which it must not
    phone.goto(report)
    expect(offer).to_be_visible()
    phone.get_by_role("button", name="接着写").click()
    expect(words).to_have_value(WORDS)
    expect(phone.locator("#id_lat")).to_have_value("")  # where somebody stood is kept for a day

    kept(phone, WORDS)
    phone.goto(elsewhere)
    grows_older(phone, 4)
    phone.goto(report)
    words.fill("另一件")
    kept(phone, "另一件")
    expect(offer).to_be_hidden()
