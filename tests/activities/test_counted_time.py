"""What of the time somebody was seen counts: of the activity's own, and not before they were on the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from accounts.models import User
from activities import actions
from activities.kinds import End
from activities.models import Activity, SignUp
from tests.activities.calling import (
    ENDS_AT,
    FAR_AWAY,
    HOUR,
    MONDAY,
    STARTS_AT,
    at,
    called,
    page_of,
    phone_of,
    scanned,
    volunteer,
)
from tests.factories import Town
from tests.resident.conftest import text
from volunteers.models import Service

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def add(town: Town, made: Activity, person: User, moment: datetime) -> None:
    with at(moment):
        sent = {"phone": person.phone}
        assert town.client("community").post(reverse("activities:walk_up", args=[made.pk]), sent).status_code == 302


def tick(town: Town, made: Activity, moment: datetime, *names: str) -> None:
    with at(moment):
        rows = {name: SignUp.objects.get().pk for name in names}
        town.client("community").post(reverse("activities:roll", args=[made.pk]), rows)


def close(town: Town, made: Activity, moment: datetime) -> Service:
    with at(moment):
        assert town.client("community").post(reverse("activities:close", args=[made.pk])).status_code == 302
    return Service.objects.get()


@pytest.mark.parametrize("cancelled", [False, True])
def test_who_walked_up_counts_from_when_they_were_added(town: Town, cancelled: bool) -> None:
    made, one = called(town), volunteer(town)
    if cancelled:
        actions.sign_up(made, one, at=MONDAY)
        actions.cancel_sign_up(made, one, at=MONDAY + MINUTE)
    add(town, made, one, STARTS_AT + 55 * MINUTE)
    tick(town, made, STARTS_AT + 55 * MINUTE, "came")
    tick(town, made, STARTS_AT + 57 * MINUTE, "left")
    assert "（12:55 现场加入）" in text(town.client("community").get(reverse("activities:activity", args=[made.pk])))
    assert close(town, made, ENDS_AT).minutes == 2


def test_added_before_it_began_it_counts_from_the_start(town: Town) -> None:
    made, one = called(town), volunteer(town)
    add(town, made, one, STARTS_AT - 10 * MINUTE)
    tick(town, made, STARTS_AT + HOUR, "came", "left")
    assert close(town, made, ENDS_AT).minutes == 60


@pytest.mark.parametrize(("added", "minutes"), [(STARTS_AT + HOUR, 60), (ENDS_AT + 10 * MINUTE, 1)])
def test_ticked_in_and_out_at_once_it_counts_from_there_to_the_end(town: Town, added: datetime, minutes: int) -> None:
    made, one = called(town), volunteer(town)
    add(town, made, one, added)
    tick(town, made, added, "came", "left")
    service = close(town, made, ENDS_AT + HOUR)
    assert service.minutes == minutes
    assert "没有算出时长" in service.held[0][1]


def stays(made: Activity, person: User, came_at: datetime, left_at: datetime) -> None:
    """Checked in and out with two proofs."""
    actions.sign_up(made, person, at=MONDAY)
    actions.come(made, person, scanned(made, End.IN, came_at), at=came_at)
    actions.leave(made, person, scanned(made, End.OUT, left_at), at=left_at)


@pytest.mark.parametrize(
    ("early", "late", "minutes"), [(29, 59, 135), (0, 10, 130), (-15, -15, 90), (30, -60, 60), (0, 0, 120)]
)
def test_hours_are_those_of_the_activity_and_a_quarter_of_an_hour(
    town: Town, early: int, late: int, minutes: int
) -> None:
    made, one = called(town), volunteer(town)
    came_at, left_at = STARTS_AT - early * MINUTE, ENDS_AT + late * MINUTE
    stays(made, one, came_at, left_at)
    service = Service.objects.get()
    assert (service.minutes, service.held) == (minutes, [])
    assert made.sign_ups.get().presences.get().came_at == came_at  # what was seen stays
    is_cut = minutes != (left_at - came_at) / MINUTE
    with at(left_at):
        desk = text(town.client("community").get(reverse("volunteers:record", args=[service.pk])))
        phone = phone_of(one)
        pages = [desk, text(phone.get(page_of(made))), text(phone.get("/volunteer/mine/?show=records"))]
    assert ["多出来的不算" in page for page in pages] == [is_cut] * 3
    assert (f"{localtime(came_at):%H:%M}–{localtime(left_at):%H:%M}，多出来" in desk) == is_cut


@pytest.mark.parametrize(("came", "left"), [(-25, -5), (130, 150)])
def test_outside_of_its_hours_nothing_counts_and_a_person_looks(town: Town, came: int, left: int) -> None:
    made, one = called(town), volunteer(town)
    stays(made, one, STARTS_AT + came * MINUTE, STARTS_AT + left * MINUTE)
    if left < 0:
        assert not Service.objects.exists()
        assert "不在活动的时间里" in close(town, made, ENDS_AT).held[0][1]
    else:
        assert Service.objects.get().minutes == 5  # of the grace


def test_too_fast_is_measured_by_when_they_were_there(town: Town) -> None:
    one, near = volunteer(town), called(town)
    far = called(town, starts_at=ENDS_AT + 30 * MINUTE, ends_at=ENDS_AT + 2 * HOUR, spot=FAR_AWAY)
    stays(near, one, STARTS_AT, ENDS_AT - MINUTE)
    actions.sign_up(far, one, at=MONDAY)
    for step, end, moment in ((actions.come, End.IN, ENDS_AT), (actions.leave, End.OUT, ENDS_AT + HOUR)):
        step(far, one, replace(scanned(far, end, moment), spot=FAR_AWAY), at=moment)
    assert [kind for kind, _ in Service.objects.latest("pk").held] == ["SPEED"]


def test_who_checks_out_reads_what_counts(town: Town) -> None:
    made, one = called(town), volunteer(town)
    actions.sign_up(made, one, at=MONDAY)
    actions.come(made, one, scanned(made, End.IN, STARTS_AT), at=STARTS_AT)
    with at(ENDS_AT):
        assert "最多算到活动结束后 15 分钟" in text(phone_of(one).get(f"{page_of(made)}code/out/"))
