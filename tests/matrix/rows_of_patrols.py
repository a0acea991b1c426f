"""Patrols: a plan, a round and a finding of the first community, and of a far one."""

from __future__ import annotations

from typing import Any

from partyorg.kinds import Role
from patrols.models import CheckItem, Finding, Patrol, PatrolPlan
from tests.factories import LONG_AGO, MONDAY
from tests.matrix.row import ANYBODY, REFUSED, SIGN_IN, Args, Row, none
from tests.matrix.rows_of_teams import ORGANISE, TOLD
from tests.matrix.world import COMMUNITIES, GRIDS, OWN, STRANGERS, World

WALKER = frozenset({Role.GRID_WORKER})  # who is named in the plan of the first grid


def of_plan(world: World, whose: str) -> PatrolPlan:
    walker = world.people.users[Role.GRID_WORKER] if whose == OWN else world.town.people["far_secretary"]
    said = {"patroller": walker, "weekdays": "1234567", "since": LONG_AGO}
    places = world.town.places
    found, made = PatrolPlan.objects.get_or_create(
        community=places[COMMUNITIES[whose]], grid=places[GRIDS[whose]], defaults=said
    )  # fmt: skip
    if made:
        found.items.set(CheckItem.objects.all())
    return found


def of_patrol(world: World, whose: str) -> Patrol:
    """One that is not ended: whoever walks it goes on."""
    return Patrol.objects.get_or_create(plan=of_plan(world, whose), ended_at=None, defaults={"started_at": MONDAY})[0]


def one_plan(world: World, whose: str, _who: str) -> list[Any]:
    return [of_plan(world, whose).pk]


def patrol(world: World, whose: str, _who: str) -> list[Any]:
    return [of_patrol(world, whose).pk]


def an_item(world: World, whose: str, _who: str) -> list[Any]:
    return [of_patrol(world, whose).pk, CheckItem.objects.all()[0].pk]


def photo(world: World, whose: str, _who: str) -> list[Any]:
    said = {"photo": world.photos[whose].file.name, "found_at": MONDAY, "width": 40, "height": 30}
    asked = {"patrol": of_patrol(world, whose), "item": CheckItem.objects.all()[0], "outcome": "STOPPED"}
    return [Finding.objects.get_or_create(**asked, defaults=said)[0].pk]


def _seen(args: Args, wrong: str) -> Row:
    return Row({OWN: ORGANISE, STRANGERS: frozenset()}, args, TOLD, wrong=wrong)


def _walked(args: Args, method: str, wrong: str) -> Row:
    """By the one who is named; those who only see it do not find it there."""
    return Row({OWN: WALKER, STRANGERS: frozenset()}, args, TOLD, method=method, wrong=wrong)


def _own(args: Args, method: str = "GET") -> Row:
    """To the volunteer who walks it, with their phone proved (tests/patrols/test_rounds.py)."""
    return Row({ANYBODY: frozenset()}, args, otherwise=SIGN_IN, no_post=SIGN_IN, method=method)


def _at_own(args: Args) -> Args:
    return lambda world, _whose, who: args(world, OWN, who)


ON_PATROL = {
    **{f"patrols:{page}": Row({ANYBODY: ORGANISE}, otherwise=REFUSED, wrong="POST") for page in ("list", "records")},
    "patrols:today": Row({ANYBODY: ORGANISE}, otherwise=REFUSED, wrong="POST"),
    "patrols:new": Row({ANYBODY: ORGANISE}, otherwise=REFUSED, wrong="DELETE"),
    "patrols:end_plan": _seen(one_plan, "DELETE"),
    "patrols:patrol": _seen(patrol, "POST"),
    "patrols:photo": _seen(photo, "POST"),
    "patrols:start": _walked(one_plan, "POST", "GET"),
    "patrols:find": _walked(an_item, "GET", "DELETE"),
    "patrols:finish": _walked(patrol, "POST", "GET"),
    "patrolling:today": _own(none),
    "patrolling:start": _own(_at_own(one_plan), "POST"),
    "patrolling:patrol": _own(_at_own(patrol)),
    "patrolling:find": _own(_at_own(an_item)),
    "patrolling:finish": _own(_at_own(patrol), "POST"),
    "patrolling:photo": _own(_at_own(photo)),
}
