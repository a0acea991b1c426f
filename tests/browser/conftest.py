"""A real browser for the main paths: the machine's Chromium, driven by Playwright.

    def test_x(phone, live_server):
        phone.goto(live_server.url + "/")

`phone` and `desk` are pages of the two sizes that the screens are drawn for; `open_page(width, height)` gives any
other, as a visitor of its own (no cookie shared). A click ends when the next page's head is there; its body may still
be on its way: `expect` something of the next page before `evaluate` or `count`, which do not wait.
Where the server's day matters, take `noon`: else the one that a test began on may be over before its last page.
A failed test leaves its screenshots and traces in var/shots/.
"""

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.factories import MONDAY

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHOTS = Path(__file__).resolve().parents[2] / "var" / "shots"
failed = pytest.StashKey[bool]()

running: list[Browser] = []  # one in a process, for whichever folders' tests ask for it

OpenPage = Callable[[int, int], Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if running:
        yield running[0]
        return
    if CHROMIUM is None:
        without = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        without("There is no Chromium on this machine: install the package `chromium` (or Google Chrome).")
    # Playwright keeps an event loop in this thread; Django would take every query for one made inside async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running.append(playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS))
        yield running[0]
        running.pop().close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    """With no page left open afterwards, however the test ends: one would keep a thread of the live server and that
    thread's connection to the database, for all tests that come after."""
    yield chromium
    for context in chromium.contexts:
        context.close()


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    pages: list[Page] = []

    def open_one(width: int, height: int) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            has_touch=width < 600,
        )
        context.tracing.start(screenshots=True, snapshots=True)
        pages.append(context.new_page())
        return pages[-1]

    yield open_one
    for number, page in enumerate(pages, 1):
        if request.node.stash.get(failed, False):
            _keep(page, SHOTS / f"{request.node.name}-{number}")
        page.context.close()


def _keep(page: Page, name: Path) -> None:
    name.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=f"{name}.png", full_page=True)
    page.context.tracing.stop(path=f"{name}.zip")


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The server's clock stands at this moment of a working day, in the middle of a month."""
    at = MONDAY + timedelta(hours=3)
    monkeypatch.setattr("worktime.clock.now", lambda: at)
    return at


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    return open_page(390, 844)


@pytest.fixture
def desk(open_page: OpenPage) -> Page:
    return open_page(1366, 768)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[failed] = True
    return report
