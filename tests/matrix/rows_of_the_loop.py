"""Cases at the desk, what residents open, messages, tasks put on communities."""

from __future__ import annotations

from typing import Any

from partyorg.kinds import Role
from tests.matrix.people import (
    EVERY_ROLE,
    IN_THE_COMMUNITY,
    IN_THE_DISTRICT,
    IN_THE_STREET,
    NO_POST,
    VISITOR,
    WITH_TERRITORY,
)
from tests.matrix.row import ANYBODY, PAGE, REFUSED, SIGN_IN, Row, none
from tests.matrix.world import NEIGHBOURS, OWN, STRANGERS, World

EVERYBODY = {ANYBODY: EVERY_ROLE}
# A case of the first grid, of the next one in the same community, of another street.
SEE = {
    OWN: WITH_TERRITORY,
    NEIGHBOURS: IN_THE_COMMUNITY | IN_THE_STREET | IN_THE_DISTRICT,
    STRANGERS: IN_THE_DISTRICT,
}
INTAKE = frozenset({Role.BRANCH_SECRETARY, Role.COMMUNITY_SECRETARY, Role.INTAKE_OFFICER, Role.STREET_OFFICER})
CALLERS = INTAKE | {Role.REVISIT_OFFICER}
HEADS_OF_THE_STREET = frozenset({Role.STREET_SECRETARY, Role.STREET_DIRECTOR, Role.STREET_OFFICER})
RELEASING = HEADS_OF_THE_STREET | {
    Role.COMMUNITY_SECRETARY, Role.INTAKE_OFFICER, Role.PLATFORM_OFFICER, Role.LEADING_GROUP_OFFICER,
}  # fmt: skip


def _each(roles: frozenset[Role]) -> dict[str, frozenset[Role]]:
    """Those of them who see the object."""
    return {whose: roles & seen for whose, seen in SEE.items()}


def number(world: World, whose: str, _who: str) -> list[Any]:
    return [world.cases[whose].number]


def photo(world: World, whose: str, _who: str) -> list[Any]:
    return [world.photos[whose].pk]


def accepting(world: World, whose: str, _who: str) -> list[Any]:
    return [world.cases[whose].number, "accept"]


def code(world: World, whose: str, _who: str) -> list[Any]:
    return [world.cases[whose].tracking_code if whose == OWN else "2222-2222-2222"]


def code_and_photo(world: World, whose: str, _who: str) -> list[Any]:
    """The photo of another case than the one whose code is shown."""
    return [world.cases[OWN].tracking_code, world.photos[whose].pk]


def name_of_none(_world: World, _whose: str, _who: str) -> list[Any]:
    return ["none"]


def kept_photo(world: World, whose: str, _who: str) -> list[Any]:
    """A photo of another page than the one whose key is shown."""
    return [world.kept[OWN].filling, world.kept[whose].pk]


def message(world: World, whose: str, who: str) -> list[Any]:
    other = Role.SUPERVISOR if who != Role.SUPERVISOR else Role.GUIDE
    return [world.message_to(who if whose == OWN and who in world.people.users else other).pk]


def letter(world: World, whose: str, who: str) -> list[Any]:
    other = Role.SUPERVISOR if who != Role.SUPERVISOR else Role.GUIDE
    return [world.letter_to(who if whose == OWN and who in world.people.users else other).pk]


def community(world: World, whose: str, _who: str) -> list[Any]:
    return [world.town.places["community"].code if whose == OWN else "370203999999"]


def task(world: World, whose: str, _who: str) -> list[Any]:
    return [world.assignments[whose].pk]


def admitting(world: World, whose: str, _who: str) -> list[Any]:
    return [world.assignments[whose].pk, "admit"]


PUBLIC: dict[str, Any] = {"no_post": PAGE, "visitor": PAGE}
BY_TOKEN: dict[str, Any] = {"otherwise": 401, "no_post": 401, "visitor": 401}
ANYBODY_AT_ALL = EVERY_ROLE | {NO_POST, VISITOR}
BY_CODE: dict[str, Any] = {
    "opens": {OWN: ANYBODY_AT_ALL, STRANGERS: frozenset()}, "args": code, "no_post": None, "visitor": None,
}  # fmt: skip

AT_THE_DESK = {
    "cases:queue": Row(EVERYBODY, wrong="POST"),
    "cases:report": Row({ANYBODY: WITH_TERRITORY}, otherwise=REFUSED, wrong="DELETE"),
    "cases:beside": Row({ANYBODY: WITH_TERRITORY}, otherwise=REFUSED, method="POST", wrong="GET"),
    "cases:case": Row(SEE, number, wrong="POST"),
    "cases:phone": Row(_each(CALLERS), number, SEE, wrong="DELETE"),
    "cases:move": Row(_each(INTAKE), accepting, SEE, wrong="DELETE"),
    "cases:board": Row(_each(RELEASING), number, SEE, wrong="DELETE"),
    "cases:off_board": Row(_each(RELEASING), number, SEE, method="POST", wrong="GET"),
    "cases:photo": Row(SEE, photo, wrong="POST"),
    "cases:rules": Row(EVERYBODY, no_post=PAGE, wrong="POST"),
    "cases:figures": Row(EVERYBODY, wrong="POST"),
    "notifications:inbox": Row(EVERYBODY, no_post=PAGE, wrong="POST"),
    "notifications:open": Row(
        {OWN: EVERY_ROLE | {NO_POST}, STRANGERS: frozenset()}, message, no_post=None, wrong="POST"
    ),
    "notifications:open_letter": Row(
        {OWN: EVERY_ROLE | {NO_POST}, STRANGERS: frozenset()}, letter, no_post=None, wrong="POST"
    ),
    "notifications:read_all": Row(EVERYBODY, no_post=PAGE, method="POST", wrong="GET"),
    "burden:tasks": Row(EVERYBODY, wrong="POST"),
    "burden:new": Row({ANYBODY: {Role.UNIT_OFFICER}}, otherwise=REFUSED, wrong="DELETE"),
    "burden:listed": Row(EVERYBODY, wrong="POST"),
    "burden:meter": Row(EVERYBODY, wrong="POST"),
    "burden:task": Row({OWN: SEE[NEIGHBOURS], STRANGERS: IN_THE_DISTRICT}, task, wrong="POST"),
    "burden:step": Row(
        {OWN: HEADS_OF_THE_STREET, STRANGERS: frozenset()},
        admitting,
        {OWN: SEE[NEIGHBOURS], STRANGERS: IN_THE_DISTRICT},
        wrong="DELETE",
    ),
}
AT_THE_FRONT = {
    "resident:home": Row(EVERYBODY, wrong="POST", **PUBLIC),
    "resident:manifest": Row(EVERYBODY, wrong="POST", **PUBLIC),
    "resident:service_worker": Row(EVERYBODY, wrong="POST", **PUBLIC),
    "resident:offline": Row(EVERYBODY, wrong="POST", **PUBLIC),
    "resident:privacy": Row(EVERYBODY, wrong="POST", **PUBLIC),
    "resident:elder": Row(EVERYBODY, method="POST", **PUBLIC),
    "resident:forget": Row(EVERYBODY, method="POST", **PUBLIC),
    **{f"resident:{page}": Row(EVERYBODY, wrong="DELETE", **PUBLIC) for page in ("report", "snap", "places")},
    # to whoever has proved their phone (tests/resident/test_my_account.py); the others are asked for it
    **{
        f"resident:{page}": Row({ANYBODY: frozenset()}, args, otherwise=SIGN_IN, no_post=SIGN_IN, method=method)
        for page, args, method in [
            ("me", none, "GET"),
            ("code", none, "GET"),
            ("export", none, "GET"),
            ("leave", none, "GET"),
            ("follow", name_of_none, "GET"),
            ("end_session", name_of_none, "POST"),
            ("unfollow", name_of_none, "POST"),
        ]
    },
    "resident:sign_in": Row(EVERYBODY, wrong="DELETE", **PUBLIC),
    "resident:sign_out": Row(EVERYBODY, method="POST", wrong="GET", **PUBLIC),
    "resident:communities": Row(EVERYBODY, wrong="POST", **PUBLIC),
    **{
        f"resident:{page}": Row(wrong="POST", **{**BY_CODE, "args": community})
        for page in ("community", "community_grids")
    },
    "resident:kept_photo": Row(wrong="POST", **{**BY_CODE, "args": kept_photo}),
    "resident:sent": Row(wrong="POST", **BY_CODE),
    "resident:find": Row(EVERYBODY, wrong="POST", **PUBLIC),
    "resident:progress": Row(wrong="POST", **BY_CODE),
    "resident:photo": Row(wrong="POST", **{**BY_CODE, "args": code_and_photo}),
    **{f"resident:{deed}": Row(**BY_CODE) for deed in ("answer", "urge", "add", "reopen", "withdraw")},
    # to programmes by their token alone (tests/api); whoever comes with a session is nobody there
    "api:report": Row({ANYBODY: frozenset()}, method="POST", **BY_TOKEN),
    "api:case": Row({ANYBODY: frozenset()}, name_of_none, **BY_TOKEN),
    "accounts:sign_in": Row(EVERYBODY, **PUBLIC),
    "accounts:sign_out": Row(EVERYBODY, method="POST", wrong="GET", no_post=PAGE),
    "healthz": Row(EVERYBODY, wrong="POST", **PUBLIC),
}
