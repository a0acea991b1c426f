"""Choosing where it is without a map: by a word, or street by street down to the building."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cases.placing import Spot, served_communities
from cases.whereabouts import MOST, Hit, meant_by
from grids.models import Estate, Level, Place

SHOWN = 200  # buildings of one grid; there are more in none
_COMMUNITIES = (Level.COMMUNITY, Level.VILLAGE)
_ESTATE = re.compile(r"e([0-9]{1,9})")
_CODE = re.compile(r"[0-9]{6,32}")


@dataclass(frozen=True, slots=True)
class Option:
    """What can be tapped. `opens`: there is more below it to choose from. `value`: what the tap sends."""

    value: str
    name: str
    hint: str = ""
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was tapped. `named`: the building or estate in it, which the case keeps among the words of its address."""

    spot: Spot
    named: str = ""

    @property
    def label(self) -> str:
        """镇江路街道太平镇社区第1网格，太平镇1号楼"""
        return "，".join(filter(None, [self.spot.place.full_name, self.named]))


def chosen(value: str) -> Chosen | None:
    """None for what nobody could have tapped, or what has been closed since."""
    if estate := _ESTATE.fullmatch(value):
        found = Estate.objects.filter(pk=estate[1]).select_related("community__parent__parent").first()
        return Chosen(Spot(found.community), found.name) if found else None
    place = Place.objects.with_code(value).with_chain().first() if _CODE.fullmatch(value) else None
    takes = place and (place.grid or place.community)
    if place is None or takes is None:
        return None
    return Chosen(Spot(takes, place.lat, place.lon), place.name) if takes != place else Chosen(Spot(takes))


def found(typed: str) -> list[Option]:
    """What the words may mean, as the desk's own search finds it (cases.whereabouts), where somebody answers."""
    communities = served_communities()
    districts = list({one.district.pk: one.district for one in communities}.values())
    served = {community.pk for community in communities}
    hits = [hit for hit in meant_by(typed, districts) if hit.place.community and hit.place.community.pk in served]
    options = [option for hit in hits for option in _of_hit(hit)]
    buildings = [option for hit in hits for option in _buildings(hit)]  # of an estate there may be twenty
    return [*(one for one in options if one not in buildings), *buildings][:MOST]


def below(code: str) -> tuple[list[Place], list[Option]]:
    """The way down to this place, and what there is to choose in it. For no place, or one unknown: the streets."""
    place = Place.objects.with_code(code).with_chain().first() if _CODE.fullmatch(code) else None
    if place is None or place.level == Level.DISTRICT:
        return [], _streets()
    return place.chain()[1:], list(_inside(place))


def with_words(address: str, *, now: Chosen, before: Chosen | None, looked_for: str) -> str:
    """The address, with what was chosen among its words, or what was looked for; what was chosen before is gone."""
    kept = address.removeprefix(before.named).strip() if before and before.named else address
    said = now.named or looked_for.strip()
    return kept if said in kept or said in now.spot.place.full_name else f"{said} {kept}".strip()


def _streets() -> list[Option]:
    streets = dict.fromkeys(one.parent for one in served_communities() if one.parent)
    return [Option(street.code, street.name, opens=True) for street in streets]


def _inside(place: Place) -> Iterator[Option]:
    if place.level == Level.STREET:
        yield from (_down(one) for one in served_communities() if one.parent_id == place.pk)
    elif place.level in _COMMUNITIES:
        yield from (_estate(one) for one in Estate.objects.filter(community=place).order_by("name")[:SHOWN])
        yield from map(_down, Place.objects.not_closed().grids().under(place).order_by("code"))
        yield Option(place.code, f"{place.short_name}，说不清哪一处")
    else:
        buildings = Place.objects.not_closed().filter(level=Level.BUILDING).under(place)
        yield from (Option(one.code, one.name) for one in buildings.order_by("code")[:SHOWN])
        yield Option(place.code, f"{place.name}，不在楼里或说不清")


def _down(place: Place) -> Option:
    return Option(place.code, place.short_name, opens=True)


def _estate(estate: Estate) -> Option:
    return Option(f"e{estate.pk}", estate.name, "小区")


def _of_hit(hit: Hit) -> Iterable[Option]:
    where = hit.place.full_name
    estates = [Option(f"e{one.pk}", one.name, where) for one in hit.named if isinstance(one, Estate)]
    return [*estates, *_buildings(hit)] or [Option(hit.place.code, where)]


def _buildings(hit: Hit) -> list[Option]:
    return [Option(one.code, one.name, hit.place.full_name) for one in hit.named if isinstance(one, Place)]
