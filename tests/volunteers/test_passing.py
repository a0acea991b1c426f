"""On a telephone: points given to the community, and passed on to family where the community allows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine

from accounts.models import User
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser, text
from tests.resident.signing_in import PHONE, signed_in
from tests.volunteers.ledger import balance, earn
from tests.volunteers.test_family import taken_on
from volunteers.actions import agree_family, ask_family
from volunteers.models import FamilyTie, Scheme, Transfer, Volunteer

KEY = "8f0e2f8e-0000-4000-8000-000000000001"


@pytest.fixture(autouse=True)
def monday(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.SMS_LOG = tmp_path / "sms.log"
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def me(town: Town) -> Volunteer:
    volunteer = taken_on(town, "林一", PHONE)
    earn(volunteer.person, 5)
    return volunteer


@pytest.fixture
def browser(me: Volunteer) -> Browser:
    return signed_in(PHONE)


def test_points_are_given_once_however_often_it_is_sent(me: Volunteer, browser: Browser) -> None:
    for _ in range(2):
        assert browser.post("/volunteer/give/", {"amount": "3", "key": KEY}).status_code == 302
    assert (balance(me.person), Transfer.objects.filter(entry="GIVE").count()) == (2, 1)


def test_more_than_there_is_is_refused_and_what_was_typed_stays(me: Volunteer, browser: Browser) -> None:
    answer = browser.post("/volunteer/give/", {"amount": "9", "key": KEY})
    assert answer.status_code == 409
    assert "积分不够：现在可用 5，需要 9" in text(answer)
    assert 'value="9"' in text(answer)
    assert browser.post("/volunteer/give/", {"amount": "-1", "key": KEY}).status_code == 422


def test_where_it_is_not_allowed_the_page_says_so(me: Volunteer, browser: Browser) -> None:
    assert "没有开通" in text(browser.get("/volunteer/family/"))
    for answer in (
        browser.get("/volunteer/family/ask/"),
        browser.post("/volunteer/family/ask/", {"phone": "13800000002"}),
    ):
        assert (answer.status_code, "没有开通" in text(answer), "家人的手机号" in text(answer)) == (409, True, False)


def test_family_is_asked_agrees_and_gets_points(town: Town, me: Volunteer, browser: Browser) -> None:
    Scheme.objects.update(family=True)
    other = taken_on(town, "林二", "13800000002")
    assert "会在他的“家人”里看到" in text(browser.post("/volunteer/family/ask/", {"phone": "13800000002"}, follow=True))
    tie = FamilyTie.objects.get()
    assert browser.post(f"/volunteer/family/{tie.pk}/agree/").status_code == 404  # it is the other who agrees
    assert browser.get(f"/volunteer/family/{tie.pk}/pass/").status_code == 404
    agree_family(tie, by=other.person, at=MONDAY)
    assert "转积分给 林二" in text(browser.get("/volunteer/family/"))
    browser.post(f"/volunteer/family/{tie.pk}/pass/", {"amount": "2", "key": KEY})
    assert (balance(me.person), balance(other.person)) == (3, 2)
    assert browser.post(f"/volunteer/family/{tie.pk}/end/").status_code == 302
    assert browser.get(f"/volunteer/family/{tie.pk}/pass/").status_code == 404


def test_a_strangers_tie_is_not_there(town: Town, me: Volunteer, browser: Browser) -> None:
    Scheme.objects.update(family=True)
    one, _ = taken_on(town, "王一", "13800000003"), taken_on(town, "王二", "13800000004")
    tie = ask_family(one, phone="13800000004", at=MONDAY)
    assert tie
    assert browser.post(f"/volunteer/family/{tie.pk}/end/").status_code == 404
    assert Browser().get("/volunteer/family/").status_code == 302
    assert browser.get(f"/volunteer/family/{tie.pk}/agree/").status_code == 405


def test_who_is_no_volunteer_has_none_of_it(town: Town) -> None:
    User.objects.create_user("nobody", name="居民", phone="13800000009")
    assert signed_in("13800000009").get("/volunteer/give/").status_code == 404


def test_both_ways_show_how_many_points_one_has(town: Town, me: Volunteer, browser: Browser) -> None:
    Scheme.objects.update(family=True)
    other = taken_on(town, "林二", "13800000002")
    tie = ask_family(me, phone="13800000002", at=MONDAY)
    assert tie
    agree_family(tie, by=other.person, at=MONDAY)
    for page in ("/volunteer/give/", f"/volunteer/family/{tie.pk}/pass/"):
        assert "您现在有 5 分可用" in text(browser.get(page)), page
