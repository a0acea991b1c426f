"""1+3+N: who serves a grid in its four fixed slots, and which of them nobody holds. Mechanisms A20, A19."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from django.db.models import Q

from grids.models import Place
from partyorg.kinds import SLOTS, Role
from partyorg.models import Post


class Grid(Protocol):
    """A place of the tree, however it was read."""

    @property
    def pk(self) -> int: ...
    @property
    def lft(self) -> int: ...
    @property
    def rght(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Held:
    """A post in force, as far as is asked of it. `by_member`: whether its holder is in the roll of members; there they
    belong to the organisation `belongs_to`.
    """

    role: str
    place_id: int | None
    organisation_id: int | None
    lft: int | None
    rght: int | None
    seconded: bool
    by_member: bool = False
    belongs_to: int | None = None


@dataclass(slots=True)
class Staffed:
    """Of one grid: the roles that are held, and whether somebody has been sent down to it (下沉)."""

    roles: set[str] = field(default_factory=set)
    has_seconded: bool = False

    @property
    def missing(self) -> list[Role]:
        return [role for role in SLOTS if role not in self.roles]

    @property
    def missing_in_words(self) -> str:
        return "、".join(str(role.label) for role in self.missing)


def staffed(grids: Sequence[Grid], posts: Iterable[Held]) -> dict[int, Staffed]:
    """By the grid's id. `grids` in the tree's order. A guide above a grid serves it."""
    found = {grid.pk: Staffed() for grid in grids}
    starts: list[int] = [grid.lft for grid in grids]
    for post in posts:
        if post.place_id in found:
            _count(found[post.place_id], post)
        elif post.role == Role.GUIDE and post.lft is not None and post.rght is not None:
            for grid in grids[bisect_left(starts, post.lft) : bisect_left(starts, post.rght)]:
                _count(found[grid.pk], post)
    return found


def _count(one: Staffed, post: Held) -> None:
    one.roles.add(post.role)
    one.has_seconded |= post.seconded


def posts_for(within: Place, on: date) -> list[Held]:
    """The posts in the grids of a place, and the guides above them. One query."""
    inside = Q(place__lft__gte=within.lft, place__rght__lte=within.rght)
    above = Q(place__lft__lte=within.lft, place__rght__gte=within.rght)
    rows = Post.objects.in_force(on).filter(inside | above, place__tree_id=within.tree_id).order_by()
    columns = ("role", "place_id", "organisation_id", "place__lft", "place__rght", "sent_by_id")
    return [
        Held(role, place, unit, lft, rght, sender is not None)
        for role, place, unit, lft, rght, sender in rows.values_list(*columns)
    ]
