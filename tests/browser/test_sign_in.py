"""Signing in with a second factor, in a real browser: set up once, asked the next time."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import Totp
from tests.browser.conftest import OpenPage
from tests.browser.measures import whole
from tests.browser.second_factor import wrong_code
from tests.factories import PASSWORD, build_town

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enough_on("sqlite")]
WIDTHS = [(390, 844), (1366, 768)]


def shown(page: Page, name: str) -> None:
    """SHOTS=folder keeps pictures to look at."""
    whole(page)
    width = page.evaluate("window.innerWidth")
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def sign_in(page: Page, server: LiveServer, name: str) -> None:
    page.goto(server.url + "/desk/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_the_platform_sets_up_its_second_factor(
    open_page: OpenPage, live_server: LiveServer, width: int, height: int
) -> None:
    build_town()
    page = open_page(width, height)
    sign_in(page, live_server, "platform")
    page.get_by_role("heading", name="设置两步验证").wait_for()
    whole(page)
    assert page.evaluate("document.querySelector('img').naturalWidth") > 100  # the policy lets the picture be seen
    shown(page, "set-up")
    page.fill("input[name=code]", wrong_code(Totp.objects.get()))
    page.press("input[name=code]", "Enter")
    page.get_by_role("alert").wait_for()
    page.wait_for_timeout(1100)  # a wrong code makes one wait
    page.fill("input[name=code]", Totp.objects.get().code_at(datetime.now(UTC)))
    page.press("input[name=code]", "Enter")
    page.get_by_role("heading", name="恢复码").wait_for()
    shown(page, "codes")
    page.get_by_role("link", name="抄好了，继续").click()
    page.wait_for_url(live_server.url + "/desk/")
    page.goto(live_server.url + "/desk/account/")
    assert "就是这里" in page.inner_text("main")
    shown(page, "account")


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_the_registers_of_the_security_administrator(
    open_page: OpenPage, live_server: LiveServer, width: int, height: int
) -> None:
    town = build_town()
    totp = Totp.objects.create(user=town.people["security_admin"], confirmed=True)
    page = open_page(width, height)
    sign_in(page, live_server, "security_admin")
    page.get_by_role("heading", name="两步验证").wait_for()
    shown(page, "ask")
    page.fill("input[name=code]", totp.code_at(datetime.now(UTC)))
    page.press("input[name=code]", "Enter")
    page.wait_for_url(live_server.url + "/desk/")
    for name, path in [("index", ""), ("accounts", "accounts/user/"), ("failures", "accounts/lockout/")]:
        answer = page.goto(f"{live_server.url}/admin/{path}")
        assert answer
        assert answer.status == 200
        shown(page, f"admin-{name}")
    page.goto(f"{live_server.url}/admin/accounts/user/{town.people['secretary'].pk}/change/")
    page.get_by_role("link", name="重置两步验证").wait_for()
    shown(page, "admin-account")
