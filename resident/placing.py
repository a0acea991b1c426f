"""Where a resident's matter is: by coordinates, by the community they pick, or by the address they type."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Value

from grids.locating import locate
from grids.models import Level, Place
from partyorg.models import Organisation

TELLING_NAME = 5  # a building's name this long says by itself which one it is; “3号楼” does not


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
    outside gives way to a chosen community or a known address. Raises NoSuchSpotError."""
    outside = False
    if lat is not None and lon is not None:
        if spot := _at(lat, lon):
            return spot
        outside = True
    if grid := _grid_of_building(address, community):
        return Spot(grid)
    if community := community or _community_named_in(address):
        return Spot(community)
    if outside:
        raise NoSuchSpotError("lat", f"这个位置不在{_served_districts()}。请选社区，或者改一改位置。")
    if address:
        raise NoSuchSpotError("community", "只凭这个地址还认不出是哪个社区，请选一下社区。")
    raise NoSuchSpotError("community", "请告诉我们在哪里：选社区，或者用现在的位置。")


def _at(lat: float, lon: float) -> Spot | None:
    try:
        located = locate(lat, lon)
    except ValueError as error:
        raise NoSuchSpotError("lat", f"{error}。") from error
    return Spot(located.place, lat, lon) if located else None


def _grid_of_building(address: str, community: Place | None) -> Place | None:
    """The one grid whose buildings the address names; nothing when it names none, or several grids' buildings."""
    address = re.sub(r"\s", "", address)
    if not address:
        return None
    buildings = Place.objects.not_closed().filter(level=Level.BUILDING)
    if community:
        buildings = buildings.under(community)
    named = buildings.annotate(typed=Value(address)).filter(typed__contains=F("name")).with_chain()
    return _only(building.grid for building in named if _names(address, building.name, alone=community is None))


def _names(address: str, name: str, *, alone: bool) -> bool:
    """13号楼 is not 3号楼, 南口路680 is not 南口路68."""
    before = r"(?<!\d)" if name[0].isdigit() else ""
    after = r"(?!\d)" if name[-1].isdigit() else ""
    whole = re.search(before + re.escape(name) + after, address) is not None
    return whole and (len(name) >= TELLING_NAME or not alone)


def _community_named_in(address: str) -> Place | None:
    if not address:
        return None
    return _only(community for community in served_communities() if community.short_name in address)


def _only(places: Iterable[Place | None]) -> Place | None:
    found = {place.pk: place for place in places if place}
    return next(iter(found.values())) if len(found) == 1 else None


def _served_districts() -> str:
    names = dict.fromkeys(community.district.name for community in served_communities())
    return "、".join(names) or "我们负责的范围内"
