"""Teams, stations and bookings: those of the first community, and of a far one."""

from __future__ import annotations

from typing import Any

from partyorg.kinds import Role
from partyorg.models import Member
from teams.models import Apprenticeship, Booking, CourierPost, Skill, Station, Team, TeamMember
from tests.factories import LONG_AGO, MONDAY
from tests.matrix.people import EVERY_ROLE, NO_POST
from tests.matrix.row import ANYBODY, REFUSED, SIGN_IN, Args, Row, none
from tests.matrix.world import COMMUNITIES, GRIDS, OWN, STRANGERS, World

KEEP = frozenset(
    {
        Role.COMMUNITY_SECRETARY, Role.INTAKE_OFFICER, Role.STREET_OFFICER, Role.STREET_SECRETARY,
        Role.STREET_DIRECTOR,
    }
)  # fmt: skip
ORGANISE = KEEP | {
    Role.GRID_HEAD, Role.GRID_WORKER, Role.PART_TIME_WORKER, Role.BRANCH_SECRETARY, Role.PARTY_OFFICER,
}  # fmt: skip
READ = frozenset({Role.COMMUNITY_SECRETARY, Role.STREET_SECRETARY, Role.PARTY_OFFICER})  # who is a member, and is here
IN_A_GRID = frozenset({Role.BRANCH_SECRETARY})  # a party role whose territory is smaller
BIND = frozenset({Role.COMMUNITY_SECRETARY, Role.PARTY_OFFICER})
COURIERS = {OWN: "housing", STRANGERS: "finance"}
TOLD = {OWN: EVERY_ROLE - ORGANISE, STRANGERS: EVERY_ROLE - ORGANISE}


def of_team(world: World, whose: str) -> Team:
    """Led by somebody who has nothing to ask."""
    said = {"kind": Team.Kind.CARE, "lead": world.town.people["far_street"], "founded_on": LONG_AGO}
    return Team.objects.get_or_create(community=world.town.places[COMMUNITIES[whose]], name="测", defaults=said)[0]


def of_station(world: World, whose: str) -> Station:
    said = {"address": "测", "hours": "测", "phone": "0532-85891234"}
    found, _ = Station.objects.get_or_create(
        community=world.town.places[COMMUNITIES[whose]], name="测", defaults=said
    )  # fmt: skip
    found.grids.add(world.town.places[GRIDS[whose]])
    return found


def one_team(world: World, whose: str, _who: str) -> list[Any]:
    return [of_team(world, whose).pk]


def member(world: World, whose: str, _who: str) -> list[Any]:
    person = world.people.users[NO_POST]
    return [TeamMember.objects.get_or_create(team=of_team(world, whose), person=person, since=LONG_AGO)[0].pk]


def station(world: World, whose: str, _who: str) -> list[Any]:
    return [of_station(world, whose).pk]


def booking(world: World, whose: str, _who: str) -> list[Any]:
    said = {
        "grid": world.town.places[GRIDS[whose]], "skill": Skill.objects.all()[0], "help": "ELDERLY", "words": "测",
        "where": "测", "wanted_on": MONDAY.date(), "part": "MORNING", "asked_at": MONDAY,
    }  # fmt: skip
    person = world.town.people["far_street"]
    return [Booking.objects.get_or_create(station=of_station(world, whose), person=person, defaults=said)[0].pk]


def to(of: Args, deed: str) -> Args:
    return lambda world, whose, who: [*of(world, whose, who), deed]


def _of(args: Args, wrong: str = "DELETE") -> Row:
    return Row({OWN: ORGANISE, STRANGERS: frozenset()}, args, TOLD, wrong=wrong)


def _own(args: Args, method: str = "GET") -> Row:
    """To whoever has proved their phone (tests/teams/test_bookings.py); the others are asked for it."""
    return Row({ANYBODY: frozenset()}, args, otherwise=SIGN_IN, no_post=SIGN_IN, method=method)


def anyones(world: World, _whose: str, who: str) -> list[Any]:
    return booking(world, OWN, who)


def a_community(world: World, _whose: str, _who: str) -> list[Any]:
    return [world.town.places["community"].pk]


def courier_post(world: World, whose: str, _who: str) -> list[Any]:
    said: dict[str, Any] = {"community": world.town.places[COMMUNITIES[whose]], "kind": "SAFETY", "since": LONG_AGO}
    return [CourierPost.objects.get_or_create(person=world.town.people[COURIERS[whose]], **said)[0].pk]


def courier(world: World, whose: str, who: str) -> list[Any]:
    return [CourierPost.objects.get(pk=courier_post(world, whose, who)[0]).person_id]


def bond(world: World, whose: str, _who: str) -> list[Any]:
    since: dict[str, Any] = {"organisation": world.town.units["branch"], "since": LONG_AGO}
    both = [Member.objects.get_or_create(name=f"{whose}的{name}", **since)[0] for name in ("师父", "徒弟")]
    said = {"goals": "测", "letter": world.photos[OWN].file.name, "since": LONG_AGO}
    community = world.town.places[COMMUNITIES[whose]]
    return [
        Apprenticeship.objects.get_or_create(
            community=community, mentor=both[0], apprentice=both[1], until=None, defaults=said
        )[0].pk
    ]


def _bond(own: frozenset[Role], args: Args, wrong: str = "DELETE") -> Row:
    """A party role that organises; who keeps it not is told so where they see it."""
    refuses = {OWN: (READ - own) | TOLD[OWN], STRANGERS: TOLD[STRANGERS]}
    return Row({OWN: own, STRANGERS: frozenset()}, args, refuses, wrong=wrong)


IN_TEAMS = {
    "teams:couriers": Row({ANYBODY: ORGANISE}, otherwise=REFUSED, wrong="POST"),
    "teams:coverage": Row({ANYBODY: ORGANISE}, otherwise=REFUSED, wrong="POST"),
    "teams:give_post": Row({ANYBODY: ORGANISE}, otherwise=REFUSED, wrong="DELETE"),
    "teams:courier": _of(courier, "POST"),
    "teams:end_post": _of(courier_post),
    "teams:bonds": Row({ANYBODY: READ | IN_A_GRID}, otherwise=REFUSED, wrong="POST"),
    "teams:new_bond": Row({ANYBODY: BIND}, otherwise=REFUSED, wrong="DELETE"),
    "teams:bond": _bond(READ, bond, "POST"),
    "teams:letter": _bond(READ, bond, "POST"),
    "teams:review_bond": _bond(BIND, bond),
    "teams:end_bond": _bond(BIND, bond),
    "teams:list": Row({ANYBODY: ORGANISE}, otherwise=REFUSED, wrong="POST"),
    "teams:new": Row({ANYBODY: ORGANISE}, otherwise=REFUSED, wrong="DELETE"),
    "teams:stations": Row({ANYBODY: ORGANISE}, otherwise=REFUSED, wrong="POST"),
    "teams:new_station": Row({ANYBODY: KEEP}, otherwise=REFUSED, wrong="DELETE"),
    "teams:bookings": Row({ANYBODY: ORGANISE}, otherwise=REFUSED, wrong="POST"),
    "teams:team": _of(one_team, "POST"),
    "teams:change": _of(to(one_team, "join")),
    "teams:change_member": _of(to(member, "leave")),
    "teams:change_station": Row(
        {OWN: KEEP, STRANGERS: frozenset()}, station, {**TOLD, OWN: EVERY_ROLE - KEEP}, wrong="DELETE"
    ),
    "teams:booking": _of(booking, "POST"),
    "teams:take_booking": _of(to(booking, "assign")),
    "helpers:home": _own(none),
    "helpers:book": _own(a_community),
    "helpers:booking": _own(anyones),
    "helpers:step": _own(to(anyones, "cancel"), "POST"),
}
