"""B20 “七助”：助老、助幼、助残、助孤、助病、助独、助特: exactly seven; an order carries one of them."""

from typing import Any

from django.db.models import Count
from django.urls import reverse

from activities.models import Activity
from teams.models import Booking
from tests.activities.calling import ENDS_AT, HOUR, MONDAY, at, called, filled, volunteer, was_there
from tests.factories import Town
from tests.resident.conftest import text
from tests.teams import conftest as desk
from tests.teams.conftest import monday, town
from volunteers.actions import approve_all
from volunteers.kinds import Help
from volunteers.models import Service

__all__ = ["monday", "town"]


def test_the_dictionary_has_exactly_these_seven() -> None:
    assert [kind.label for kind in Help] == ["助老", "助幼", "助残", "助孤", "助病", "助独", "助特"]


def test_an_order_carries_one_of_the_seven(town: Town) -> None:
    desk.team(town)
    desk.station(town)
    there = reverse("helpers:book", args=[town.places["community"].pk])
    resident = desk.as_resident(town.people["resident"])
    for wrong in ("", "助困"):
        refused = resident.post(there, desk.form(town, help=wrong))
        assert (refused.status_code, "请选一种" in refused.content.decode()) == (422, True)
    assert not Booking.objects.exists()
    for kind in ("ELDERLY", "SICK", "SICK"):
        assert resident.post(there, desk.form(town, help=kind)).status_code == 302


def test_what_was_done_is_counted_by_type(town: Town) -> None:
    desk.team(town)
    desk.station(town)
    for kind in (Help.ELDERLY, Help.SICK, Help.SICK):
        booking = desk.booked(town, help=kind)
        desk.post(town, "community", "take_booking", booking.pk, "assign", helper=town.people["barber"].pk)
        desk.post(town, "community", "take_booking", booking.pk, "finish", minutes=30)
    counted = Service.objects.values("help").annotate(number=Count("pk")).values_list("help", "number")
    assert dict(counted) == {Help.ELDERLY: 1, Help.SICK: 2}


def test_an_activity_of_care_carries_one_of_the_seven(town: Town) -> None:
    organiser = town.client("community")
    for help in ("", "OTHER"):
        answer: Any = organiser.post(reverse("activities:new"), filled(town, sort="CARE", help=help))
        assert answer.status_code in (409, 422)
        assert answer.context["form"].errors["help"]
    organiser.post(reverse("activities:new"), filled(town, sort="CARE", help="ELDERLY"))
    assert Activity.objects.get().help == Help.ELDERLY


def test_figures_by_type(town: Town) -> None:
    people = [volunteer(town) for _ in range(2)]
    for help, hours, begins in (("ELDERLY", 1.5, MONDAY + 3 * HOUR), ("SICK", 1, MONDAY + HOUR)):
        made = called(town, title=help, sort="CARE", help=help, starts_at=begins, ends_at=begins + 2 * HOUR)
        for person in people[: 2 if help == "ELDERLY" else 1]:
            was_there(made, person, hours=hours)
    approve_all(
        list(Service.objects.filter(help="ELDERLY").values_list("pk", flat=True)), by=town.hat("community"), at=ENDS_AT
    )
    approve_all(
        list(Service.objects.filter(help="SICK").values_list("pk", flat=True)), by=town.hat("community"), at=ENDS_AT
    )
    with at(ENDS_AT):
        page: Any = town.client("community").get(reverse("activities:figures"))
        far: Any = town.client("far_street").get(reverse("activities:figures"))
    rows = {row.label: (row.services, row.people, row.hours) for row in page.context["rows"]}
    assert list(rows) == [*Help.labels, "其他"]
    assert rows["助老"] == (2, 2, "3")
    assert rows["助病"] == (1, 1, "1")
    assert rows["助幼"] == (0, 0, "0")
    assert "助特" in text(page)
    assert sum(row.services for row in far.context["rows"]) == 0
    wrong: Any = town.client("community").get(
        reverse("activities:figures"), {"first": "2026-11-02", "last": "2026-11-01"}
    )
    assert wrong.status_code == 422
