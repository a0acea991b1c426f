"""Places and organisations as plain rows, for pages that read thousands of them and ask a few columns of each: a row of
the trees' own models takes many times as long to make.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import FilteredRelation, Q, QuerySet

from grids.models import Place
from grids.models.place import short_name
from grids.workflow import Level
from partyorg.kinds import Kind

if TYPE_CHECKING:
    from partyorg.models import Organisation


@dataclass(frozen=True, slots=True)
class Unit:
    """An organisation."""

    pk: int
    parent_id: int | None
    place_id: int | None
    serves_id: int | None
    kind: str
    name: str
    founded_on: date | None
    elected_on: date | None
    due_on: date | None
    heads_are_members: bool

    def __str__(self) -> str:
        return self.name

    def get_kind_display(self) -> str:
        return str(Kind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, with its redrawing (重新划定) that is not done yet."""

    pk: int
    parent_id: int | None
    level: str
    code: str
    name: str
    tree_id: int
    lft: int
    rght: int
    redrawn_since: date | None
    redraw_action: str | None
    redraw_branch_id: int | None

    @property
    def short_name(self) -> str:
        return short_name(self.name, self.level)


def plain_units(organisations: QuerySet[Organisation]) -> list[Unit]:
    """In the tree's order: a parent comes before its children. One query."""
    rows = organisations.order_by("tree_id", "lft").values_list(*(field.name for field in fields(Unit)))
    return [Unit(*row) for row in rows]


def spots_within(within: Place, on: date) -> list[Spot]:
    """All places in it that are in force, down to the grids, in the tree's order. One query."""
    redraw = FilteredRelation("redraws", condition=Q(redraws__done_on=None))  # one at the most
    places = Place.objects.under(within).in_force(on).exclude(level=Level.BUILDING).annotate(redraw=redraw)
    columns = ("pk", "parent_id", "level", "code", "name", "tree_id", "lft", "rght")
    of_redraw = ("redraw__begun_on", "redraw__action", "redraw__branch_id")
    return [Spot(*row) for row in places.order_by("lft").values_list(*columns, *of_redraw)]
