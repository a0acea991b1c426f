"""What the rules count, read in few queries whatever the size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from grids.models import Place
from partyorg.kinds import SLOTS, Role
from partyorg.models import GridLink, Member, Organisation, Post, Seat
from partyorg.plain import Unit, plain_units
from partyorg.staffing import Held

READ = (*SLOTS, Role.LINKED_LEADER, Role.PARTY_OFFICER, Role.BUILDING_HEAD)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A seat that is held: as what, how, and the kind of unit that sent whoever sits there."""

    role: str
    manner: str
    sender: str | None


@dataclass(slots=True)
class Counted:
    """An organisation with what the rules count: its members and those of all below it, its committee, its children."""

    unit: Unit
    members: int = 0
    full: int = 0
    unplaced: int = 0  # serving members of its own in no grid
    seats: list[Sitting] = field(default_factory=list)
    below: set[str] = field(default_factory=set)
    officers: int = 0  # 党务专干

    @property
    def roles(self) -> list[str]:
        return [seat.role for seat in self.seats]


def counted(units: Iterable[Unit], posts: Iterable[Held], on: date) -> list[Counted]:
    """Two queries: members, seats. `units` in the tree's order: a parent comes before its children."""
    found: dict[int, Counted] = {}
    for unit in units:
        found[unit.pk] = Counted(unit)
        if unit.parent_id in found:
            found[unit.parent_id].below.add(unit.kind)
    _count_members(found, on)
    seats = Seat.objects.filter(until=None).order_by()
    for organisation_id, *sitting in seats.values_list("organisation_id", "role", "manner", "sent_by__kind"):
        if organisation_id in found:
            found[organisation_id].seats.append(Sitting(*sitting))
    for post in posts:
        if post.role == Role.PARTY_OFFICER and post.organisation_id in found:
            found[post.organisation_id].officers += 1
    return list(found.values())


def _count_members(found: dict[int, Counted], on: date) -> None:
    placed = Exists(GridLink.objects.filter(member=OuterRef("pk"), until=None))
    rows = Member.objects.present(on).order_by().annotate(placed=placed)
    works = ExpressionWrapper(Q(works_at__isnull=False), BooleanField())
    seen = Counter(rows.annotate(works=works).values_list("organisation_id", "is_full", "works", "placed"))
    for (organisation_id, is_full, is_serving, is_placed), number in seen.items():
        here = found.get(organisation_id)
        if here and is_serving and not is_placed:
            here.unplaced += number
        while here:
            here.members += number
            here.full += number * is_full
            here = found.get(here.unit.parent_id or 0)


def units_within(inside: set[int]) -> list[Unit]:
    """The organisations of these places with all that hangs below them. One query."""
    taken: dict[int, Unit] = {}
    for unit in plain_units(Organisation.objects.active()):
        if unit.place_id in inside or unit.parent_id in taken:
            taken[unit.pk] = unit
    return list(taken.values())


def posts_within(within: Place, on: date) -> list[Held]:
    """The posts that the rules ask about, in the place's district. One query."""
    here = Q(place__tree_id=within.tree_id) | Q(organisation__place__tree_id=within.tree_id)
    by_member = Exists(Member.objects.present(on).filter(account=OuterRef("person")))
    rows = Post.objects.in_force(on).filter(here, role__in=READ).order_by().annotate(by_member=by_member)
    columns = ("role", "place_id", "organisation_id", "place__lft", "place__rght", "sent_by_id", "by_member")
    return [
        Held(role, place, unit, lft, rght, sender is not None, member, belongs_to if member else None)
        for role, place, unit, lft, rght, sender, member, belongs_to in rows.values_list(
            *columns, "person__membership__organisation_id"
        )
    ]
