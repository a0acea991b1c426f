"""A help lies somewhere in the part of the day for which it was booked: held where something else leaves it no room."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from teams.models import Booking
from tests.factories import MONDAY, Town
from tests.teams.conftest import TODAY, booked, post, text
from tests.teams.phones import step
from volunteers.actions import Done, record
from volunteers.kinds import Work
from volunteers.models import Service

NOON = MONDAY.replace(hour=12)


def active(town: Town, starts_at: datetime, ends_at: datetime) -> Service:
    """The barber at an activity, as its app records it."""
    said = Done(
        key=f"test:{starts_at}", person=town.people["barber"], community=town.places["community"], work=Work.ACTIVITY,
        title="清理楼道", source="tests.something 1", day=TODAY, starts_at=starts_at, ends_at=ends_at,
    )  # fmt: skip
    return record(said, by=None, at=ends_at)


def helped(town: Town, minutes: int, monday: Any, at: datetime = NOON + timedelta(hours=1)) -> Service:
    """One of the morning, taken at nine, said and confirmed at `at`."""
    monday.move_to(MONDAY)
    booking: Booking = booked(town)
    step(town, "barber", booking, "take")
    monday.move_to(at)
    step(town, "barber", booking, "say_done", minutes=minutes)
    assert step(town, "resident", booking, "confirm", minutes=minutes).status_code == 302
    return Service.objects.get(key=f"help:{booking.pk}")


def kinds(service: Service) -> list[str]:
    return [kind for kind, _ in service.held]


@pytest.mark.parametrize(("minutes", "held"), [(240, ["OVERLAP"]), (121, ["OVERLAP"]), (120, [])])
@pytest.mark.parametrize("first", ["the activity", "the help"])
def test_a_help_that_has_no_room_beside_an_activity_is_held(
    served: Town, monday: Any, minutes: int, held: list[str], first: str
) -> None:
    """Four hours of the morning there and four hours of the same morning here went through side by side."""
    if first == "the activity":
        active(served, NOON - timedelta(hours=4), NOON)
        second = helped(served, minutes, monday)
    else:
        helped(served, minutes, monday)
        second = active(served, NOON - timedelta(hours=4), NOON)
    assert kinds(second) == held


def test_whoever_reviews_reads_why(served: Town, monday: Any) -> None:
    active(served, NOON - timedelta(hours=4), NOON)
    service = helped(served, 240, monday)
    page = text(served.client("community").get(reverse("volunteers:record", args=[service.pk])))
    assert "同一时段还有“清理楼道”（08:00–12:00），加上这一条一共 8 小时，时间上放不下，请问一问。" in page
    assert "约在 06:00–12:00" in page


def test_what_has_room_beside_each_but_not_beside_all_is_held(served: Town, monday: Any) -> None:
    active(served, NOON - timedelta(hours=6), NOON - timedelta(hours=4))
    active(served, NOON - timedelta(hours=2), NOON)
    assert kinds(helped(served, 120, monday)) == []
    assert kinds(helped(served, 10, monday)) == ["OVERLAP"]


def test_two_helps_of_one_morning_are_held_only_where_they_are_longer_than_it(served: Town, monday: Any) -> None:
    assert [kinds(helped(served, minutes, monday)) for minutes in (200, 160, 1)] == [[], [], ["OVERLAP"]]


def test_what_was_said_before_its_part_is_over_lies_before_that(served: Town, monday: Any) -> None:
    service = helped(served, 200, monday, at=MONDAY + timedelta(hours=1))
    assert (service.starts_at, service.ends_at) == (NOON - timedelta(hours=6), MONDAY + timedelta(hours=1))


def test_what_was_given_out_after_its_part_lies_at_a_time_that_nobody_knows(served: Town, monday: Any) -> None:
    active(served, NOON - timedelta(hours=4), NOON)
    booking = booked(served)
    monday.move_to(NOON + timedelta(hours=2))
    post(served, "community", "take_booking", booking.pk, "assign", helper=served.people["barber"].pk)
    assert post(served, "worker", "take_booking", booking.pk, "finish", minutes=240).status_code == 302
    service = Service.objects.get(key=f"help:{booking.pk}")
    assert (service.starts_at, service.held) == (None, [])
