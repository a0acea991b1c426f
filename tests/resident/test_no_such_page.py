"""A page that is not there, and one that was open too long: in the residents' look for residents."""

import pytest

from tests.resident.conftest import Browser, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/nowhere/", "/progress/K7QF-2M9X-4TPD/photos/1/"])
def test_a_resident_is_led_home(browser: Browser, path: str) -> None:
    page = browser.get(path)
    assert page.status_code == 404
    assert "回首页" in text(page)
    assert "css/resident.css" in text(page)
    assert "处置台" not in text(page)


@pytest.mark.parametrize("path", ["/desk/nowhere/", "/admin/nowhere"])
def test_who_works_here_is_led_back_to_the_desk(browser: Browser, path: str) -> None:
    page = browser.get(path, follow=path.startswith("/admin/"))
    assert "css/resident.css" not in text(page)


def test_a_page_that_was_open_too_long_says_so_plainly() -> None:
    strict = Browser(enforce_csrf_checks=True)
    page = strict.post("/report/", {"words": "漏水"})
    assert page.status_code == 403
    assert "请退回上一页" in text(page)
    assert "css/resident.css" in text(page)
    assert "处置台" not in text(page)
    assert "css/resident.css" not in text(strict.post("/desk/sign-in/", {}))
