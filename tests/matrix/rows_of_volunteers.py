"""志愿服务: a volunteer and a record of the first community, and the same of a far one."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_DNS, uuid5

from django.utils.timezone import localdate

from accounts.models import User
from partyorg.kinds import Role
from tests.factories import MONDAY
from tests.matrix.people import EVERY_ROLE
from tests.matrix.row import ANYBODY, PAGE, REFUSED, SIGN_IN, Args, Row, none
from tests.matrix.world import COMMUNITIES, OWN, STRANGERS, World
from volunteers.actions import Done, record
from volunteers.kinds import Work
from volunteers.models import Proof, Volunteer
from volunteers.standing import KEEPERS, ORGANISERS

KEEP = KEEPERS & EVERY_ROLE
CALL = ORGANISERS & EVERY_ROLE
NOBODY: frozenset[Role] = frozenset()


def _volunteer(world: World, whose: str) -> Volunteer:
    person, _ = User.objects.get_or_create(username=f"volunteer-{whose}", defaults={"name": "林志愿"})
    said = {"name": "林志愿", "birthday": "1990-03-07", "joined_at": MONDAY}
    return Volunteer.objects.get_or_create(
        person=person, defaults={**said, "community": world.town.places[COMMUNITIES[whose]]}
    )[0]


def volunteer(world: World, whose: str, _who: str) -> list[Any]:
    return [_volunteer(world, whose).pk]


def service(world: World, whose: str, _who: str) -> list[Any]:
    one = _volunteer(world, whose)
    said = Done(
        key=f"matrix:{whose}", person=one.person, community=one.community, work=Work.ACTIVITY, title="测",
        source="tests.matrix 1", day=localdate(MONDAY), minutes=60,
    )  # fmt: skip
    return [record(said, by=None, at=MONDAY).pk]


def proof(world: World, whose: str, _who: str) -> list[Any]:
    one = _volunteer(world, whose)
    said = {"first": MONDAY.date(), "last": MONDAY.date(), "asked_at": MONDAY, "key": uuid5(NAMESPACE_DNS, whose)}
    return [Proof.objects.get_or_create(person=one.person, community=one.community, defaults=said)[0].pk]


def _to(of: Args, deed: str) -> Args:
    return lambda world, whose, who: [*of(world, whose, who), deed]


def _for(roles: frozenset[Role], args: Args, **more: Any) -> Row:
    """Whoever has nothing to do with it is told so; to those of another territory it is not there."""
    others = EVERY_ROLE - roles
    return Row({OWN: roles, STRANGERS: NOBODY}, args, {OWN: others, STRANGERS: others}, **more)


def _by_phone(args: Args = none, **more: Any) -> Row:
    """For whoever has proved their phone: signing in at the desk is not that."""
    return Row({ANYBODY: NOBODY}, args, otherwise=SIGN_IN, no_post=SIGN_IN, **more)


TOLD: dict[str, Any] = {"otherwise": REFUSED}
PUBLIC: dict[str, Any] = {"no_post": PAGE, "visitor": PAGE}
AMONG_VOLUNTEERS = {
    "volunteering:hub": Row({ANYBODY: EVERY_ROLE}, wrong="POST", **PUBLIC),
    "volunteering:communities": Row({ANYBODY: EVERY_ROLE}, wrong="POST", **PUBLIC),
    "volunteering:rules": Row({ANYBODY: EVERY_ROLE}, wrong="POST", **PUBLIC),
    "volunteering:join": _by_phone(),
    "volunteering:mine": _by_phone(),
    "volunteering:appeal": _by_phone(lambda *_: [987654]),
    "volunteering:ranked": _by_phone(),
    "volunteering:leave": _by_phone(),
    "volunteering:give": _by_phone(),
    "volunteering:family": _by_phone(),
    "volunteering:ask_family": _by_phone(),
    "volunteering:agree": _by_phone(lambda *_: [987654], method="POST"),
    "volunteering:end_family": _by_phone(lambda *_: [987654], method="POST"),
    "volunteering:pass_on": _by_phone(lambda *_: [987654]),
    "volunteers:review": Row({ANYBODY: CALL}, **TOLD, wrong="POST"),
    "volunteers:approve_heap": Row({ANYBODY: KEEP}, **TOLD, wrong="DELETE"),
    "volunteers:approve_all": Row({ANYBODY: KEEP}, **TOLD, method="POST", wrong="GET"),
    "volunteers:paper": Row({ANYBODY: KEEP}, **TOLD, wrong="DELETE"),
    "volunteers:reports": Row({ANYBODY: KEEP}, **TOLD, wrong="POST"),
    "volunteers:value": _for(KEEP, service, method="POST", wrong="GET"),
    "volunteers:list": Row({ANYBODY: CALL}, **TOLD, wrong="POST"),
    "volunteers:birthday": _for(KEEP, volunteer, wrong="DELETE"),
    "volunteers:name": _for(KEEP, volunteer, wrong="DELETE"),
    "volunteers:phone": _for(KEEP, volunteer, wrong="DELETE"),
    "volunteers:person": _for(CALL, volunteer, wrong="POST"),
    "volunteers:record": _for(KEEP, service, wrong="POST"),
    "volunteers:decide": _for(KEEP, _to(service, "approve"), wrong="DELETE"),
    "volunteers:proofs": Row({ANYBODY: KEEP}, **TOLD, wrong="POST"),
    "volunteers:proof": _for(KEEP, proof, wrong="POST"),
    "volunteers:proof_decide": _for(KEEP, _to(proof, "issue"), wrong="DELETE"),
    # it waits to be issued: there is no paper yet
    "volunteers:proof_paper": Row(
        {OWN: NOBODY, STRANGERS: NOBODY}, proof, {OWN: EVERY_ROLE - KEEP, STRANGERS: EVERY_ROLE - KEEP}
    ),
    "volunteering:ranking": _by_phone(),
    "volunteering:proofs": _by_phone(),
    "volunteering:ask_proof": _by_phone(),
    "volunteering:paper": _by_phone(lambda *_: [987654]),
    # with a paper in hand
    "volunteering:look_up": Row({ANYBODY: EVERY_ROLE}, wrong="POST", **PUBLIC),
    "volunteering:proof": Row({ANYBODY: NOBODY}, lambda *_: ["NONE"], no_post=404, visitor=404),
}
