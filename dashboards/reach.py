"""Whose figures a hat may read: those of the places its posts cover, and of its own units. No door beside this one.

What is counted for a place are cases inside it, which whoever covers it may open (`Case.objects.visible_to`). A unit
that covers no place reads its own line alone, in the district it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.tallies.reading import ALL, Slice
from dashboards.tallies.sums import KEPT_ON
from dashboards.terms import Cut
from grids.models import Place
from partyorg.hats import Hat
from partyorg.models import Organisation


@dataclass(frozen=True, slots=True)
class Reach:
    """`places`: the highest that may be read, none of them inside another. `units`: whose own lines may be."""

    places: tuple[Place, ...]
    units: tuple[Organisation, ...]
    districts: tuple[Place, ...]  # of the units

    def covers(self, place: Place) -> bool:
        return any(_is_inside(place, top) for top in self.places)

    def over(self, place: Place) -> Place | None:
        """The highest place that may be read and holds this one: what it may be compared with."""
        return next((top for top in self.places if _is_inside(place, top)), None)

    def allows(self, place: Place, part: Slice) -> bool:
        """Whether these figures may be read: of a place that is covered any, elsewhere those of one's own units."""
        if self.covers(place):
            return True
        own = {str(unit.pk) for unit in self.units}
        mine = part.cut == Cut.UNIT and part.values and set(part.values) <= own
        return bool(mine) and any(_is_inside(place, district) for district in self.districts)

    @property
    def first(self) -> tuple[Place, Slice] | None:
        """What the board opens with; None where there is nothing to read."""
        if self.places:
            return self.places[0], ALL
        if self.units and self.districts:
            return self.districts[0], Slice(Cut.UNIT, tuple(str(unit.pk) for unit in self.units))
        return None


def reach_of(hat: Hat) -> Reach:
    """One query where a unit covers no place, none otherwise."""
    covered = {place.pk: place for post in hat.posts if (place := post.covers) and place.level in KEPT_ON}
    highest = [
        place
        for place in covered.values()
        if not any(_is_inside(place, other) for other in covered.values() if other.pk != place.pk)
    ]
    units = {unit.pk: unit for post in hat.posts if (unit := post.organisation) and post.covers is None}
    kin = Organisation.objects.filter(tree_id__in={unit.tree_id for unit in units.values()}, place__isnull=False)
    districts = (
        Place.objects.filter(parent=None, tree_id__in=kin.values("place__tree_id")).order_by("pk") if units else ()
    )
    return Reach(
        tuple(sorted(highest, key=lambda place: (place.depth, place.tree_id, place.lft))),
        tuple(units.values()),
        tuple(districts),
    )


def has_figures(hat: Hat) -> bool:
    """Whether the board has a line for this hat, as `Reach.first` says it of a unit in a district. No query: each page
    of the desk asks it."""
    return any(post.covers.level in KEPT_ON if post.covers else post.organisation_id for post in hat.posts)


def _is_inside(place: Place, other: Place) -> bool:
    return place.tree_id == other.tree_id and other.lft <= place.lft and place.rght <= other.rght
