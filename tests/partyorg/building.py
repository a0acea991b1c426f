"""Organisations and members for tests: under a parent, by their kind, with as many members as are wanted."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client

from grids.actions.place import add_place
from grids.models import Estate, Place
from grids.workflow import Level
from partyorg.actions import add_organisation
from partyorg.kinds import Kind
from partyorg.models import GridLink, Member, Organisation, Seat
from tests.factories import LONG_AGO, MONDAY, Town

TODAY = MONDAY.date()


def add(kind: Kind, name: str, parent: Organisation | None, *, place: Place | None = None, **said: Any) -> Organisation:
    return add_organisation(name=name, kind=kind, parent=parent, place=place, **said, by=None, at=MONDAY)


def add_members(organisation: Organisation, number: int, *, full: bool = True, since: date = LONG_AGO) -> list[Member]:
    return Member.objects.bulk_create(
        Member(name=f"{organisation.name}党员{one}", organisation=organisation, is_full=full, since=since)
        for one in range(number)
    )


def seat(member: Member, role: Seat.Role = Seat.Role.SECRETARY) -> Seat:
    return Seat.objects.create(organisation=member.organisation, member=member, role=role, since=LONG_AGO)


def add_community(town: Town, number: int, name: str) -> Place:
    """One more in the first street."""
    parent = Place.objects.get(pk=town.places["street"].pk)
    return add_place(
        code=f"{parent.code}{number:03d}", name=name, level=Level.COMMUNITY, parent=parent, by=None, at=MONDAY
    )


def add_grids(community: Place, number: int) -> list[Place]:
    return [
        add_place(
            code=f"{community.code}{one:03d}", name=f"{community.name}第{one}网格", level=Level.GRID,
            parent=Place.objects.get(pk=community.pk), by=None, at=MONDAY,
        )
        for one in range(1, number + 1)
    ]  # fmt: skip


def add_estate(community: Place, name: str, **said: Any) -> Estate:
    return Estate.objects.create(community=community, name=name, **{"kind": Estate.Kind.COMMERCIAL, **said})


def place_in(grid: Place, member: Member, kind: GridLink.Kind, duty: str = "") -> GridLink:
    return GridLink.objects.create(member=member, grid=grid, kind=kind, duty=duty, since=LONG_AGO)


def look_over_and_save(client: Client, where: str, typed: dict[str, str]) -> Any:
    """换届 takes two taps: the second says that one has seen who comes and who leaves."""
    looked = client.post(where, typed)
    if looked.status_code != 200:
        return looked
    return client.post(where, {**typed, "seen": looked.context["form"].seen, "step": "save"})
