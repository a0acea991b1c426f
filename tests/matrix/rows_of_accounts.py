"""Signing in, and one's own account."""

from __future__ import annotations

from typing import Any

from accounts.actions import invite
from tests.factories import MONDAY
from tests.matrix.people import EVERY_ROLE, NO_POST, VISITOR
from tests.matrix.row import Row
from tests.matrix.world import OWN, STRANGERS, World

ANYBODY_AT_ALL = EVERY_ROLE | {NO_POST, VISITOR}
GONE = 410


def link(world: World, whose: str, _who: str) -> list[Any]:
    """One that was just made, and one that was made up. Whoever holds it may use it: it is the key."""
    path = invite(world.people.users[NO_POST], by=None, at=MONDAY).strip("/").split("/")
    return path[-2:] if whose == OWN else [path[-2], "made-up"]


ACCOUNTS = {
    "accounts:invited": Row(
        {OWN: ANYBODY_AT_ALL, STRANGERS: frozenset()}, link, otherwise=GONE, no_post=None, visitor=None, wrong="DELETE"
    ),
}
