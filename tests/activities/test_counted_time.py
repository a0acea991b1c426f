"""What of the time somebody was seen counts: not what lies before they were on the list."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from activities import actions
from activities.models import Activity, SignUp
from tests.activities.calling import ENDS_AT, HOUR, MONDAY, STARTS_AT, at, called, volunteer
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
