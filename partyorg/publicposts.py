"""Who answers for a grid, as everybody may read it: the posts that by law are public, what the grid takes in, a number.

Never a person's own number: the duty telephone that stands in the register of organisations, of the branch or else of
the community.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from grids.models import Level, Place
from partyorg.kinds import KINDS_OF_RUNG, RUNGS, Role
from partyorg.models import Organisation, Post

# Who answers, in this order. Guides and part-time workers help them and are not on the sign at the gate.
ON_THE_SIGN = (Role.BRANCH_SECRETARY, Role.GRID_HEAD, Role.GRID_WORKER)
OF_THE_COMMUNITY = Role.COMMUNITY_SECRETARY


@dataclass(frozen=True, slots=True)
class Duty:
    """A post and who holds it; `names` is empty where nobody does."""

    label: str
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class GridSign:
    grid: Place
    duties: Sequence[Duty]
    buildings: Sequence[str]
    phone: str  # of the branch; "" where it has none of its own


@dataclass(frozen=True, slots=True)
class CommunitySign:
    """The community first: its number is asked where a grid has none."""

    community: Place
    unit: str
    duty: Duty
    phone: str
    grids: Sequence[GridSign]


def sign_of(community: Place, on: date) -> CommunitySign:
    """Three queries, however many grids."""
    below = list(Place.objects.under(community).in_force(on).order_by("tree_id", "lft"))
    grids = [place for place in below if place.level == Level.GRID]
    units = {unit.place_id: unit for unit in _units([community, *grids])}
    held = _held(community, on)
    unit = units.get(community.pk)
    return CommunitySign(
        community,
        unit.name if unit else "",
        _duty(OF_THE_COMMUNITY, held[community.pk]),
        unit.duty_phone if unit else "",
        [_grid_sign(grid, held[grid.pk], _buildings(grid, below), units.get(grid.pk)) for grid in grids],
    )


def _grid_sign(grid: Place, held: dict[str, list[str]], buildings: list[str], unit: Organisation | None) -> GridSign:
    duties = [_duty(role, held) for role in ON_THE_SIGN]
    return GridSign(grid, duties, buildings, unit.duty_phone if unit else "")


def _duty(role: Role, held: dict[str, list[str]]) -> Duty:
    return Duty(str(role.label), held.get(role, []))


def _units(places: Iterable[Place]) -> Iterable[Organisation]:
    kinds = [*KINDS_OF_RUNG[1], *KINDS_OF_RUNG[2]]
    return Organisation.objects.active().filter(place__in=places, kind__in=kinds).order_by()


def _held(community: Place, on: date) -> dict[int, dict[str, list[str]]]:
    """By the place that the post is at or that its unit answers for, by role: who holds it, the longest first."""
    places = Place.objects.under(community).order_by().values("pk")
    here = Q(place__in=places) | Q(organisation__place__in=places, organisation__kind__in=list(RUNGS))
    posts = Post.objects.in_force(on).filter(here, role__in=[*ON_THE_SIGN, OF_THE_COMMUNITY])
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = posts.order_by("from_date", "id").values_list("place", "organisation__place", "role", "person__name")
    for place, of_unit, role, name in rows:
        names = found[place or of_unit][role]
        if name not in names:
            names.append(name)
    return found


def _buildings(grid: Place, below: Iterable[Place]) -> list[str]:
    inside = (place for place in below if place.tree_id == grid.tree_id and grid.lft < place.lft < grid.rght)
    return [place.name for place in inside if place.level == Level.BUILDING]
