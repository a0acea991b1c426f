"""The same person, the same matter: no second case. Who has only typed a number is nobody yet: a case of its own."""

from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from cases.duplicates import suggestions
from cases.models import Case
from tests.factories import MONDAY, PASSWORD, Town
from tests.resident.conftest import Browser, newest, send, text
from tests.resident.signing_in import signed_in

pytestmark = pytest.mark.django_db
PHONE = "13812345678"


@pytest.fixture(autouse=True)
def sms_log(settings: Any, tmp_path: Path) -> None:
    settings.SMS_LOG = tmp_path / "sms.log"


def test_a_number_that_was_only_typed_makes_an_ordinary_new_case(town: Town, browser: Browser) -> None:
    """Anybody can type somebody's number: nothing of theirs is told, and nothing is written in their case."""
    send(browser, phone=PHONE)
    first, stranger = newest(), Browser()
    response = send(stranger, phone=PHONE, words="地下室漏水，墙皮洇湿，越来越厉害")
    assert response.url == f"/report/sent/{newest().tracking_code}/" != f"/report/sent/{first.tracking_code}/"
    page = text(stranger.get(response.url))
    assert not [said for said in ("同一件事", first.tracking_code, first.number) if said in page]
    assert [event.kind for event in first.events.all()] == ["submit"]
    assert not Case.objects.get(pk=first.pk).repeat


def test_staff_see_that_it_may_be_the_same(town: Town, browser: Browser) -> None:
    send(browser, phone=PHONE)
    send(Browser(), phone=PHONE, words="地下室漏水，墙皮洇湿，越来越厉害")
    assert [one.case for one in suggestions(newest(), town.hat("community"), MONDAY)] == [Case.objects.earliest("pk")]


def test_with_the_phone_proved_it_is_added_and_no_case_is_opened(town: Town, browser: Browser) -> None:
    send(browser, phone=PHONE)
    proved = signed_in(PHONE)
    response = send(proved, phone=PHONE, words="地下室漏水，墙皮洇湿，越来越厉害")
    case = Case.objects.get()
    assert response.url == f"/progress/{case.tracking_code}/"
    assert "已补充进去" in text(proved.get(response.url))
    assert case.repeat
    assert case.events.get(kind="added").note == "地下室漏水，墙皮洇湿，越来越厉害"


def test_two_tabs_of_one_browser_are_one_case_without_a_number_too(town: Town, browser: Browser) -> None:
    send(browser)
    assert send(browser).url == f"/progress/{newest().tracking_code}/"
    assert Case.objects.count() == 1


def test_unnamed_it_stands_for_itself_in_the_same_browser_too(town: Town, browser: Browser) -> None:
    send(browser, anonymous="on")
    send(browser)
    assert Case.objects.count() == 2


def test_the_browser_that_reported_it_is_led_to_it(town: Town, browser: Browser) -> None:
    send(browser, phone=PHONE)
    response = send(browser, phone=PHONE, words="地下室漏水，墙皮洇湿了")
    assert response.url == f"/progress/{newest().tracking_code}/"
    page = text(browser.get(response.url))
    assert "已补充进去，不用再报一件" in page
    assert "地下室漏水，墙皮洇湿了" in page


def test_an_account_is_led_to_its_case_on_another_telephone(town: Town) -> None:
    person = User.objects.create_user("resident", PASSWORD, name="诸葛")
    first, second = Browser(), Browser()
    for browser in (first, second):
        browser.force_login(person)
    send(first)
    assert send(second).url == f"/progress/{newest().tracking_code}/"


def test_what_was_closed_is_asked_to_be_opened_again(town: Town, browser: Browser) -> None:
    send(browser, phone=PHONE)
    Case.objects.update(state="closed", closed_at=MONDAY)
    page = text(browser.get(send(browser, phone=PHONE).url))
    assert "看要不要重新打开" in page
    assert Case.objects.get().proposed == "REOPENING"


def test_another_matter_of_the_same_person_is_another_case(town: Town, browser: Browser) -> None:
    send(browser, phone=PHONE)
    send(browser, phone=PHONE, words="楼道灯不亮，晚上看不见路")
    assert Case.objects.count() == 2
