"""Organisations, members, grids."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from partyorg.kinds import KEEPERS, PARTY_ROLES, Role
from partyorg.models import Resource
from tests.matrix.people import EVERY_ROLE, IN_THE_DISTRICT, NO_POST, VISITOR
from tests.matrix.row import ANYBODY, REFUSED, Args, Row
from tests.matrix.world import BRANCHES, GRIDS, NEIGHBOURS, OWN, STRANGERS, World

WATCH = {Role.GUIDE, Role.COMMUNITY_SECRETARY, Role.STREET_SECRETARY, Role.STREET_DIRECTOR, Role.STREET_OFFICER}
WATCH |= {Role.PARTY_OFFICER}
OF_THE_GRID = {Role.BRANCH_SECRETARY, Role.GUIDE}
TOP = {Role.LEADING_GROUP_OFFICER}
READ = {OWN: PARTY_ROLES, NEIGHBOURS: PARTY_ROLES - OF_THE_GRID, STRANGERS: TOP}
WRITE = {OWN: KEEPERS, NEIGHBOURS: KEEPERS - OF_THE_GRID, STRANGERS: TOP}


def member(world: World, whose: str, _who: str) -> list[Any]:
    return [world.members[whose].pk]


def grid(world: World, whose: str, _who: str) -> list[Any]:
    return [world.town.places[GRIDS[whose]].code]


def helper(world: World, whose: str, _who: str) -> list[Any]:
    place = world.town.places[GRIDS[whose]]
    kind = Resource.Kind.PARTY_MEMBER
    return [Resource.objects.get_or_create(place=place, kind=kind, defaults={"name": "测", "skills": "测"})[0].pk]


def branch(world: World, whose: str, _who: str) -> list[Any]:
    return [world.town.units[BRANCHES[whose]].pk]


def estate(world: World, _whose: str, _who: str) -> list[Any]:
    return [world.estate.pk]


def then(args: Args, word: str) -> Callable[[World, str, str], list[Any]]:
    return lambda world, whose, who: [*args(world, whose, who), word]


IN_THE_TREE = {
    "partyorg:coverage": Row({ANYBODY: (WATCH - {Role.GUIDE}) | IN_THE_DISTRICT}, otherwise=REFUSED, wrong="POST"),
    "partyorg:organisations": Row({ANYBODY: (WATCH - {Role.GUIDE}) | IN_THE_DISTRICT}, otherwise=REFUSED, wrong="POST"),
    "partyorg:unit": Row({ANYBODY: EVERY_ROLE}, wrong="POST"),
    "partyorg:organisation": Row(dict.fromkeys(BRANCHES, EVERY_ROLE), branch, wrong="POST"),
    "partyorg:organisation-deed": Row(WRITE, then(branch, "elect"), otherwise=REFUSED, wrong="PUT"),
    "partyorg:members": Row({ANYBODY: PARTY_ROLES}, otherwise=REFUSED, wrong="POST"),
    "partyorg:new-member": Row({ANYBODY: KEEPERS}, otherwise=REFUSED, wrong="PUT"),
    "partyorg:member": Row(READ, member, wrong="POST"),
    "partyorg:see-member": Row(READ, member, wrong="PUT"),
    "partyorg:member-deed": Row(WRITE, then(member, "transfer"), refuses=READ, wrong="PUT"),
    "partyorg:grids": Row({ANYBODY: EVERY_ROLE}, wrong="POST"),
    "partyorg:grid": Row(dict.fromkeys(GRIDS, EVERY_ROLE), grid, wrong="POST"),
    "partyorg:pair": Row(WRITE, grid, otherwise=REFUSED, wrong="PUT"),
    "partyorg:resources": Row({ANYBODY: EVERY_ROLE}, wrong="POST"),
    "partyorg:new-helper": Row({ANYBODY: KEEPERS}, otherwise=REFUSED, wrong="PUT"),
    "partyorg:retire-helper": Row(WRITE, helper, wrong="PUT"),
    "partyorg:estate": Row({OWN: EVERY_ROLE}, estate, wrong="POST"),
    "partyorg:estate-step": Row({OWN: KEEPERS - OF_THE_GRID}, estate, otherwise=REFUSED, wrong="PUT"),
    "public:grid": Row({OWN: EVERY_ROLE | {NO_POST, VISITOR}}, grid, no_post=None, visitor=None, wrong="POST"),
}
