"""What somebody with a phone does after the password."""

from datetime import UTC, datetime

from playwright.sync_api import Page

from accounts.models import Totp


def set_up_second_factor(page: Page, who: str) -> None:
    """On the page that asks for it, for somebody who has none yet; then on to where they wanted to go."""
    page.get_by_role("heading", name="设置两步验证").wait_for()
    page.fill("input[name=code]", Totp.objects.get(user__username=who).code_at(datetime.now(UTC)))
    page.press("input[name=code]", "Enter")
    page.get_by_role("link", name="抄好了，继续").click()
