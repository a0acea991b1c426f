"""Party life and meetings: what organisations of the party hold, and what several units decide together."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from partylife.models import Activity, Decision, Host, Meeting
from partyorg.kinds import PARTY_ROLES, Role
from partyorg.models import Post
from tests.factories import MONDAY
from tests.matrix.people import EVERY_ROLE
from tests.matrix.row import ANYBODY, REFUSED, Row
from tests.matrix.world import NEIGHBOURS, OWN, STRANGERS, World

BRANCHES = {OWN: "branch", NEIGHBOURS: "next_branch", STRANGERS: "far_branch"}
CONVENERS = {OWN: "community_unit", STRANGERS: "far_community_unit"}
IN_THE_PARTY = frozenset(role for role in EVERY_ROLE if role in PARTY_ROLES)
OUTSIDE = EVERY_ROLE - IN_THE_PARTY
READ = {
    OWN: IN_THE_PARTY,
    NEIGHBOURS: IN_THE_PARTY - {Role.BRANCH_SECRETARY, Role.GUIDE},
    STRANGERS: frozenset({Role.LEADING_GROUP_OFFICER}),
}
WRITE = {
    OWN: frozenset({Role.BRANCH_SECRETARY, Role.PARTY_OFFICER}),
    NEIGHBOURS: frozenset({Role.PARTY_OFFICER}),
    STRANGERS: frozenset(),
}
HEADS_ABOVE = frozenset({Role.PLATFORM_OFFICER, Role.LEADING_GROUP_OFFICER})
STREET_HEADS = frozenset({Role.STREET_SECRETARY, Role.STREET_DIRECTOR, Role.STREET_OFFICER})
CALL = frozenset({Role.COMMUNITY_SECRETARY, Role.PARTY_OFFICER})
ATTEND = {OWN: CALL | STREET_HEADS | HEADS_ABOVE | {Role.INTAKE_OFFICER}, STRANGERS: HEADS_ABOVE}
WHO_CALLS = {OWN: CALL, STRANGERS: frozenset()}


def activity(world: World, whose: str, _who: str) -> list[Any]:
    post = Post.objects.get(person=world.people.users[Role.PARTY_OFFICER])
    said = {"life": "THEME_DAY", "held_on": MONDAY.date(), "recorded_by": post.person, "recorded_as": post}
    made, _ = Activity.objects.get_or_create(subject=whose, defaults={**said, "recorded_at": MONDAY})
    Host.objects.get_or_create(activity=made, organisation=world.town.units[BRANCHES[whose]])
    return [made.pk]


def meeting(world: World, whose: str, _who: str) -> list[Any]:
    said = {"kind": "JOINT", "held_at": MONDAY - timedelta(days=1), "place": "测", "chair": "测"}
    by = {"convened_by": world.people.users[Role.PARTY_OFFICER], "convened_at": MONDAY - timedelta(days=9)}
    unit = world.town.units[CONVENERS[whose]]
    return [Meeting.objects.get_or_create(title=whose, convener=unit, defaults={**said, **by})[0].pk]


def decision(world: World, whose: str, who: str) -> list[Any]:
    [held] = meeting(world, whose, who)
    said = {"unit": world.town.units[CONVENERS[whose]], "due_on": MONDAY.date(), "recorded_at": MONDAY}
    return [Decision.objects.get_or_create(meeting_id=held, what=whose, defaults=said)[0].pk]


def _told_off(opens: dict, seen: dict) -> dict:
    """Those who see the object and may not do this; of party life all who are not of the party."""
    return {whose: seen[whose] - opens[whose] for whose in opens}


NOT_OF_THE_PARTY = dict.fromkeys(READ, OUTSIDE)
WRITTEN_BY_OTHERS = {whose: (READ[whose] - WRITE[whose]) | OUTSIDE for whose in READ}

IN_PARTY_LIFE = {
    "partylife:activities": Row({ANYBODY: IN_THE_PARTY}, otherwise=REFUSED, wrong="POST"),
    "partylife:completeness": Row({ANYBODY: IN_THE_PARTY}, otherwise=REFUSED, wrong="POST"),
    "partylife:coverage": Row({ANYBODY: IN_THE_PARTY}, otherwise=REFUSED, wrong="POST"),
    "partylife:new": Row({ANYBODY: WRITE[OWN]}, otherwise=REFUSED, wrong="DELETE"),
    "partylife:activity": Row(READ, activity, NOT_OF_THE_PARTY, wrong="POST"),
    "partylife:correct": Row(WRITE, activity, WRITTEN_BY_OTHERS, wrong="DELETE"),
    "partylife:strike": Row(WRITE, activity, WRITTEN_BY_OTHERS, wrong="DELETE"),
    "partylife:meetings": Row({ANYBODY: EVERY_ROLE}, wrong="POST"),
    "partylife:decisions": Row({ANYBODY: EVERY_ROLE}, wrong="POST"),
    "partylife:convene": Row(
        {ANYBODY: CALL | STREET_HEADS | HEADS_ABOVE | {Role.BRANCH_SECRETARY}}, otherwise=REFUSED, wrong="DELETE"
    ),
    "partylife:meeting": Row(ATTEND, meeting, wrong="POST"),
    **{
        f"partylife:{deed}": Row(WHO_CALLS, meeting, _told_off(WHO_CALLS, ATTEND), wrong="DELETE")
        for deed in ("agenda", "minutes", "decide")
    },
    "partylife:settle": Row(WHO_CALLS, decision, _told_off(WHO_CALLS, ATTEND), wrong="DELETE"),
}
