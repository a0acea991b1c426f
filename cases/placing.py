"""Where a matter is: by coordinates, by the community that was picked, or by the address that was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Value

from grids.locating import locate
from grids.models import Level, Place
from partyorg.models import Organisation


class NoSuchSpotError(Exception):
    """No place can be made out. `field`: where in the form to say so; str() is the sentence."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Spot:
    """The place that takes the matter: a grid, or a community whose intake finds the grid."""

    place: Place
    lat: float | None = None
    lon: float | None = None


def served_communities() -> list[Place]:
    """The communities that somebody answers for, street by street, each with its street and district. One query."""
    units = Organisation.objects.on_rung(2).filter(place__level__in=[Level.COMMUNITY, Level.VILLAGE])
    return [unit.place for unit in units.select_related("place__parent__parent").order_by("place__code")]


def find_spot(*, lat: float | None, lon: float | None, community: Place | None, address: str) -> Spot:
    """The spot that was meant. Coordinates come first, but the telephone may be elsewhere than the matter: a point
    outside gives way to a chosen community, or to one that the address names. Raises NoSuchSpotError."""
    outside = False
    if lat is not None and lon is not None:
        if spot := _at(lat, lon):
            return spot
        outside = True
    communities = [community] if community else _named_in(address)
    if place := _grid_of_building(address, communities) or _only(communities):
        return Spot(place)
    if outside:
        raise NoSuchSpotError("lat", f"这个位置不在{_served_districts()}。请选社区，或者改一改位置。")
    if address:
        raise NoSuchSpotError("community", "只凭这个地址还认不出是哪个社区，请选一下社区。")
    raise NoSuchSpotError("community", "请告诉我们在哪里：选一下社区就行。")


def _at(lat: float, lon: float) -> Spot | None:
    try:
        located = locate(lat, lon)
    except ValueError as error:
        raise NoSuchSpotError("lat", f"{error}。") from error
    return Spot(located.place, lat, lon) if located else None


def _named_in(address: str) -> list[Place]:
    return [community for community in served_communities() if community.short_name in address] if address else []


def _grid_of_building(address: str, communities: Iterable[Place]) -> Place | None:
    """The one grid whose buildings the address names; nothing when it names none, or several grids' buildings.

    Only within communities: a district has a hundred thousand buildings, and 3号楼 in each housing estate.
    """
    typed = re.sub(r"\s", "", address)
    if not typed:
        return None
    buildings = Place.objects.not_closed().filter(level=Level.BUILDING).annotate(typed=Value(typed))
    named = (buildings.under(community).filter(typed__contains=F("name")).with_chain() for community in communities)
    return _only(building.grid for some in named for building in some if is_named(building.name, typed))


def is_named(name: str, address: str) -> bool:
    """Whether the address holds the name: 13号楼 is not 3号楼, 南口路680 is not 南口路68."""
    if not name:
        return False
    before = r"(?<!\d)" if name[0].isdigit() else ""
    after = r"(?!\d)" if name[-1].isdigit() else ""
    return re.search(before + re.escape(name) + after, address) is not None


def _only(places: Iterable[Place | None]) -> Place | None:
    found = {place.pk: place for place in places if place}
    return next(iter(found.values())) if len(found) == 1 else None


def _served_districts() -> str:
    names = dict.fromkeys(community.district.name for community in served_communities())
    return "、".join(names) or "我们负责的范围内"
