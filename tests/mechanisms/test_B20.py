"""B20 “七助”：助老、助幼、助残、助孤、助病、助独、助特: exactly seven; an order carries one of them."""

from django.db.models import Count
from django.urls import reverse

from teams.models import Booking
from tests.factories import Town
from tests.teams import conftest as desk
from tests.teams.conftest import monday, town
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
