"""What staff keep and choose for themselves at the desk: the post that is on, views, phrases, many cases at once."""

from __future__ import annotations

from typing import Any

from cases.models import Phrase, SavedView
from partyorg.kinds import Role
from tests.matrix.people import EVERY_ROLE, IN_THE_STREET, NO_POST, VISITOR
from tests.matrix.row import ANYBODY, REFUSED, Row
from tests.matrix.world import OWN, STRANGERS, World

EVERYBODY = {ANYBODY: EVERY_ROLE}
MINE_ALONE = {OWN: EVERY_ROLE, STRANGERS: frozenset[str]()}


def _owner(world: World, whose: str, who: str) -> Any:
    """Whoever asks, or somebody else, who has shared nothing."""
    other = Role.SUPERVISOR if who != Role.SUPERVISOR else Role.GUIDE
    return world.people.users[who if whose == OWN and who not in (VISITOR, NO_POST) else other]


def view(world: World, whose: str, who: str) -> list[Any]:
    return [SavedView.objects.get_or_create(owner=_owner(world, whose, who), name="测", query="q=late")[0].pk]


def phrase(world: World, whose: str, who: str) -> list[Any]:
    return [Phrase.objects.get_or_create(person=_owner(world, whose, who), title="测", words="测")[0].pk]


KEPT_AT_THE_DESK = {
    "partyorg:wear": Row(EVERYBODY, method="POST", sent={"post": ""}, wrong="GET"),
    "cases:assign": Row(EVERYBODY, wrong="DELETE"),
    "cases:panels": Row({ANYBODY: IN_THE_STREET | {Role.UNIT_OFFICER}}, otherwise=REFUSED, wrong="DELETE"),
    "cases:views": Row(EVERYBODY, wrong="POST"),
    "cases:save_view": Row(EVERYBODY, wrong="DELETE"),
    "cases:change_view": Row(MINE_ALONE, view, wrong="DELETE"),
    "cases:drop_view": Row(MINE_ALONE, view, method="POST", wrong="GET"),
    "cases:phrases": Row(EVERYBODY, wrong="POST"),
    "cases:new_phrase": Row(EVERYBODY, wrong="DELETE"),
    "cases:change_phrase": Row(MINE_ALONE, phrase, wrong="DELETE"),
    "cases:drop_phrase": Row(MINE_ALONE, phrase, method="POST", wrong="GET"),
}
