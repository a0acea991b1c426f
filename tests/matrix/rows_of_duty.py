"""The guides' journal, and the visits of heads of buildings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from duty.models import Entry, Log, Photo
from partyorg.kinds import Role
from partyorg.models import Post
from tests.factories import LONG_AGO, MONDAY
from tests.matrix.row import ANYBODY, REFUSED, Row
from tests.matrix.world import GRIDS, NEIGHBOURS, OWN, STRANGERS, World

STREET_HEADS = frozenset({Role.STREET_SECRETARY, Role.STREET_DIRECTOR, Role.STREET_OFFICER})
HEADS = STREET_HEADS | {Role.COMMUNITY_SECRETARY}
SEE = {OWN: HEADS | {Role.GUIDE}, NEIGHBOURS: HEADS, STRANGERS: frozenset[Role]()}
OF_THE_WRITER = {OWN: {Role.GUIDE}, NEIGHBOURS: frozenset[Role](), STRANGERS: frozenset[Role]()}
OF_OTHERS = {OWN: HEADS, NEIGHBOURS: HEADS, STRANGERS: frozenset[Role]()}


def entry(world: World, whose: str, _who: str) -> Entry:
    """The first grid's guide is the one who asks; the others are written by people of the town."""
    person = world.people.users[Role.GUIDE] if whose == OWN else world.town.people["supervisor"]
    place = world.town.places[GRIDS[whose]]
    said = {"role": Role.GUIDE, "place": place, "from_date": LONG_AGO}
    post = Post.objects.filter(person=person, place=place).first() or Post.objects.create(person=person, **said)
    day = MONDAY.date() - timedelta(days=list(GRIDS).index(whose))
    log, _ = Log.objects.get_or_create(guide=person, day=day, defaults={"post": post, "place": place})
    kept = {"words": "测", "written_at": MONDAY, "kept_from": MONDAY + timedelta(hours=24)}
    return Entry.objects.get_or_create(log=log, seq=1, defaults=kept)[0]


def log(world: World, whose: str, who: str) -> list[Any]:
    return [entry(world, whose, who).log_id]


def one_entry(world: World, whose: str, who: str) -> list[Any]:
    return [entry(world, whose, who).pk]


def picture(world: World, whose: str, who: str) -> list[Any]:
    kept = {"file": world.photos[whose].file.name, "width": 40, "height": 30, "added_at": MONDAY}
    return [Photo.objects.get_or_create(entry=entry(world, whose, who), defaults=kept)[0].pk]


ON_DUTY = {
    "duty:journal": Row({ANYBODY: HEADS | {Role.GUIDE}}, otherwise=REFUSED, wrong="POST"),
    "duty:missing": Row({ANYBODY: HEADS | {Role.GUIDE}}, otherwise=REFUSED, wrong="POST"),
    "duty:write": Row({ANYBODY: {Role.GUIDE}}, otherwise=REFUSED, wrong="DELETE"),
    "duty:log": Row(SEE, log, wrong="POST"),
    "duty:photo": Row(SEE, picture, wrong="POST"),
    **{f"duty:{deed}": Row(OF_THE_WRITER, one_entry, OF_OTHERS, wrong="DELETE") for deed in ("edit", "amend")},
    "duty:visits": Row({ANYBODY: {Role.COMMUNITY_SECRETARY, Role.BUILDING_HEAD}}, otherwise=REFUSED, wrong="POST"),
    "duty:record_visit": Row({ANYBODY: {Role.BUILDING_HEAD}}, otherwise=REFUSED, wrong="DELETE"),
}
