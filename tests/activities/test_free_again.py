"""Whoever has left, or whose activity is over, is free for another one; no advice is given that cannot be followed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from activities import actions
from activities.kinds import End
from activities.models import Activity
from activities.workflow import Standing
from tests.activities.calling import (
    ENDS_AT,
    HOUR,
    MONDAY,
    STARTS_AT,
    at,
    called,
    page_of,
    phone_of,
    scanned,
    volunteer,
    was_there,
)
from tests.factories import Town
from tests.resident.conftest import text

pytestmark = pytest.mark.django_db
CANCEL, DAY = "取消报名</button>", timedelta(days=1)


def later(town: Town, **changes: Any) -> Activity:
    """On while the other one is, and open until its end."""
    said = {"title": "陪诊", "starts_at": STARTS_AT + HOUR / 2, "ends_at": ENDS_AT + 2 * HOUR}
    return called(town, **{**said, "closes_at": ENDS_AT + 2 * HOUR, **changes})


def signs_up(activity: Activity, person: User, moment: Any) -> Any:
    with at(moment):
        return phone_of(person).post(f"{page_of(activity)}sign-up/")


def come(activity: Activity, person: User) -> None:
    actions.sign_up(activity, person, at=MONDAY)
    actions.come(activity, person, scanned(activity, End.IN, activity.starts_at), at=activity.starts_at)


def test_whoever_has_checked_out_signs_up_for_what_is_on_meanwhile(town: Town) -> None:
    person, other = volunteer(town), later(town)
    was_there(called(town), person, hours=0.25)
    assert signs_up(other, person, STARTS_AT + HOUR).status_code == 302
    assert other.sign_ups.get().standing == Standing.SIGNED


def test_whoever_is_there_is_told_to_check_out_first(town: Town) -> None:
    person, other = volunteer(town), later(town)
    come(made := called(town), person)
    refused = signs_up(other, person, STARTS_AT + HOUR)
    assert refused.status_code == 409
    assert "您在“清理楼道杂物”签到了，还没有签退。先签退，再报这个。" in text(refused)
    then = STARTS_AT + HOUR
    actions.leave(made, person, scanned(made, End.OUT, then), at=then)
    assert signs_up(other, person, then).status_code == 302


@pytest.mark.parametrize("has_come", [True, False])
def test_what_is_over_is_in_nobody_s_way(town: Town, has_come: bool) -> None:
    person, other = volunteer(town), later(town)
    if has_come:
        come(called(town), person)  # and forgot to check out
    else:
        actions.sign_up(called(town), person, at=MONDAY)
    assert signs_up(other, person, ENDS_AT).status_code == 302


def test_whoever_left_what_goes_on_for_days_comes_again_tomorrow(town: Town) -> None:
    person, other = volunteer(town), later(town)
    was_there(called(town, title="暑期值守", ends_at=STARTS_AT + 20 * DAY), person, hours=0.25)
    assert 'name="finds_time"' in text(signs_up(other, person, STARTS_AT + HOUR))


def test_no_form_is_shown_where_the_cancelling_will_be_refused(town: Town) -> None:
    made, person = called(town), volunteer(town)
    phone, path = phone_of(person), f"{page_of(made)}cancel/"
    page = text(phone.get(path))
    assert ("您没有报名这个活动" in page, CANCEL in page) == (True, False)
    actions.sign_up(made, person, at=MONDAY)
    assert CANCEL in text(phone.get(path))
    with at(ENDS_AT):
        page = text(phone.get(path))
        assert ("活动已经结束，或者取消了" in page, CANCEL in page) == (True, False)
    actions.come(made, person, scanned(made, End.IN, STARTS_AT), at=STARTS_AT)
    with at(STARTS_AT + HOUR / 2):
        for answer in (phone.get(path), phone.post(path)):
            page = text(answer)
            assert ("您已经签到了，不能再取消" in page, CANCEL in page) == (True, False)
            assert "回活动" in page
    assert answer.status_code == 409
