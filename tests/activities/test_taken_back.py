"""A wrong tick in the roster is taken back, with who did it kept; who cancelled is listed apart."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import AuditEntry, User
from activities import actions
from activities.kinds import End
from activities.models import Activity, Presence, SignUp
from activities.workflow import Standing
from tests.activities.calling import (
    ENDS_AT,
    HOUR,
    MONDAY,
    STARTS_AT,
    at,
    called,
    phone_of,
    scanned,
    volunteer,
    was_there,
)
from tests.factories import Town
from tests.resident.conftest import text
from volunteers.models import Service

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
UNDO = 'name="undo"'


@pytest.fixture
def made(town: Town) -> Activity:
    return called(town)


@pytest.fixture
def person(town: Town, made: Activity) -> User:
    one = volunteer(town)
    actions.sign_up(made, one, at=MONDAY)
    return one


def roll(town: Town, made: Activity, moment: datetime, *names: str, who: str = "community") -> str:
    pk = SignUp.objects.latest("pk").pk
    with at(moment):
        sent: Any = {name: [pk] for name in names}
        return text(town.client(who).post(reverse("activities:roll", args=[made.pk]), sent, follow=True))


def test_who_was_ticked_by_mistake_did_not_come(town: Town, made: Activity, person: User) -> None:
    assert UNDO in roll(town, made, STARTS_AT, "came", "left")
    page = roll(town, made, STARTS_AT + MINUTE, "undo", who="worker")
    assert "撤销了 1 人的点名。" in page
    assert "点到" not in page
    assert UNDO not in page
    assert not Presence.objects.exists()
    entry = AuditEntry.objects.get(action="撤销点名")
    assert (entry.by, entry.object_id) == (town.people["worker"], str(SignUp.objects.get().pk))
    assert entry.detail["listed_by"] == town.people["community"].pk
    with at(ENDS_AT):
        town.client("community").post(reverse("activities:close", args=[made.pk]))
    assert not Service.objects.exists()
    assert SignUp.objects.get().standing == Standing.NO_SHOW


def test_gone_by_mistake_is_taken_back_and_ticked_anew_in_one_go(town: Town, made: Activity, person: User) -> None:
    roll(town, made, STARTS_AT + MINUTE, "came", "left")
    assert "撤销了 1 人的点名。点到 1 人。" in roll(town, made, STARTS_AT + 2 * MINUTE, "undo", "came")
    seen = Presence.objects.get()
    assert (seen.came_at, seen.left_at) == (STARTS_AT, None)


def test_what_somebody_checked_in_themselves_stays(town: Town, made: Activity, person: User) -> None:
    actions.come(made, person, scanned(made, End.IN, STARTS_AT), at=STARTS_AT)
    roll(town, made, STARTS_AT + HOUR, "left")
    roll(town, made, STARTS_AT + HOUR, "undo")
    seen = Presence.objects.get()
    assert (seen.came_at, seen.left_at, seen.listed_by, seen.came_near) == (STARTS_AT, None, None, True)
    actions.leave(made, person, scanned(made, End.OUT, ENDS_AT), at=ENDS_AT)
    assert Service.objects.get().minutes == 120


def test_what_was_sent_to_review_stays(town: Town, made: Activity) -> None:
    one = volunteer(town)
    was_there(made, one)
    assert UNDO not in roll(town, made, STARTS_AT + HOUR, "came")
    assert "点到 0 人" in roll(town, made, STARTS_AT + HOUR, "undo")
    assert Presence.objects.get().recorded


def test_who_waited_and_was_ticked_by_mistake_waits_again(town: Town) -> None:
    made, people = called(town, quota=1), [volunteer(town) for _ in range(2)]
    for one in people:
        actions.sign_up(made, one, at=MONDAY)
    roll(town, made, STARTS_AT, "came")
    assert SignUp.objects.latest("pk").standing == Standing.SIGNED
    roll(town, made, STARTS_AT, "undo")
    assert SignUp.objects.latest("pk").standing == Standing.WAITING


def test_the_leader_takes_back_on_their_own_telephone(town: Town) -> None:
    leader, one = volunteer(town, "队长"), volunteer(town)
    made = called(town, leader=leader)
    actions.sign_up(made, one, at=MONDAY)
    phone, path, pk = phone_of(leader), f"/volunteer/activities/{made.pk}/lead/", SignUp.objects.get().pk
    with at(STARTS_AT):
        assert UNDO not in text(phone.get(path))
        assert UNDO in text(phone.post(path, {"came": [pk]}, follow=True))
        assert "撤销了 1 人的点名" in text(phone.post(path, {"undo": [pk]}, follow=True))
    assert not Presence.objects.exists()


def test_who_cancelled_is_listed_apart_and_not_ticked(town: Town, made: Activity, person: User) -> None:
    gone = volunteer(town, "范取消")
    row = actions.sign_up(made, gone, at=MONDAY)
    actions.cancel_sign_up(made, gone, at=MONDAY)
    desk, path = town.client("community"), reverse("activities:activity", args=[made.pk])
    with at(STARTS_AT):
        table, _, rest = text(desk.get(path)).partition("取消了报名的，1 人")
        assert "范取消" in rest
        assert "范取消" not in table
        assert "点到 0 人" in text(
            desk.post(reverse("activities:roll", args=[made.pk]), {"came": [row.pk]}, follow=True)
        )
        assert not Presence.objects.exists()
        desk.post(reverse("activities:walk_up", args=[made.pk]), {"phone": gone.phone})
        assert "取消了报名的" not in text(desk.get(path))
