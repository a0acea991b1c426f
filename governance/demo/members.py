"""Members of the branches of 市北区, their secretaries, and a few estates. All names are invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count, cycle

from governance.demo.codes import HOME_COMMUNITY
from governance.demo.people import SURNAMES
from grids.models import Estate, Place
from partyorg.kinds import KINDS_OF_RUNG, Kind
from partyorg.models import Member, Organisation, Seat

SINCE = date(2020, 7, 1)
SIZES = (5, 3, 8, 4, 2, 6, 3)  # of branches, turn by turn; one of them too small

# name, type, built in, buildings, households, and whether it has a branch of its own
ESTATES = [
    ("太平镇小区", Estate.Kind.OLD, 1996, 21, 860, True),
    ("镇江路花园", Estate.Kind.COMMERCIAL, 2008, 12, 744, True),
    ("海云庵里", Estate.Kind.OLD, 1988, 9, 310, False),
    ("南山安置房", Estate.Kind.RESETTLED, 2013, 6, 196, False),
    ("洮南路新村", Estate.Kind.OTHER, 2001, 8, 402, False),
]


def add_members() -> None:
    """In three statements: members, and for each committee and branch its secretary."""
    units = Organisation.objects.filter(kind__in=[Kind.GRID_BRANCH, *KINDS_OF_RUNG[2]]).order_by("tree_id", "lft")
    Member.objects.bulk_create(_members(list(units)), batch_size=1000)
    heads = {member.organisation_id: member for member in Member.objects.order_by("-id")}  # the first of each
    Seat.objects.bulk_create(
        (
            Seat(organisation_id=unit, member=member, role=Seat.Role.SECRETARY, since=SINCE)
            for unit, member in heads.items()
        ),
        batch_size=1000,
    )


def add_estates() -> None:
    """In the demo's home community, two of the five with a branch, one with its property company."""
    community = Place.objects.get(code=HOME_COMMUNITY)
    made = Estate.objects.bulk_create(
        Estate(community=community, name=name, kind=kind, built_in=year, buildings=buildings, households=households)
        for name, kind, year, buildings, households, _ in ESTATES
    )
    branches = Organisation.objects.filter(kind=Kind.GRID_BRANCH, place__parent=community).order_by("place__code")
    company = Organisation.objects.filter(kind=Kind.PROPERTY_COMPANY, place=community)
    company.update(serves=made[0])
    for estate, branch, (*_, has_one) in zip(made, branches, ESTATES, strict=False):
        if has_one:
            Organisation.objects.filter(pk=branch.pk).update(serves=estate)


def _members(units: list[Organisation]) -> Iterator[Member]:
    names, sizes = cycle(SURNAMES), cycle(SIZES)
    phones = count(14200000001)  # 142: not a prefix in public use
    for unit in units:
        for number in range(next(sizes)):
            member = Member(
                name=f"{next(names)}党员{number + 1}", organisation=unit, since=SINCE, phone=str(next(phones))
            )
            member.fill_hashes()
            yield member
