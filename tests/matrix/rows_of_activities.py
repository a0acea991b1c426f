"""Activities: one of the first community and one of a far one, at the desk and on residents' telephones."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from activities.models import Activity, SignUp, Template
from partyorg.kinds import Role
from tests.factories import LONG_AGO, MONDAY
from tests.matrix.people import EVERY_ROLE, NO_POST, VISITOR
from tests.matrix.row import ANYBODY, REFUSED, SIGN_IN, Args, Row, none
from tests.matrix.rows_of_volunteers import volunteer
from tests.matrix.world import COMMUNITIES, OWN, STRANGERS, World

ORGANISE = frozenset(
    {
        Role.COMMUNITY_SECRETARY, Role.INTAKE_OFFICER, Role.STREET_OFFICER, Role.STREET_SECRETARY,
        Role.STREET_DIRECTOR, Role.PARTY_OFFICER, Role.BRANCH_SECRETARY, Role.GRID_WORKER, Role.PART_TIME_WORKER,
        Role.GRID_HEAD,
    }
)  # fmt: skip


def _said(world: World, whose: str) -> dict[str, Any]:
    return {
        "community": world.town.places[COMMUNITIES[whose]], "title": f"测{whose}", "sort": "CLEANING", "where": "测",
        "quota": 9, "suggestions": True, "leader": world.people.users[Role.SUPERVISOR],
    }  # fmt: skip


def activity(world: World, whose: str, _who: str) -> list[Any]:
    found = Activity.objects.filter(title=f"测{whose}").first()
    return [(found or _called(world, whose)).pk]


def row_of_a_roster(world: World, whose: str, who: str) -> list[Any]:
    [pk], [one] = activity(world, whose, who), volunteer(world, whose, who)
    row, _ = SignUp.objects.get_or_create(
        activity_id=pk, volunteer_id=one, defaults={"standing": "NO_SHOW", "signed_at": MONDAY}
    )
    return [pk, row.pk]


def _called(world: World, whose: str) -> Activity:
    starts_at = MONDAY + timedelta(minutes=10)
    ends_at = starts_at + timedelta(hours=2)
    return Activity.objects.create(
        **_said(world, whose), starts_at=starts_at, ends_at=ends_at, closes_at=ends_at, state="PUBLISHED",
        made_at=MONDAY,
    )  # fmt: skip


def template(world: World, whose: str, _who: str) -> list[Any]:
    said = {**_said(world, whose), "title": f"测模板{whose}", "rhythm": "WEEKLY", "first_on": LONG_AGO}
    found = Template.objects.filter(title=said["title"]).first()
    return [(found or Template.objects.create(**said, starts="09:00", minutes=60)).pk]


def _with(of: Args, word: str) -> Args:
    return lambda world, whose, who: [*of(world, whose, who), word]


def made_up(_world: World, _whose: str, _who: str) -> list[Any]:
    return ["made-up"]


# whoever leads it opens it, too: here the supervisor leads both
SEEN = {OWN: ORGANISE | {Role.SUPERVISOR}, STRANGERS: frozenset({Role.SUPERVISOR})}
KEPT = {OWN: ORGANISE, STRANGERS: frozenset[Role]()}
FOR_ORGANISERS: dict[str, Any] = {"opens": {ANYBODY: ORGANISE}, "otherwise": REFUSED}
ANYBODY_AT_ALL = EVERY_ROLE | {NO_POST, VISITOR}
PUBLIC: dict[str, Any] = {"opens": {ANYBODY: ANYBODY_AT_ALL}, "no_post": None, "visitor": None}
# to whoever has proved their phone (tests/activities); the others are asked for it
PROVED: dict[str, Any] = {"opens": {ANYBODY: frozenset()}, "otherwise": SIGN_IN, "no_post": SIGN_IN}
AT_ACTIVITIES = {
    "activities:list": Row(wrong="POST", **FOR_ORGANISERS),
    "activities:new": Row(wrong="DELETE", **FOR_ORGANISERS),
    "activities:templates": Row(wrong="POST", **FOR_ORGANISERS),
    "activities:new_template": Row(wrong="DELETE", **FOR_ORGANISERS),
    "activities:figures": Row(wrong="POST", **FOR_ORGANISERS),
    "activities:edit_template": Row(KEPT, template, wrong="DELETE"),
    "activities:generate": Row(KEPT, template, method="POST", wrong="GET"),
    "activities:switch": Row(KEPT, template, method="POST", wrong="GET"),
    "activities:activity": Row(SEEN, activity, wrong="POST"),
    "activities:edit": Row(SEEN, activity, wrong="DELETE"),
    "activities:publish": Row(SEEN, activity, method="POST", wrong="GET"),
    "activities:call_off": Row(SEEN, activity, wrong="DELETE"),
    "activities:screen": Row(SEEN, _with(activity, "in"), wrong="POST"),
    "activities:roll": Row(SEEN, activity, method="POST", wrong="GET"),
    "activities:walk_up": Row(SEEN, activity, wrong="DELETE"),
    "activities:close": Row(SEEN, activity, wrong="DELETE"),
    "activities:sheet": Row(SEEN, activity, wrong="POST"),
    "activities:reopen": Row(SEEN, activity, wrong="DELETE"),
    "activities:right": Row(SEEN, row_of_a_roster, wrong="DELETE"),
    "activities_resident:list": Row(wrong="POST", **PUBLIC),
    "activities_resident:activity": Row({OWN: ANYBODY_AT_ALL}, activity, no_post=None, visitor=None, wrong="POST"),
    "activities_resident:scan": Row({ANYBODY: frozenset()}, made_up, otherwise=410, no_post=None, visitor=None),
    "activities_resident:mine": Row(args=none, **PROVED),
    "activities_resident:check": Row(args=made_up, **PROVED),
    **{
        f"activities_resident:{page}": Row(args=activity, **{**PROVED, "opens": {OWN: frozenset()}})
        for page in ("sign_up", "cancel", "suggest", "lead", "lead_walk_up", "lead_close", "lead_reopen")
    },
    **{
        f"activities_resident:{page}": Row(args=_with(activity, "in"), **{**PROVED, "opens": {OWN: frozenset()}})
        for page in ("code", "lead_screen")
    },
}
