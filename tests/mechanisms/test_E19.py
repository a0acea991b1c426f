"""E19 新就业群体志愿服务积分兑换细则: a report accepted → points once → redeemed → the result told to the reporter."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from accounts.models import User
from cases.models import Case
from notifications.actions import announce
from notifications.models import Message
from tests.desk.conftest import picture
from tests.front_door import FrontDoor, day
from tests.resident.conftest import Browser
from tests.resident.signing_in import PHONE, signed_in
from tests.volunteers.ledger import balance
from tests.volunteers.people import joined
from volunteers.actions import Source, hold, settle_reports, spend
from volunteers.checking import check_ledger
from volunteers.models import Service, Transfer

MORNING = day(16, 9)


@pytest.fixture
def rider(door: FrontDoor) -> Browser:
    with time_machine.travel(MORNING, tick=False):
        browser = signed_in()
        joined(door.town, person())
    return browser


def person() -> User:
    found = User.objects.with_phone(PHONE)
    assert found
    return found


def snaps(door: FrontDoor, rider: Browser) -> Case:
    said = {"words": "路口的井盖翘起来了", "lat": "36.0805", "lon": "120.3505", "key": str(uuid4())}
    with time_machine.travel(MORNING, tick=False):
        sent = rider.post(reverse("resident:snap"), {**said, "photos": [picture("井盖.jpg")]})
    assert sent.status_code == 302, sent.content.decode()
    case = Case.objects.latest("pk")
    door.number, door.code = case.number, case.tracking_code
    return case


def points(at: datetime = MORNING) -> int:
    settle_reports(at=at)
    settle_reports(at=at)
    return balance(person())


def test_a_report_that_is_refused_earns_nothing(door: FrontDoor, rider: Browser) -> None:
    snaps(door, rider)
    assert points() == 0
    door.step("intake", "ask_refusal", MORNING, cause="属于信访事项", channel="信访部门")
    door.step("second_intake", "refuse", MORNING)
    assert (points(), Service.objects.count()) == (0, 0)


def test_accepted_it_earns_points_once(door: FrontDoor, rider: Browser) -> None:
    case = snaps(door, rider)
    door.accepted_and_signed(MORNING, category="LEAK")
    assert (points(), points(day(16, 10))) == (2, 2)
    assert Transfer.objects.get(source=f"volunteers.service {Service.objects.get(case=case).pk}").amount == 2


def test_when_it_closes_the_reporter_is_told_the_result(door: FrontDoor, rider: Browser) -> None:
    snaps(door, rider)
    door.accepted_and_signed(MORNING, category="LIGHTING")
    door.step("worker", "finish", day(16, 11), result="井盖已经换好")
    door.step("guide", "check_pass", day(16, 12), on_site="on")
    announce(at=day(16, 12))
    told = [one.text for one in Message.objects.filter(recipient=person())]
    assert any("已办好，核查通过" in one for one in told)
    door.step("revisitor", "revisit", day(16, 14), solved="YES", satisfied="YES")
    announce(at=day(16, 14))
    assert any("已结案" in one.text for one in Message.objects.filter(recipient=person()))


def test_what_was_spent_is_seen_beside_what_was_earned(door: FrontDoor, rider: Browser) -> None:
    snaps(door, rider)
    door.accepted_and_signed(MORNING, category="LEAK")
    assert points() == 2
    held = hold(person(), amount=2, source=Source("order:1", "shop.order 1", note="一块肥皂"), by=None, at=MORNING)
    spend(held, shop=door.town.places["community"], by=door.town.people["community"], at=MORNING)
    assert (balance(person()), check_ledger().amiss) == (0, [])
    with time_machine.travel(MORNING, tick=False):
        page = rider.get(reverse("volunteering:mine")).content.decode()
    for words in ("路口的井盖翘起来了", "一块肥皂", "＋2", "－2"):
        assert words in page
