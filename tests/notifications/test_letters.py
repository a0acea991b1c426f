"""What volunteers are told of their records and points: once, in 我的, by text where it cannot wait, not at night."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.models import User
from notifications.actions import send_letters, write_letters
from notifications.models import Letter
from tests.factories import MONDAY, Town
from tests.notifications.conftest import PHONE, SmsLog
from tests.volunteers.ledger import earn
from tests.volunteers.test_services import done
from volunteers.actions import approve, reject

HOUR = timedelta(hours=1)


@pytest.fixture
def volunteer(town: Town) -> User:
    return User.objects.create_user("volunteer", name="林志愿", phone=PHONE)


def test_a_yes_is_read_in_the_app(town: Town, volunteer: User, sms_log: SmsLog) -> None:
    approve(done(town, volunteer), by=town.hat("community"), at=MONDAY)
    assert [write_letters(at=MONDAY), write_letters(at=MONDAY), write_letters(at=MONDAY + HOUR)] == [1, 0, 0]
    assert send_letters(at=MONDAY) == 0
    assert Letter.objects.get().text == "“清理楼道”已通过：60 分钟、1 分。"


def test_a_no_goes_out_by_text_with_until_when_it_may_be_appealed(town: Town, volunteer: User, sms_log: SmsLog) -> None:
    write_letters(at=MONDAY - HOUR)
    reject(done(town, volunteer), reason="没有到场", by=town.hat("community"), at=MONDAY)
    write_letters(at=MONDAY)
    assert [send_letters(at=MONDAY), send_letters(at=MONDAY)] == [1, 0]
    assert "没有通过：没有到场。2026-11-23 前可以申诉一次。" in sms_log()[0]["text"]


def test_points_that_expire_are_told_thirty_and_seven_days_before_and_by_day(
    town: Town, volunteer: User, sms_log: SmsLog
) -> None:
    earn(volunteer, 4, until=date(2026, 12, 31))
    earn(volunteer, 3, until=date(2026, 12, 31))
    midnight = MONDAY.replace(month=12, day=1, hour=0)
    assert [write_letters(at=midnight), write_letters(at=midnight + 24 * HOUR)] == [1, 0]
    assert [send_letters(at=midnight + 7 * HOUR), send_letters(at=midnight + 8 * HOUR)] == [0, 1]
    assert "7 分积分 2026-12-31 到期，还有 30 天" in sms_log()[0]["text"]
    assert write_letters(at=midnight + timedelta(days=23)) == 1


def test_what_was_committed_late_is_told_all_the_same(town: Town, volunteer: User) -> None:
    service = done(town, volunteer)
    write_letters(at=MONDAY + timedelta(minutes=1))
    approve(service, by=town.hat("community"), at=MONDAY)  # begun before, committed after
    assert write_letters(at=MONDAY + timedelta(minutes=2)) == 1
