"""Which places of somebody's territory a typed address may mean: an estate, a building, a grid, a community by name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import F, Q, Value

from cases.placing import is_named
from grids.models import Estate, Level, Place

SHORTEST = 2  # one character is in every second name
MOST = 12  # places a person looks through; more call for a better word
_READ = 200
_COMMUNITIES = (Level.COMMUNITY, Level.VILLAGE)
_ABOVE = (Level.DISTRICT, Level.STREET)
_NUMBERED = re.compile(r"[0-9]+(?:号楼|号院|号|栋|幢|座|网格)")


@dataclass(frozen=True, slots=True)
class Hit:
    """A grid, or a community whose intake finds the grid. `named`: the buildings in it whose names were typed, or the
    estates in it."""

    place: Place
    named: tuple[Place | Estate, ...] = ()

    @property
    def building(self) -> Place | None:
        """The one that was meant, where only one can be."""
        [only] = self.named if len(self.named) == 1 else [None]
        return only if isinstance(only, Place) else None

    @property
    def because(self) -> str:
        """太平镇1号楼、太平镇2号楼等 3 处"""
        names = [place.name for place in self.named[:2]]
        return "、".join(names) + (f"等 {len(self.named)} 处" if len(self.named) > len(names) else "")


def offered(territory: Sequence[Place]) -> list[Hit]:
    """All there is to choose from, where that is little: each grid, and a community for what has no grid yet."""
    if not territory:
        return []
    wanted = Q(level__in=[*_COMMUNITIES, Level.GRID])
    found = list(Place.objects.not_closed().filter(_inside(territory), wanted).with_chain()[: MOST + 1])
    return [Hit(place) for place in _grids_first(found)] if len(found) <= MOST else []


def meant_by(typed: str, territory: Sequence[Place]) -> list[Hit]:
    """The places of the territory that the words may mean, the likeliest first, at most MOST. At most four queries.

    Words that hold the whole name of a building or a grid mean that one, as does its number said first or after the
    name of the community or the estate (太平镇社区3号楼). Else what only shares a part is offered. An estate means its
    community: which grid it is, nobody has written down.
    """
    text = _squeezed(typed)
    if len(text) < SHORTEST or not territory:
        return []
    estates = _estates_named(text, territory)
    called = [estate for estate in estates if is_named(estate.name, text)]
    communities = _communities_named(text, territory)
    hits = _communities_hit(communities, called or estates)
    sure = [hit.place for hit in _communities_hit(communities, called)]
    names = [*(community.short_name for community in sure), *(estate.name for estate in called)]
    rest = reduce(lambda left, name: left.replace(name, ""), names, text)
    below = _below(text, rest, sure or territory)
    whole = [place for place in below if is_named(place.name, text)]
    if exactly := whole or [place for place in below if is_named(_number(rest), place.name)]:
        return _together(exactly)[:MOST]
    partly = below or (_grids_of(sure) if sure else [])
    return [*_together(partly)[: MOST - len(hits) if estates else MOST], *hits][:MOST]


def named_elsewhere(typed: str, territory: Sequence[Place]) -> Place | None:
    """A grid or community of the same districts, outside the territory, that the words call by its whole name.

    For words that mean nothing within the territory. 3号楼 alone names no place: every estate has one.
    """
    text = _squeezed(typed)
    if len(text) < SHORTEST or not territory:
        return None
    districts = list(dict.fromkeys(place.district for place in territory))
    whole = [place for place in _below(text, "", districts) if is_named(place.name, text)]
    grids = [place.grid for place in whole if not _NUMBERED.fullmatch(place.name)]
    communities = [place for place in _communities_named(text, districts) if place.short_name in text]
    return next((place for place in [*grids, *communities] if place and not _touches(place, territory)), None)


def _touches(place: Place, territory: Iterable[Place]) -> bool:
    """It lies within, or around: whoever has one grid may well name its community."""
    nested = (sorted([place, one], key=lambda each: (each.lft, -each.rght)) for one in territory)
    return any(outer.tree_id == inner.tree_id and inner.rght <= outer.rght for outer, inner in nested)


def _squeezed(typed: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", typed))


def _number(rest: str) -> str:
    """3号楼 of 3号楼门口. Not of 科技街3号楼: that is another place's."""
    found = _NUMBERED.match(rest)
    return found[0] if found else ""


def _inside(territory: Iterable[Place]) -> Q:
    return reduce(or_, (Q(tree_id=one.tree_id, lft__gte=one.lft, rght__lte=one.rght) for one in territory))


def _communities_named(text: str, territory: Sequence[Place]) -> list[Place]:
    """Those whose name people say (太平镇社区) holds the words, or is held by them. A few hundred in a district."""
    found = Place.objects.not_closed().filter(_inside(territory), level__in=_COMMUNITIES).with_chain()
    return [place for place in found.order_by("code") if place.short_name in text or text in place.name]


def _estates_named(text: str, territory: Sequence[Place]) -> list[Estate]:
    """Those whose name is in the words, or holds them."""
    there = Estate.objects.filter(community__in=Place.objects.not_closed().filter(_inside(territory)))
    named = there.annotate(typed=Value(text)).filter(Q(name__contains=text) | Q(typed__contains=F("name")))
    return list(named.select_related("community__parent__parent").order_by("pk")[:MOST])


def _communities_hit(communities: Sequence[Place], estates: Sequence[Estate]) -> list[Hit]:
    """Each once, with the estates in it that were named."""
    found = {place.pk: place for place in [*communities, *(estate.community for estate in estates)]}
    return [Hit(place, tuple(one for one in estates if one.community_id == pk)) for pk, place in found.items()]


def _below(text: str, rest: str, territory: Sequence[Place]) -> list[Place]:
    """Grids, micro-grids and buildings whose name is in the words, or holds them: all of them, or their number."""
    parts = [part for part in {text, rest, _number(rest)} if len(part) >= SHORTEST]
    holds = reduce(or_, (Q(name__contains=part) for part in parts))
    named = Place.objects.not_closed().filter(_inside(territory)).exclude(level__in=[*_COMMUNITIES, *_ABOVE])
    named = named.annotate(typed=Value(text)).filter(holds | Q(typed__contains=F("name")))
    found = named.with_chain().order_by("code")[:_READ]
    return [place for place in found if is_named(place.name, text) or any(is_named(p, place.name) for p in parts)]


def _grids_of(communities: Sequence[Place]) -> list[Place]:
    return list(Place.objects.not_closed().grids().filter(_inside(communities)).with_chain().order_by("code")[:MOST])


def _together(places: Iterable[Place]) -> list[Hit]:
    """Each grid once, with those of its buildings that were named."""
    grids: dict[int, Place] = {}
    named: dict[int, list[Place]] = {}
    for place in places:
        if grid := place.grid:
            grids.setdefault(grid.pk, grid)
            named.setdefault(grid.pk, []).extend([place] if place != grid else [])
    return [Hit(grid, tuple(named[pk])) for pk, grid in grids.items()]


def _grids_first(places: Iterable[Place]) -> Iterator[Place]:
    yield from sorted(places, key=lambda place: (place.level != Level.GRID, place.code))
