"""A leader gives nobody hours by what they show themselves: another has seen them, or it is said in the review."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from activities import actions
from activities.models import Activity, Presence, SignUp
from tests.activities.calling import ENDS_AT, MONDAY, STARTS_AT, at, called, phone_of, volunteer
from tests.activities.test_being_there import HERE, scan
from tests.activities.test_being_there import shown as shown_at_desk
from tests.factories import Town
from tests.resident.conftest import text
from volunteers.models import Service

pytestmark = pytest.mark.django_db
WHEN = {"in": STARTS_AT, "out": ENDS_AT}
HELD = "负责人给自己签到"


@pytest.fixture
def leader(town: Town) -> User:
    return volunteer(town, "队长")


@pytest.fixture
def made(town: Town, leader: User) -> Activity:
    activity = called(town, leader=leader)
    actions.sign_up(activity, leader, at=MONDAY)
    return activity


def own(made: Activity, leader: User, end: str) -> tuple[str, str]:
    """The link and the digits on the leader's own telephone."""
    with at(WHEN[end]):
        page: Any = phone_of(leader).get(f"/volunteer/activities/{made.pk}/lead/{end}/")
    return page.context["link"].removeprefix("http://testserver"), page.context["digits"]


def types(made: Activity, leader: User, end: str, digits: str) -> str:
    with at(WHEN[end]):
        path = f"/volunteer/activities/{made.pk}/code/{end}/"
        return text(phone_of(leader).post(path, {"digits": digits, **HERE}, follow=True))


def ends(town: Town, made: Activity, *, ticks: bool) -> Service:
    desk = town.client("community")
    with at(ENDS_AT):
        if ticks:
            desk.post(reverse("activities:roll", args=[made.pk]), {"came": [SignUp.objects.get().pk]})
        desk.post(reverse("activities:close", args=[made.pk]))
    return Service.objects.get()


def test_the_digits_of_ones_own_screen_are_no_proof_and_the_review_says_so(
    town: Town, made: Activity, leader: User
) -> None:
    for end in WHEN:
        assert "自己亮的码不算凭据" in types(made, leader, end, own(made, leader, end)[1])
    assert not Service.objects.exists()  # it waits for the roster
    assert Presence.objects.get().proofs == ["在现场"]
    service = ends(town, made, ticks=False)
    assert [kind for kind, _ in service.held] == ["OWN_SCREEN", "EVIDENCE"]
    with at(ENDS_AT):
        for path in (reverse("volunteers:review") + "?show=held", reverse("volunteers:record", args=[service.pk])):
            page = text(town.client("community").get(path))
            assert HELD in page
            assert "没有别人给他点名" in page
        assert HELD in text(phone_of(leader).get("/volunteer/mine/?show=records"))


def test_scanned_with_another_telephone_it_is_still_ones_own(town: Town, made: Activity, leader: User) -> None:
    for end in WHEN:
        assert scan(phone_of(leader), own(made, leader, end)[0], WHEN[end], **HERE).status_code == 302
    assert not Service.objects.exists()
    assert ends(town, made, ticks=False).held[0][0] == "OWN_SCREEN"


def test_whom_another_organiser_ticked_has_been_seen(town: Town, made: Activity, leader: User) -> None:
    for end in WHEN:
        types(made, leader, end, own(made, leader, end)[1])
    service = ends(town, made, ticks=True)
    assert (service.held, service.minutes) == ([], 120)


@pytest.mark.parametrize("by", ["digits", "scan"])
def test_the_code_of_another_s_screen_is_a_proof(town: Town, made: Activity, leader: User, by: str) -> None:
    for end, moment in WHEN.items():
        link, digits = shown_at_desk(town, made, end, moment)
        assert digits != own(made, leader, end)[1]
        if by == "digits":
            assert "自己亮的码" not in types(made, leader, end, digits)
        else:
            scan(phone_of(leader), link, moment, **HERE)
    assert Service.objects.get().held == []


def test_a_leader_who_opens_it_at_the_desk_shows_their_own(town: Town) -> None:
    keeper = town.people["community"]
    made = called(town)  # the community's secretary leads it
    with at(STARTS_AT):
        page: Any = town.client("community").get(reverse("activities:screen", args=[made.pk, "in"]))
        other: Any = town.client("worker").get(reverse("activities:screen", args=[made.pk, "in"]))
    assert made.is_led_by(keeper)
    assert page.context["digits"] != other.context["digits"]


def test_the_leader_s_screen_is_proof_for_everybody_else(town: Town, made: Activity, leader: User) -> None:
    one = volunteer(town)
    actions.sign_up(made, one, at=MONDAY)
    for end in WHEN:
        digits = own(made, leader, end)[1]
        assert re.fullmatch("[0-9]{6}", digits)
        types(made, one, end, digits)
    assert Service.objects.get().held == []
