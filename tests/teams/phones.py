"""Bookings from a telephone: asked for, taken, told."""

from typing import Any

from django.urls import reverse

from teams.models import Booking
from tests.factories import Town
from tests.teams.conftest import as_resident, form


def step(town: Town, who: str, booking: Booking, deed: str, **said: Any) -> Any:
    return as_resident(town.people[who]).post(reverse("helpers:step", args=[booking.pk, deed]), said)


def page(town: Town, who: str, booking: Booking) -> Any:
    return as_resident(town.people[who]).get(reverse("helpers:booking", args=[booking.pk]))


def book(town: Town, **changes: Any) -> Any:
    there = reverse("helpers:book", args=[town.places["community"].pk])
    return as_resident(town.people["resident"]).post(there, form(town, **changes))
