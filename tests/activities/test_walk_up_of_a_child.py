"""现场加入 of a child: whoever adds it says that the guardian is there, and the roster shows it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from activities import actions
from activities.kinds import Minors
from activities.models import Activity
from tests.activities.calling import MONDAY, STARTS_AT, at, called, phone_of, volunteer
from tests.factories import Town
from tests.resident.conftest import text

pytestmark = pytest.mark.django_db
BOX, ASKED = 'name="guardian_is_there"', "未满 14 岁，要监护人在场"


@pytest.fixture
def made(town: Town) -> Activity:
    return called(town, minors=Minors.WITH_GUARDIAN, leader=volunteer(town))


@pytest.mark.parametrize("who", ["desk", "leader"])
def test_whoever_adds_a_child_says_that_the_guardian_is_there(town: Town, made: Activity, who: str) -> None:
    assert made.leader
    client, path, roster = {
        "desk": (
            town.client("community"), reverse("activities:walk_up", args=[made.pk]),
            reverse("activities:activity", args=[made.pk]),
        ),
        "leader": (
            phone_of(made.leader), reverse("activities_resident:lead_walk_up", args=[made.pk]),
            reverse("activities_resident:lead", args=[made.pk]),
        ),
    }[who]  # fmt: skip
    child: Any = volunteer(town, born="2016-05-01")
    with at(STARTS_AT):
        assert BOX not in text(client.get(path))
        refused = client.post(path, {"phone": child.phone})
        assert refused.status_code == 409
        assert ASKED in text(refused)
        assert BOX in text(refused)
        assert child.phone in text(refused)
        assert not made.sign_ups.exists()
        assert client.post(path, {"phone": child.phone, "guardian_is_there": "on"}).status_code == 302
        assert made.sign_ups.get().with_guardian
        assert "监护人陪同" in text(client.get(roster))
        assert client.post(path, {"phone": child.phone}).status_code == 302  # on the list already


def test_who_waits_with_a_promise_is_asked_about_all_the_same(town: Town) -> None:
    made, child = called(town, quota=1, minors=Minors.WITH_GUARDIAN), volunteer(town, born="2016-05-01")
    actions.sign_up(made, volunteer(town), at=MONDAY)
    actions.sign_up(made, child, with_guardian=True, at=MONDAY)
    desk, path = town.client("community"), reverse("activities:walk_up", args=[made.pk])
    with at(STARTS_AT):
        assert desk.post(path, {"phone": child.phone}).status_code == 409
        assert desk.post(path, {"phone": child.phone, "guardian_is_there": "on"}).status_code == 302
    assert made.sign_ups.signed().count() == 2


@pytest.mark.parametrize(("born", "minors"), [("1990-05-01", Minors.WITH_GUARDIAN), ("2011-05-01", Minors.FROM_14)])
def test_whoever_may_come_alone_has_no_guardian(town: Town, born: str, minors: str) -> None:
    made, person = called(town, minors=minors), volunteer(town, born=born)
    desk, path = town.client("community"), reverse("activities:walk_up", args=[made.pk])
    with at(STARTS_AT):
        assert desk.post(path, {"phone": person.phone, "guardian_is_there": "on"}).status_code == 302
    assert not made.sign_ups.get().with_guardian


def test_no_guardian_helps_where_only_older_ones_may_come(town: Town) -> None:
    made, child = called(town, minors=Minors.FROM_14), volunteer(town, born="2016-05-01")
    desk, path = town.client("community"), reverse("activities:walk_up", args=[made.pk])
    with at(STARTS_AT):
        refused: Any = desk.post(path, {"phone": child.phone, "guardian_is_there": "on"})
    assert refused.status_code == 409
    assert "14 岁以上" in str(refused.context["form"].errors["phone"])
    assert BOX not in text(refused)
