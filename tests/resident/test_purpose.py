"""五类上报 in plain words: nobody has to choose; what burns goes straight to the street."""

import pytest

from tests.factories import Town
from tests.resident.conftest import Browser, newest, send, text

pytestmark = pytest.mark.django_db


def test_it_may_be_left_out(town: Town, browser: Browser) -> None:
    assert "是哪种情况" in text(browser.get("/report/"))
    send(browser)
    assert newest().purpose == ""


@pytest.mark.parametrize("purpose", ["ALERT", "UNCIVIL", "OPINION", "POLICY"])
def test_what_was_chosen_is_kept_and_the_grid_has_it(town: Town, browser: Browser, purpose: str) -> None:
    send(browser, purpose=purpose)
    assert (newest().purpose, newest().owner_level, newest().state) == (purpose, 1, "submitted")


def test_an_emergency_is_at_the_street_at_once_and_the_page_says_whom_to_call(town: Town, browser: Browser) -> None:
    page = text(browser.get(send(browser, purpose="EMERGENCY").url))
    case = newest()
    assert (case.owner_level, case.urgency, case.emergency_direct) == (3, "CRITICAL", True)
    assert "这是突发事件，已直接交给街道。" in page
    assert 'href="tel:119"' in page


def test_what_was_not_offered_is_refused(town: Town, browser: Browser) -> None:
    assert send(browser, purpose="GOSSIP").status_code == 422
