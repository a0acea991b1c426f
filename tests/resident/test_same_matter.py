"""The same person, the same matter: no second case. Who has only typed a number learns how it stands, no more."""

import pytest

from accounts.models import User
from cases.models import Case
from tests.factories import MONDAY, PASSWORD, Town
from tests.resident.conftest import Browser, newest, send, text

pytestmark = pytest.mark.django_db
PHONE = "13812345678"


def test_with_the_number_typed_again_it_is_added_and_no_case_is_opened(town: Town, browser: Browser) -> None:
    send(browser, phone=PHONE)
    page = text(send(Browser(), phone=PHONE, words="地下室漏水，墙皮洇湿，越来越厉害"))
    case = Case.objects.get()
    assert "您反映过同一件事" in page
    assert "已补充进去" in page
    assert "待受理" in page
    assert case.repeat
    assert case.events.get(kind="added").note == "地下室漏水，墙皮洇湿，越来越厉害"


def test_a_number_alone_opens_nothing(town: Town, browser: Browser) -> None:
    """Anybody can type somebody's number: neither the code nor a word of what was said comes back."""
    send(browser, phone=PHONE, words="地下室漏水，墙皮洇湿", address="2单元201")
    code = newest().tracking_code
    stranger = Browser()
    response = send(stranger, phone=PHONE, words="地下室漏水墙皮洇湿")
    assert response.status_code == 200
    assert not [said for said in (code, PHONE, "地下室", "201") if said in text(response)]
    assert "mine" not in stranger.cookies
    assert "我的事" not in text(stranger.get("/"))


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
    page = text(send(Browser(), phone=PHONE))
    assert "那一件已经结案" in page
    assert "看要不要重新打开" in page
    assert Case.objects.get().proposed == "REOPENING"


def test_another_matter_of_the_same_person_is_another_case(town: Town, browser: Browser) -> None:
    send(browser, phone=PHONE)
    send(browser, phone=PHONE, words="楼道灯不亮，晚上看不见路")
    assert Case.objects.count() == 2
