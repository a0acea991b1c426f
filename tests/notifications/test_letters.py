"""What volunteers are told of their records and points: once, in 我的, by text where it cannot wait, not at night."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.models import User
from activities.actions import call_off, cancel_sign_up, close, edit, sign_up
from notifications.actions import send_letters, write_letters
from notifications.models import Letter
from teams.models import Team
from tests.activities.calling import called, filled, phone_of, plan, was_there
from tests.factories import MONDAY, Town
from tests.notifications.conftest import PHONE, SmsLog
from tests.shop.scene import order as ordered
from tests.shop.scene import put_up
from tests.volunteers.ledger import earn
from tests.volunteers.test_family import taken_on
from tests.volunteers.test_services import done
from volunteers.actions import approve, reject

HOUR = timedelta(hours=1)


@pytest.fixture
def volunteer(town: Town) -> User:
    return taken_on(town, "林志愿", PHONE).person


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


def test_an_appeal_before_the_letter_is_told_as_the_no_it_is_against(
    town: Town, volunteer: User, sms_log: SmsLog
) -> None:
    """It read as a correction, which nobody had made, and what was refused was never told."""
    write_letters(at=MONDAY - HOUR)
    service = done(town, volunteer)
    reject(service, reason="没有到场", by=town.hat("community"), at=MONDAY)
    minute = timedelta(minutes=1)
    with time_machine.travel(MONDAY + minute, tick=False):
        appealed = phone_of(volunteer).post(reverse("volunteering:appeal", args=[service.pk]), {"words": "我到了"})
    assert appealed.status_code == 302
    assert [write_letters(at=MONDAY + count * minute) for count in (2, 3)] == [1, 0]
    assert Letter.objects.get().text == "“清理楼道”没有通过：没有到场。您的申诉收到了，由另一个人再看。"
    approve(service, reason="看过照片", by=town.hat("street"), at=MONDAY + 4 * minute)
    assert write_letters(at=MONDAY + 5 * minute) == 1


def test_who_appeals_after_the_letter_is_told_nothing_new(town: Town, volunteer: User) -> None:
    service = done(town, volunteer)
    reject(service, reason="没有到场", by=town.hat("community"), at=MONDAY)
    assert write_letters(at=MONDAY) == 1
    with time_machine.travel(MONDAY, tick=False):
        phone_of(volunteer).post(reverse("volunteering:appeal", args=[service.pk]), {"words": "我到了"})
    service.refresh_from_db()
    assert (service.state, write_letters(at=MONDAY + timedelta(minutes=1))) == ("APPEALED", 0)


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


def test_who_signed_up_hears_that_it_is_called_off_or_moved(town: Town, volunteer: User, sms_log: SmsLog) -> None:
    activity = called(town)
    sign_up(activity, volunteer, at=MONDAY)
    write_letters(at=MONDAY)
    edit(activity, plan(town, where="三号楼"), by=town.hat("community"), at=MONDAY + HOUR)
    assert [write_letters(at=MONDAY + HOUR), write_letters(at=MONDAY + HOUR)] == [1, 0]
    call_off(activity, reason="下雨", by=town.hat("community"), at=MONDAY + 2 * HOUR)
    write_letters(at=MONDAY + 2 * HOUR)
    send_letters(at=MONDAY + 2 * HOUR)
    assert ["三号楼" in sms_log()[0]["text"], "取消了：下雨" in sms_log()[1]["text"]] == [True, True]


def test_who_has_something_else_at_the_new_time_hears_what_and_how_to_cancel(
    town: Town, volunteer: User, sms_log: SmsLog
) -> None:
    """A sign-up for two things at once is refused; one was moved over the other and nobody said so."""
    moved = called(town)
    other = called(town, title="陪诊", starts_at=moved.starts_at + 5 * HOUR, ends_at=moved.ends_at + 5 * HOUR)
    free = taken_on(town, "林一", "13800000001").person
    for activity, person in ((moved, volunteer), (other, volunteer), (moved, free)):
        sign_up(activity, person, at=MONDAY)
    week = called(town, title="社区展览", starts_at=moved.starts_at - HOUR, ends_at=moved.ends_at + timedelta(days=6))
    sign_up(week, volunteer, finds_time=True, at=MONDAY)  # of the two, the other is the one that is named
    write_letters(at=MONDAY)
    with time_machine.travel(MONDAY + HOUR, tick=False):
        later = filled(town, starts_at="2026-11-16T17:30", ends_at="2026-11-16T18:30", where="三号楼")
        path = reverse("activities:edit", args=[moved.pk])
        assert town.client("community").post(path, later).status_code == 302
    assert write_letters(at=MONDAY + HOUR) == 2
    told = {one.person_id: one.text for one in Letter.objects.all()}
    assert told[free.pk] == "“清理楼道杂物”改了时间、地点：11月16日 17:30—18:30，三号楼。"
    assert told[volunteer.pk] == (
        "“清理楼道杂物”改了时间、地点：11月16日 17:30—18:30，三号楼。同一时间您还报了“陪诊”（11月16日 17:00）："
        "不能都去的，在“我报名的活动”里点开一个，取消报名。"
    )
    write_letters(at=MONDAY + 2 * HOUR)
    assert Letter.objects.count() == 2


def test_the_longest_names_go_into_a_letter(town: Town, volunteer: User) -> None:
    moved = called(town)
    other = called(town, title="名" * 40, starts_at=moved.starts_at + 5 * HOUR, ends_at=moved.ends_at + 5 * HOUR)
    for activity in (moved, other):
        sign_up(activity, volunteer, at=MONDAY)
    write_letters(at=MONDAY)
    team = Team.objects.create(
        name="帮扶队", kind="CARE", community=town.places["community"], lead=volunteer, founded_on=MONDAY.date()
    )  # fmt: skip
    every_side = plan(
        town, title="长" * 40, where="处" * 80, starts_at=other.starts_at, ends_at=other.ends_at + timedelta(days=30),
        sort="CARE", help="ALONE", words="带雨衣。", team=team,
    )  # fmt: skip
    edit(moved, every_side, by=town.hat("community"), at=MONDAY + HOUR)
    assert write_letters(at=MONDAY + HOUR) == 1
    text = Letter.objects.get().text
    assert "改了时间、地点、名称、做什么、谁组织、说明：" in text
    assert text.endswith("取消报名。")


def test_who_waited_hears_that_there_is_a_place_and_everybody_a_day_before(town: Town, volunteer: User) -> None:
    begins = MONDAY + timedelta(days=3)
    activity = called(town, quota=1, starts_at=begins, ends_at=begins + HOUR)
    first = taken_on(town, "林一", "13800000001").person
    sign_up(activity, first, at=MONDAY)
    sign_up(activity, volunteer, at=MONDAY)
    write_letters(at=MONDAY)
    cancel_sign_up(activity, first, at=MONDAY + HOUR)
    write_letters(at=MONDAY + HOUR)
    assert "您排上了" in Letter.objects.get(person=volunteer).text
    assert write_letters(at=activity.starts_at - timedelta(hours=23)) == 1
    assert write_letters(at=activity.starts_at - timedelta(hours=22)) == 0


def test_an_order_that_waits_is_told_three_days_before(town: Town, volunteer: User) -> None:
    earn(volunteer, 5)
    write_letters(at=MONDAY)
    order = ordered(volunteer, put_up(town))
    morning = MONDAY + timedelta(days=(order.expires_on - MONDAY.date()).days - 3)
    assert [write_letters(at=morning), write_letters(at=morning + HOUR)] == [1, 0]
    assert Letter.objects.filter(person=volunteer, text__contains="还没有领").count() == 1


def test_that_it_is_over_is_told_to_nobody(town: Town, volunteer: User) -> None:
    activity = called(town)
    was_there(activity, volunteer)
    write_letters(at=MONDAY)
    close(activity, by=town.hat("community"), at=activity.starts_at + HOUR)
    assert write_letters(at=activity.starts_at + HOUR) == 0
