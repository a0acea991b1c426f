"""双报到: a unit, a member, a wish, an appraisal, a filing of the first community, and the same of a far one."""

from __future__ import annotations

from typing import Any

from checkins.models import Appraisal, Claim, Duty, Feedback, JointItem, MemberCheckIn, NewWorker, UnitCheckIn, Wish
from partyorg.kinds import PARTY_ROLES, Role
from partyorg.models import GridLink, Member
from tests.factories import LONG_AGO, MONDAY
from tests.matrix.people import EVERY_ROLE
from tests.matrix.row import ANYBODY, NOT_FOUND, PAGE, REFUSED, Args, Row
from tests.matrix.world import COMMUNITIES, GRIDS, OWN, STRANGERS, World

KEEP = frozenset({Role.COMMUNITY_SECRETARY, Role.PARTY_OFFICER})
FILE = KEEP | {Role.STREET_SECRETARY}
PARTY = FILE | {Role.LEADING_GROUP_OFFICER}
UNIT = frozenset({Role.UNIT_OFFICER})  # of the unit whose it is
IN_THE_GRID = frozenset({Role.GUIDE, Role.BRANCH_SECRETARY})  # who know those placed in their grid
UNITS = {OWN: "station", STRANGERS: "housing"}


def _of_units(world: World, whose: str) -> UnitCheckIn:
    by = world.people.users
    found, _ = UnitCheckIn.objects.get_or_create(
        unit=world.town.units[UNITS[whose]], community=world.town.places[COMMUNITIES[whose]],
        defaults={
            "state": "CONFIRMED", "agreement": "测", "agreed_on": LONG_AGO, "asked_by": by[Role.UNIT_OFFICER],
            "asked_at": MONDAY, "decided_by": by[Role.PARTY_OFFICER], "decided_at": MONDAY,
        },
    )  # fmt: skip
    return found


def _of_members(world: World, whose: str) -> MemberCheckIn:
    by, town = world.people.users, world.town
    member, _ = Member.objects.get_or_create(
        name=f"{whose}的党员", organisation=town.units["branch"], since=LONG_AGO, works_at=town.units[UNITS[whose]]
    )
    link, _ = GridLink.objects.get_or_create(
        member=member, grid=town.places[GRIDS[whose]], kind="COME_HOME", since=LONG_AGO
    )  # fmt: skip
    found, _ = MemberCheckIn.objects.get_or_create(
        member=member, community=town.places[COMMUNITIES[whose]], placed=link,
        defaults={
            "state": "CONFIRMED", "asked_by": by[Role.UNIT_OFFICER], "asked_at": MONDAY,
            "decided_by": by[Role.PARTY_OFFICER], "decided_at": MONDAY,
        },
    )  # fmt: skip
    return found


def unit(world: World, whose: str, _who: str) -> list[Any]:
    return [_of_units(world, whose).pk]


def item(world: World, whose: str, _who: str) -> list[Any]:
    return [JointItem.objects.get_or_create(check_in=_of_units(world, whose), listing="NEED", title="测")[0].pk]


def member(world: World, whose: str, _who: str) -> list[Any]:
    return [_of_members(world, whose).pk]


def claim(world: World, whose: str, _who: str) -> list[Any]:
    check_in = _of_members(world, whose)
    return [Claim.objects.get_or_create(check_in=check_in, duty=Duty.objects.first(), since=LONG_AGO)[0].pk]


def wish(world: World, whose: str, _who: str) -> list[Any]:
    defaults = {"published_by": world.people.users[Role.PARTY_OFFICER], "published_at": MONDAY}
    community = world.town.places[COMMUNITIES[whose]]
    return [Wish.objects.get_or_create(community=community, title="测", defaults=defaults)[0].pk]


def appraisal(world: World, whose: str, _who: str) -> list[Any]:
    check_in, by = _of_members(world, whose), world.people.users[Role.PARTY_OFFICER]
    found, made = Appraisal.objects.get_or_create(
        check_in=check_in, member=check_in.member, year=2026,
        defaults={"grade": "GOOD", "words": "测", "written_by": by, "written_at": MONDAY, "returned_at": MONDAY},
    )  # fmt: skip
    if made:
        Feedback.objects.create(appraisal=found, unit=world.town.units[UNITS[whose]], returned_by=by)
    return [found.pk]


def worker(world: World, whose: str, _who: str) -> list[Any]:
    defaults = {
        "name": "测", "trade": "RIDER", "platform": "测", "phone": f"13800000{len(whose):03d}",
        "id_number": f"{len(whose):018d}", "filed_by": world.people.users[Role.PARTY_OFFICER], "filed_at": MONDAY,
    }  # fmt: skip
    place = world.town.places[COMMUNITIES[whose]]
    return [NewWorker.objects.get_or_create(place=place, defaults=defaults)[0].pk]


def _to(of: Args, deed: str) -> Args:
    return lambda world, whose, who: [*of(world, whose, who), deed]


def _opens(own: frozenset[Role]) -> dict[str, frozenset[Role]]:
    return {OWN: own, STRANGERS: own & {Role.LEADING_GROUP_OFFICER}}


def _done_by(roles: frozenset[Role], seen: frozenset[Role], args: Args, no_post: int = REFUSED) -> Row:
    """A deed for some of those who see the thing; the others are told whose it is."""
    opens, refuses = {OWN: roles, STRANGERS: frozenset[Role]()}, _opens(seen)
    return Row(opens, args, refuses, no_post=no_post, wrong="DELETE")


TOLD: dict[str, Any] = {"otherwise": REFUSED}
AT_THE_CHECK_INS = {
    "checkins:list": Row({ANYBODY: PARTY_ROLES | UNIT}, **TOLD, wrong="POST"),
    "checkins:mine": Row({ANYBODY: EVERY_ROLE}, no_post=PAGE, wrong="POST"),
    "checkins:announce": Row({ANYBODY: KEEP | UNIT}, **TOLD, wrong="DELETE"),
    "checkins:unit": Row(_opens(PARTY | UNIT), unit, wrong="POST"),
    "checkins:decide_unit": _done_by(KEEP, PARTY | UNIT, _to(unit, "end")),
    "checkins:add_items": _done_by(KEEP | UNIT, PARTY, unit),
    "checkins:plan_item": _done_by(KEEP | UNIT, PARTY, item),
    "checkins:finish_item": _done_by(KEEP | UNIT, PARTY, item),
    "checkins:ask_in": Row({ANYBODY: UNIT}, **TOLD, wrong="DELETE"),
    "checkins:receive": Row({ANYBODY: KEEP}, **TOLD, wrong="DELETE"),
    "checkins:member": Row(_opens(PARTY | UNIT | IN_THE_GRID), member, no_post=NOT_FOUND, wrong="POST"),
    "checkins:decide_member": _done_by(KEEP, PARTY | UNIT | IN_THE_GRID, _to(member, "end")),
    "checkins:place_anew": _done_by(KEEP, PARTY | UNIT | IN_THE_GRID, member),
    "checkins:claim": _done_by(KEEP, PARTY | UNIT | IN_THE_GRID, member, NOT_FOUND),
    "checkins:give_up": _done_by(KEEP, PARTY | UNIT | IN_THE_GRID, claim, NOT_FOUND),
    "checkins:appraise": _done_by(KEEP, PARTY | UNIT | IN_THE_GRID, member),
    "checkins:publish": Row({ANYBODY: KEEP}, **TOLD, wrong="DELETE"),
    "checkins:wish": Row(_opens(PARTY), wish, no_post=NOT_FOUND, wrong="POST"),
    "checkins:take": _done_by(KEEP, PARTY, _to(wish, "withdraw"), NOT_FOUND),
    "checkins:appraisal": Row(_opens(PARTY | UNIT), appraisal, no_post=NOT_FOUND, wrong="POST"),
    "checkins:change_appraisal": _done_by(KEEP, PARTY | UNIT, _to(appraisal, "correct")),
    "checkins:file": Row({ANYBODY: FILE}, **TOLD, wrong="DELETE"),
    "checkins:worker": Row(_opens(PARTY), worker, no_post=NOT_FOUND, wrong="POST"),
    "checkins:appoint": _done_by(FILE, PARTY, worker),
    "checkins:see_numbers": _done_by(FILE, PARTY, worker),
    "checkins:end_filing": _done_by(FILE, PARTY, worker),
}
