"""What somebody with a phone does after the password."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page

from accounts.models import Totp


def set_up_second_factor(page: Page, who: str) -> None:
    """On the page that asks for it, for somebody who has none yet; then on to where they wanted to go."""
    page.get_by_role("heading", name="设置两步验证").wait_for()
    page.fill("input[name=code]", Totp.objects.get(user__username=who).code_at(datetime.now(UTC)))
    page.press("input[name=code]", "Enter")
    page.get_by_role("link", name="抄好了，继续").click()


def wrong_code(totp: Totp) -> str:
    """Neither of now nor of a minute before or after."""
    now = datetime.now(UTC)
    right = {totp.code_at(now + timedelta(seconds=30 * steps)) for steps in range(-2, 3)}
    return next(code for number in range(len(right) + 1) if (code := f"{number:06d}") not in right)
