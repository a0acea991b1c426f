"""撤回: by the one who has the code, while it is open and nobody else depends on it."""

import pytest

from cases.models import Category, Follower
from cases.terms import State
from tests.factories import Town
from tests.resident.conftest import Browser, text

pytestmark = pytest.mark.django_db
BUTTON = "确定撤回</button>"


def test_it_is_taken_back_with_a_reason(town: Town, browser: Browser) -> None:
    case = town.reported()
    page = text(browser.post(f"/progress/{case.tracking_code}/withdraw/", {"reason": "自己修好了"}, follow=True))
    case.refresh_from_db()
    assert case.state == State.WITHDRAWN
    assert "您已撤回</b>：自己修好了" in page
    assert BUTTON not in page


def test_the_page_says_what_it_means_before_it_is_done(town: Town, browser: Browser) -> None:
    page = text(browser.get(f"/progress/{town.handling().tracking_code}/"))
    assert BUTTON in page
    assert "撤回以后就不再办了" in page


def test_a_second_tap_is_told_that_the_first_was_received(town: Town, browser: Browser) -> None:
    address = f"/progress/{town.reported().tracking_code}/withdraw/"
    browser.post(address)
    again = browser.post(address)
    assert again.status_code == 409
    assert "您的操作已经收到" in text(again)
    assert "不能撤回" not in text(again)


def test_an_emergency_cannot_be_taken_back(town: Town, browser: Browser) -> None:
    case = town.reported(category=Category.objects.get(emergency=True))
    assert BUTTON not in text(browser.get(f"/progress/{case.tracking_code}/"))
    response = browser.post(f"/progress/{case.tracking_code}/withdraw/", {"reason": "没事了"})
    assert response.status_code == 409
    assert "突发事件和安全隐患不能撤回" in text(response)
    assert "您刚才写的：没事了" in text(response)


def test_what_others_depend_on_cannot_be_taken_back(town: Town, browser: Browser) -> None:
    case = town.reported()
    Follower.objects.create(case=case, name="李大爷", why=Follower.Why.REPRESENTED)
    response = browser.post(f"/progress/{case.tracking_code}/withdraw/")
    assert response.status_code == 409
    assert "还代表其他居民" in text(response)
    assert "李" not in text(response)


def test_one_who_only_follows_does_not_bind_the_reporter(town: Town, browser: Browser) -> None:
    case = town.reported()
    Follower.objects.create(case=case, name="李大爷", why=Follower.Why.FOLLOWING)
    assert BUTTON in text(browser.get(f"/progress/{case.tracking_code}/"))
    assert browser.post(f"/progress/{case.tracking_code}/withdraw/", {"reason": "好了"}).status_code == 302
    case.refresh_from_db()
    assert case.state == State.WITHDRAWN


def test_a_reason_that_is_too_long_is_said_at_its_field_and_kept(town: Town, browser: Browser) -> None:
    case = town.reported()
    response = browser.post(f"/progress/{case.tracking_code}/withdraw/", {"reason": "长" * 501})
    assert response.status_code == 422
    assert '<details class="card withdraw" open>' in text(response)
    assert "长" * 501 in text(response)


def test_looking_takes_nothing_back(town: Town, browser: Browser) -> None:
    case = town.reported()
    assert browser.get(f"/progress/{case.tracking_code}/withdraw/").status_code == 302
    case.refresh_from_db()
    assert case.state == State.SUBMITTED
