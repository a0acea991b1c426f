"""Imports and exports: one's own import, a stranger's; one's own export, one to decide on, a stranger's."""

from __future__ import annotations

from typing import Any

from exchange.models import Export, ImportRun, Paper
from exchange.workflow import What
from partyorg.kinds import Role
from tests.factories import MONDAY
from tests.matrix.row import ANYBODY, REFUSED, Row
from tests.matrix.world import OWN, STRANGERS, World

KEEPERS = frozenset(
    {Role.PARTY_OFFICER, Role.BRANCH_SECRETARY, Role.COMMUNITY_SECRETARY, Role.STREET_SECRETARY}
)  # fmt: skip
SYSTEM, SECURITY = Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR
TO_DECIDE = "to decide on"
NOBODY: frozenset[Role] = frozenset()


def members(_world: World, _whose: str, _who: str) -> list[Any]:
    return ["members"]


def staff(_world: World, _whose: str, _who: str) -> list[Any]:
    return ["staff"]


def run(world: World, whose: str, who: str) -> list[Any]:
    by = world.people.users.get(who) if whose == OWN else None
    said = {"what": What.ORGANISATIONS, "at": MONDAY, "state": "READY"}
    return [ImportRun.objects.create(by=by or world.town.people["housing"], **said).pk]


def export(world: World, whose: str, who: str) -> list[Any]:
    """To decide on: of the members of the first community. A stranger's: of the far one's, and decided."""
    unit = world.town.units["far_community_unit" if whose == STRANGERS else "community_unit"]
    by = world.people.users.get(who) if whose == OWN else None
    said: dict[str, Any] = {"what": What.MEMBERS, "at": MONDAY, "scope": unit, "reason": "测试"}
    if whose == STRANGERS:
        said |= {"state": "READY", "decided_by": world.town.people["leading"], "ready_at": MONDAY}
    return [Export.objects.create(by=by or world.town.people["housing"], **said).pk]


def built(world: World, whose: str, who: str) -> list[Any]:
    """Ready to be fetched."""
    [pk] = export(world, whose, who)
    Export.objects.filter(pk=pk).update(state="READY", decided_by=world.town.people["leading"], ready_at=MONDAY)
    Paper.keep(b"x", Paper.Purpose.RESULT, export=Export.objects.get(pk=pk))
    return [pk]


# One's own is there for those whose post still allows it: organisations; the roll of the first community.
OWN_RUN = {OWN: {SYSTEM}, STRANGERS: NOBODY}
KEEP_THE_COMMUNITY_S = KEEPERS - {Role.BRANCH_SECRETARY}
OWN_FILE = {OWN: KEEP_THE_COMMUNITY_S, STRANGERS: NOBODY}
WIDER = frozenset({Role.STREET_SECRETARY, Role.LEADING_GROUP_OFFICER})
SEEN = {OWN: KEEP_THE_COMMUNITY_S, TO_DECIDE: WIDER, STRANGERS: NOBODY}

IN_THE_EXCHANGE = {
    "exchange:home": Row(
        {ANYBODY: KEEPERS | {SYSTEM, SECURITY, Role.LEADING_GROUP_OFFICER}}, otherwise=REFUSED, wrong="POST"
    ),
    "exchange:new": Row({ANYBODY: KEEPERS}, members, otherwise=REFUSED, wrong="DELETE"),
    "exchange:sample": Row({ANYBODY: {SECURITY}}, staff, otherwise=REFUSED, wrong="POST"),
    "exchange:run": Row(OWN_RUN, run, wrong="POST"),
    **{f"exchange:{step}": Row(OWN_RUN, run, method="POST", wrong="GET") for step in ("confirm", "drop", "again")},
    "exchange:links": Row(OWN_RUN, run, method="POST", wrong="GET"),
    "exchange:ask": Row({ANYBODY: {SYSTEM, SECURITY}}, staff, otherwise=REFUSED, wrong="DELETE"),
    "exchange:export": Row(SEEN, export, wrong="POST"),
    "exchange:decide": Row(
        {TO_DECIDE: WIDER, OWN: NOBODY, STRANGERS: NOBODY}, export, {OWN: KEEP_THE_COMMUNITY_S},
        method="POST", wrong="GET", sent={"granted": "yes"},
    ),
    "exchange:file": Row(OWN_FILE, built, method="POST", wrong="GET"),
}  # fmt: skip
