"""Codes of no case are braked by address; a right one is never refused, whoever else tried there."""

from datetime import timedelta

import pytest

from accounts.braking import drop_old_counts
from accounts.models import Counted
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser, text

pytestmark = pytest.mark.django_db
WRONG = "/progress/K7QF-2M9X-4TPD/"


def tried(browser: Browser, times: int = 30) -> None:
    for _ in range(times):
        assert browser.get(WRONG).status_code == 404


def test_after_thirty_in_an_hour_one_waits_and_is_told_how_long_and_whom_to_ask(
    town: Town, browser: Browser, monday
) -> None:
    town.units["platform"].duty_phone = "0532-85891234"
    town.units["platform"].save()
    tried(browser)
    monday.move_to(MONDAY + timedelta(minutes=20))
    refused = browser.get("/progress/", {"code": "K7QF2M9X4TPD"})
    assert (refused.status_code, refused["Retry-After"]) == (429, "2400")
    assert "请过 <b>40 分钟</b>再试" in text(refused)
    assert "tel:0532-85891234" in text(refused)
    assert browser.post(f"{WRONG}answer/", {"solved": "YES"}).status_code == 429
    monday.move_to(MONDAY + timedelta(minutes=61))
    assert browser.get(WRONG).status_code == 404


def test_who_has_a_right_code_at_the_same_address_gets_to_their_case(town: Town, browser: Browser) -> None:
    case = town.reported()
    tried(browser)
    assert browser.get(f"/progress/{case.tracking_code}/").status_code == 200
    assert browser.get("/progress/", {"code": case.tracking_code}).status_code == 302


def test_another_address_does_not_wait(town: Town, browser: Browser) -> None:
    tried(browser)
    assert Browser(REMOTE_ADDR="203.0.113.9").get(WRONG).status_code == 404


def test_one_line_of_ipv6_is_one_address(town: Town) -> None:
    for last in range(30):
        assert Browser(REMOTE_ADDR=f"2001:db8:1:2::{last:x}").get(WRONG).status_code == 404
    assert Browser(REMOTE_ADDR="2001:db8:1:2:ffff::1").get(WRONG).status_code == 429
    assert Browser(REMOTE_ADDR="2001:db8:1:3::1").get(WRONG).status_code == 404


def test_what_comes_on_top_writes_nothing_and_the_rest_goes_after_a_day(town: Town, browser: Browser) -> None:
    tried(browser)
    for _ in range(5):
        assert browser.get(WRONG).status_code == 429
    assert Counted.objects.count() == 30
    assert drop_old_counts(MONDAY + timedelta(hours=25)) == 30


@pytest.mark.proof
@pytest.mark.timeout(1200)
def test_ten_thousand_forged_codes_open_nothing_and_are_braked(town: Town, browser: Browser) -> None:
    case = town.reported()
    statuses = {404: 0, 429: 0}
    for number in range(10_000):
        code = f"{number:012d}".translate(str.maketrans("01", "XY"))
        statuses[browser.get(f"/progress/{code}/").status_code] += 1
    assert statuses == {404: 30, 429: 9_970}
    assert Counted.objects.count() == 30
    assert browser.get(f"/progress/{case.tracking_code}/").status_code == 200
