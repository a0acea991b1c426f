"""What one number of the registers is made of: place by place, in a community by what it was. Never person by person.

The parts are of the same rows as the number, so that they add up to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Sum

from burden.fortnights import fortnights
from burden.models import Assignment
from checkins.workflow import State, WishState
from dashboards.periods import Period
from dashboards.registers.findings import Found, one_by_one
from dashboards.registers.numbers import Counted, counted, life_by_organisation, moments
from dashboards.registers.read import COMMUNITIES, Registers
from dashboards.registers.rows import Spot
from grids.workflow import Level
from partyorg.hats import Hat
from partyorg.kinds import OF_MEMBERS
from partyorg.models import Organisation
from volunteers.kinds import Tier, Work

BURDEN, LIFE, FINDINGS = "burden", "life", "rectified"
# code of the figure → the names of what is above and below the line; "": a plain number
PARTED: Mapping[str, tuple[str, str]] = {
    "checked_in": ("checked_in", "announced"), "claimed": ("with_claim", "checked_in"),
    "wishes": ("wishes_taken", "wishes"), "volunteers": ("volunteers", ""), "hours": ("minutes", ""),
    "earned": ("earned", ""), "spent": ("spent", ""), "expired": ("expired", ""), "outstanding": ("outstanding", ""),
    "waiting": ("waiting", ""), FINDINGS: ("findings_rectified", "findings"),
}  # fmt: skip
_WORDS = dict([*State.choices, *WishState.choices, *Tier.choices, *Work.choices])


@dataclass(frozen=True, slots=True)
class Part:
    """`place`: the place one step below that it is of; None for what is told apart otherwise."""

    name: str
    top: int
    bottom: int | None
    place: int | None = None


def parts_of(registers: Registers, period: Period, code: str) -> list[Part]:
    """Two queries more at most. [] for a figure that has its grids or estates as rows, and of party life in a
    community: told apart further it would say who is a member."""
    if code == BURDEN and registers.place.level not in COMMUNITIES:
        return _by_child(registers, [(load.community.lft, load.now.tasks, None) for load in registers.loads])
    if code == LIFE and registers.place.level not in COMMUNITIES:
        return _by_child(registers, _life(registers))
    if code not in PARTED:
        return []
    top, bottom = PARTED[code]
    every = counted(registers.place, period)
    rows = _summed(_sums(every[top]), _sums(every[bottom]) if bottom else None)
    if registers.place.level in COMMUNITIES:
        return _by_what(rows)
    return _by_child(registers, [(lft, many, of) for (lft, _), (many, of) in rows.items()])


def findings_of(registers: Registers, period: Period, hat: Hat) -> list[Found]:
    """What was found on patrols in the community or grid, one by one. Two queries."""
    return list(one_by_one(registers.place, *moments(period), hat))


def tasks_of(registers: Registers) -> list[Assignment]:
    """What was put on the community in the fortnight that the burden is of. One query."""
    came = Assignment.objects.filter(community=registers.place, put_on_at__isnull=False)
    return list(came.put_in(fortnights(registers.on)[-1]).select_related("task__issuer").order_by("-put_on_at", "-id"))


_Rows = Mapping[tuple[int, Any], tuple[int, int | None]]  # (where it begins in the tree, what it was) → top, bottom


def _sums(one: Counted) -> dict[tuple[int, Any], int]:
    apart = F(one.apart) if isinstance(one.apart, str) else one.apart
    rows = one.rows.annotate(part_at=F(f"{one.where}__lft"), part_what=apart).values_list("part_at", "part_what")
    many = Sum(one.value) if one.value else Count("pk")
    return {(lft, what): number for lft, what, number in rows.annotate(part_many=many)}


def _summed(top: Mapping[tuple[int, Any], int], bottom: Mapping[tuple[int, Any], int] | None) -> _Rows:
    if bottom is None:
        return {key: (many, None) for key, many in top.items()}
    return {key: (top.get(key, 0), bottom.get(key, 0)) for key in sorted({*top, *bottom})}


def _by_what(rows: _Rows) -> list[Part]:
    return [
        Part(what.isoformat() if isinstance(what, date) else _WORDS.get(what, "其他"), many, of)
        for (_, what), (many, of) in sorted(rows.items(), key=lambda row: str(row[0][1]))
    ]


def _by_child(registers: Registers, rows: Iterable[tuple[int, int, int | None]]) -> list[Part]:
    """In the tree's order; what lies in none of them is the place's own."""
    children = [spot for spot in registers.spots if spot.parent == registers.place.pk and spot.level in _SHOWN]
    found: dict[int | None, tuple[int, int | None]] = {}
    for lft, many, of in rows:
        child = _holding(children, lft)
        before, of_before = found.get(child, (0, None))
        found[child] = (before + many, None if of is None else of + (of_before or 0))
    empty = (0, 0 if any(of is not None for _, of in found.values()) else None)
    parts = [
        Part(spot.name, *found.get(spot.pk, empty), place=spot.pk)
        for spot in children
        if spot.pk in found or spot.stood(registers.on)
    ]
    return parts + [Part(f"{registers.place.short_name}本级", *own) for own in [found.get(None)] if own]


_SHOWN = frozenset({Level.STREET, *COMMUNITIES})


def _holding(children: Iterable[Spot], lft: int) -> int | None:
    return next((spot.pk for spot in children if spot.lft <= lft < spot.rght), None)


def _life(registers: Registers) -> list[tuple[int, int, int | None]]:
    """Of each organisation's members: where it is, how many took part, how many they are. Two queries."""
    mine = registers.place
    own = Organisation.objects.filter(place__parent=mine, kind__in=sorted(OF_MEMBERS)).order_by()
    above = list(own.values_list("tree_id", "lft", "rght", "place__lft"))

    def where(tree: int, lft: int, *at: int | None) -> int:
        inside = [one for one in at if one is not None and mine.lft < one < mine.rght]
        below = (begin for root, first, last, begin in above if root == tree and first <= lft <= last)
        return inside[0] if inside else next(below, mine.lft)

    return [
        (where(tree, lft, *at), took, members)
        for tree, lft, *at, took, members in life_by_organisation(mine, registers.on)
    ]
