"""没有到场, though they were there: told, put right by somebody else with a reason, and looked at by a third."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import AuditEntry, User
from activities.actions import call_off, close, right_no_show, sign_up
from activities.models import Activity, Presence, SignUp
from activities.rules import Refused
from activities.workflow import Standing
from notifications.actions import write_letters
from notifications.models import Letter
from tests.activities.calling import ENDS_AT, HOUR, STARTS_AT, at, called, page_of, phone_of, volunteer
from tests.factories import MONDAY, Town
from tests.resident.conftest import text
from volunteers.models import Service, Volunteer

pytestmark = pytest.mark.django_db
TWO_DAYS = MONDAY + timedelta(days=2)
SAID = {"came_at": "2026-11-16T12:10", "left_at": "2026-11-16T13:40", "reason": "楼长和他一起干的"}


@pytest.fixture
def person(town: Town) -> User:
    return volunteer(town)


@pytest.fixture
def missed(town: Town, person: User) -> SignUp:
    """Of an activity that is over: nobody saw them."""
    made = called(town)
    sign_up(made, person, at=MONDAY)
    close(made, by=town.hat("community"), at=ENDS_AT)
    return SignUp.objects.get()


def sent(client: Client, missed: SignUp, **changes: str) -> Any:
    with at(TWO_DAYS):
        return client.post(f"/desk/activities/{missed.activity_id}/roster/{missed.pk}/right/", {**SAID, **changes})


def test_who_was_there_is_told_and_put_right(town: Town, person: User, missed: SignUp) -> None:
    assert missed.standing == Standing.NO_SHOW
    write_letters(at=ENDS_AT)
    assert "没有您的签到，记为没有到场。其实来了的，2026-12-16 以前告诉" in Letter.objects.get().text
    with at(TWO_DAYS):
        assert "其实来了的，请在12月16日" in text(phone_of(person).get(page_of(missed.activity)))
        client = town.client("community")
        roster = client.get(f"/desk/activities/{missed.activity_id}/").content.decode()
        assert f"/desk/activities/{missed.activity_id}/roster/{missed.pk}/right/" in roster
    assert sent(client, missed).status_code == 302
    missed.refresh_from_db()
    service = Service.objects.get(person=person)
    assert (missed.standing, service.minutes, service.state) == (Standing.SIGNED, 90, "WAITING")
    with at(TWO_DAYS):
        queue = text(town.client("intake").get("/desk/volunteers/?show=held"))
    assert "没有签到，结束以后补认到场：楼长和他一起干的" in queue
    entry = AuditEntry.objects.get(action="更正没有到场")
    assert (entry.reason, entry.detail) == (SAID["reason"], {"came": "2026-11-16 12:10", "left": "2026-11-16 13:40"})
    again = sent(client, missed)
    assert (again.status_code, "已经更正了" in text(again), Presence.objects.count()) == (409, True, 1)
    write_letters(at=TWO_DAYS)
    assert not Letter.objects.exclude(key__startswith="missed:").exists()  # a place is not given out again


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"came_at": ""}, "came_at"), ({"left_at": "2026-11-16T12:10"}, "left_at"), ({"reason": ""}, "reason"),
        ({"reason": "。"}, "reason"), ({"came_at": "2026-11-16T08:00", "left_at": "2026-11-16T09:00"}, "came_at"),
        ({"left_at": "2026-11-20T09:00"}, "left_at"), ({"came_at": "2026-02-30T12:00"}, "came_at"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field(town: Town, missed: SignUp, changes: dict[str, str], field: str) -> None:
    answer = sent(town.client("community"), missed, **changes)
    assert answer.status_code in (409, 422)
    assert f'id="id_{field}_error"' in answer.content.decode()
    missed.refresh_from_db()
    assert (missed.standing, Presence.objects.exists(), Service.objects.exists()) == (Standing.NO_SHOW, False, False)


def test_of_what_went_on_for_days_one_stay_is_put_right_and_not_all_of_it(town: Town, person: User) -> None:
    over = STARTS_AT + timedelta(days=14)
    made = called(town, ends_at=over)
    sign_up(made, person, at=MONDAY)
    close(made, by=town.hat("community"), at=over)
    path = f"/desk/activities/{made.pk}/roster/{SignUp.objects.get().pk}/right/"
    with at(over + timedelta(days=2)):
        client = town.client("community")
        refused = client.post(path, {**SAID, "left_at": "2026-11-17T12:11"})
        assert refused.status_code == 409
        assert "最多隔 16 小时" in text(refused)
        assert 'id="id_left_at_error"' in refused.content.decode()
        assert not Service.objects.exists()
        assert client.post(path, SAID).status_code == 302
    assert Service.objects.get().minutes == 90


def test_nobody_for_themselves_nobody_from_elsewhere_and_not_for_ever(town: Town, missed: SignUp) -> None:
    def refused(who: str, moment: Any = TWO_DAYS) -> str:
        with pytest.raises(Refused) as found:
            right_no_show(
                missed, came_at=STARTS_AT, left_at=ENDS_AT, reason="来了", by=town.hat(who), at=moment
            )  # fmt: skip
        return found.value.rule

    assert sent(town.client("far_street"), missed).status_code == 404
    assert refused("far_street") == "not_yours"
    late = ENDS_AT + timedelta(days=30)
    assert refused("community", late) == "too_late_to_right"
    with at(late):
        page = town.client("community").get(f"/desk/activities/{missed.activity_id}/").content.decode()
    assert "其实来了" not in page
    own = Volunteer.objects.create(
        person=town.people["community"], name="陈社区", birthday="1980-01-01", joined_at=MONDAY,
        community=town.places["community"],
    )  # fmt: skip
    SignUp.objects.filter(pk=missed.pk).update(volunteer=own)
    assert refused("community") == "own_record"


def test_of_what_goes_on_or_was_called_off_nothing_is_put_right(town: Town, person: User) -> None:
    made = called(town)
    sign_up(made, person, at=MONDAY)
    mine = SignUp.objects.get()
    for off in (False, True):
        if off:
            call_off(made, reason="下雨", by=town.hat("community"), at=MONDAY + HOUR)
        with pytest.raises(Refused) as found:
            right_no_show(
                mine, came_at=STARTS_AT, left_at=ENDS_AT, reason="来了", by=town.hat("community"), at=ENDS_AT
            )  # fmt: skip
        assert found.value.rule == "not_now"
    assert Activity.objects.get().state == "CANCELLED"
