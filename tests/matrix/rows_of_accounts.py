"""Signing in, and one's own account."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY

from accounts.actions import invite
from accounts.models import Session
from accounts.sessions import SessionStore
from partyorg.kinds import Role
from tests.factories import MONDAY
from tests.matrix.people import EVERY_ROLE, NO_POST, VISITOR
from tests.matrix.row import ANYBODY, PAGE, Row
from tests.matrix.world import OWN, STRANGERS, World

ANYBODY_AT_ALL = EVERY_ROLE | {NO_POST, VISITOR}
GONE = 410


def link(world: World, whose: str, _who: str) -> list[Any]:
    """One that was just made, and one that was made up. Whoever holds it may use it: it is the key."""
    path = invite(world.people.users[NO_POST], by=None, at=MONDAY).strip("/").split("/")
    return path[-2:] if whose == OWN else [path[-2], "made-up"]


def session(world: World, whose: str, who: str) -> list[Any]:
    """Another place at which they are signed in, or one at which somebody else is."""
    others = Role.SUPERVISOR if who != Role.SUPERVISOR else Role.GUIDE
    user = world.people.users[who if whose == OWN and who in world.people.users else others]
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store.create()
    return [Session.objects.get(pk=store.session_key).handle]


EVERYBODY = {ANYBODY: EVERY_ROLE}
OWN_ACCOUNT: dict[str, Any] = {"opens": EVERYBODY, "no_post": PAGE}  # an account is anybody's, with a post or without
ACCOUNTS = {
    "accounts:second_factor": Row(wrong="DELETE", **OWN_ACCOUNT),
    "accounts:recovery_codes": Row(method="POST", wrong="GET", **OWN_ACCOUNT),
    "accounts:account": Row(wrong="POST", **OWN_ACCOUNT),
    "accounts:password": Row(wrong="DELETE", **OWN_ACCOUNT),
    "accounts:end_other_sessions": Row(method="POST", wrong="GET", **OWN_ACCOUNT),
    "accounts:end_session": Row(
        {OWN: EVERY_ROLE | {NO_POST}, STRANGERS: frozenset()}, session, method="POST", no_post=None, wrong="GET"
    ),
    "accounts:invited": Row(
        {OWN: ANYBODY_AT_ALL, STRANGERS: frozenset()}, link, otherwise=GONE, no_post=None, visitor=None, wrong="DELETE"
    ),
}
