"""Nobody signs up for two things at once: it is said which, and no place is taken from others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from activities import actions
from activities.models import Activity, SignUp
from activities.workflow import Standing
from tests.activities.calling import ENDS_AT, HOUR, MONDAY, STARTS_AT, called, phone_of, volunteer
from tests.factories import Town
from tests.resident.conftest import Browser, text

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def asked(phone: Browser, activity: Activity, **said: str) -> Any:
    return phone.post(f"/volunteer/activities/{activity.pk}/sign-up/", said)


def number_of(activity: Activity) -> int:
    return SignUp.objects.filter(activity=activity).coming().count()


def test_what_is_on_at_the_same_time_is_refused_and_named(town: Town) -> None:
    first, phone = called(town, title="扫楼道"), phone_of(volunteer(town))
    same = called(town, title="陪诊", starts_at=STARTS_AT + HOUR, ends_at=ENDS_AT + HOUR)
    assert asked(phone, first).status_code == 302
    refused = asked(phone, same)
    assert refused.status_code == 409
    assert "时间和您报名的“扫楼道”（11月16日 12:00—14:00）撞上了" in text(refused)
    assert 'name="finds_time"' not in text(refused)
    assert asked(phone, same, finds_time="on").status_code == 409  # no tick puts anybody in two places
    assert number_of(same) == 0
    assert asked(phone, first).status_code == 302  # a second tap is the same sign-up


def test_a_place_in_the_waiting_list_counts_too(town: Town) -> None:
    full, person = called(town, quota=1), volunteer(town)
    actions.sign_up(full, volunteer(town), at=MONDAY)
    assert actions.sign_up(full, person, at=MONDAY).standing == Standing.WAITING
    assert asked(phone_of(person), called(town, title="陪诊")).status_code == 409


def test_one_after_the_other_is_no_overlap(town: Town) -> None:
    phone = phone_of(volunteer(town))
    for start, end in ((STARTS_AT, ENDS_AT), (ENDS_AT, ENDS_AT + HOUR), (STARTS_AT - HOUR, STARTS_AT)):
        assert asked(phone, called(town, starts_at=start, ends_at=end)).status_code == 302


def test_what_was_cancelled_or_called_off_hinders_nobody(town: Town) -> None:
    first, second, third = (called(town, title=title) for title in ("甲", "乙", "丙"))
    phone = phone_of(volunteer(town))
    assert asked(phone, first).status_code == 302
    assert phone.post(f"/volunteer/activities/{first.pk}/cancel/").status_code == 302
    assert asked(phone, second).status_code == 302
    assert asked(phone, first).status_code == 409  # back again: now it is the second that is in the way
    actions.call_off(second, reason="下雨了", by=town.hat("community"), at=MONDAY)
    assert asked(phone, third).status_code == 302


def test_what_goes_on_for_days_asks_for_a_tick(town: Town) -> None:
    weeks = called(town, title="暑期值守", ends_at=STARTS_AT + 20 * DAY)
    short, phone = (
        called(town, title="陪诊", starts_at=STARTS_AT + DAY, ends_at=ENDS_AT + DAY),
        phone_of(volunteer(town)),
    )
    assert 'name="finds_time"' not in text(phone.get(f"/volunteer/activities/{weeks.pk}/sign-up/"))
    assert asked(phone, weeks).status_code == 302
    refused = asked(phone, short)
    assert refused.status_code == 409
    for words in ("您报名的“暑期值守”（11月16日 12:00—12月6日 12:00）也在这几天里", 'name="finds_time"'):
        assert words in text(refused), words
    assert number_of(short) == 0
    assert asked(phone, short, finds_time="on").status_code == 302
    assert number_of(short) == 1


def test_a_short_one_in_the_way_is_named_before_one_of_days(town: Town) -> None:
    weeks, short = called(town, title="值守", ends_at=STARTS_AT + 20 * DAY), called(town, title="陪诊")
    phone = phone_of(volunteer(town))
    assert asked(phone, weeks).status_code == 302
    assert asked(phone, short, finds_time="on").status_code == 302
    refused = asked(phone, called(town, title="第三个"), finds_time="on")
    assert (refused.status_code, "“陪诊”" in text(refused)) == (409, True)
