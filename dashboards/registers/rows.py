"""Places, organisations and estates as plain rows, those that are over too: what a share was on an earlier day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import F, FilteredRelation, Q

from dashboards.stood import GONE
from grids.models import Estate, Place
from partyorg.kinds import BRANCHES, Kind
from partyorg.models import Chapter, Organisation

_KINDS = sorted(BRANCHES | {Kind.WORKING_GROUP, Kind.PROPERTY_COMPANY})


class Spot(NamedTuple):
    pk: int
    name: str
    level: str
    parent: int | None
    lft: int
    rght: int
    valid_from: date
    valid_to: date | None

    def stood(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or self.valid_to > on)

    def holds(self, other: Spot) -> bool:
        return self.lft <= other.lft and other.rght <= self.rght

    @property
    def called(self) -> str:
        """Of one that is no more it says so."""
        return f"{self.name}（{GONE}）" if self.valid_to else self.name


class Home(NamedTuple):
    """An estate (小区)."""

    pk: int
    name: str
    community: int


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation of a grid or an estate. `became`: the days on which it was converted (转建), each with the kind
    that it was until then.
    """

    kind: str
    place: int | None
    serves: int | None
    founded_on: date | None
    ended_on: date | None
    became: tuple[tuple[date, str], ...]

    def kind_on(self, on: date) -> str | None:
        """None where there was none yet, or none any more. One whose founding nobody knows has stood from the
        beginning.
        """
        if (self.founded_on and self.founded_on > on) or (self.ended_on and self.ended_on <= on):
            return None
        return next((kind for day, kind in self.became if day > on), self.kind)


def under(place: Place, prefix: str = "") -> Q:
    """Inside a place, it itself too."""
    return Q((f"{prefix}tree_id", place.tree_id), (f"{prefix}lft__gte", place.lft), (f"{prefix}rght__lte", place.rght))


def spots(place: Place) -> list[Spot]:
    """In the tree's order. One query."""
    rows = Place.objects.filter(under(place)).order_by("lft")
    return [Spot(*row) for row in rows.values_list(*_COLUMNS)]


_COLUMNS = ("pk", "name", "level", "parent_id", "lft", "rght", "valid_from", "valid_to")


def bodies(place: Place) -> list[Body]:
    """Branches, working groups and property companies of its grids and estates. One query."""
    became = FilteredRelation("chapters", condition=Q(chapters__what=Chapter.What.CONVERTED))
    mine = Q(under(place, "place__")) | Q(under(place, "serves__community__"))
    rows = Organisation.objects.annotate(became=became).filter(mine, Q(kind__in=_KINDS) | Q(became__kind__in=_KINDS))
    found: dict[int, tuple[str, int | None, int | None, date | None, date | None]] = {}
    changes: dict[int, list[tuple[date, str]]] = defaultdict(list)
    columns: tuple[str, ...] = ("pk", "kind", "place_id", "serves_id", "founded_on", "ended_on")
    columns += ("became__on", "became__kind")
    for pk, *said, day, kind in rows.order_by("pk", F("became__on")).values_list(*columns):
        found[pk] = (said[0], said[1], said[2], said[3], said[4])
        if day is not None:
            changes[pk].append((day, kind))
    return [Body(*said, became=tuple(changes[pk])) for pk, said in found.items()]


def homes(place: Place) -> list[Home]:
    """One query."""
    rows = Estate.objects.filter(under(place, "community__")).order_by("community__lft", "name")
    return [Home(*row) for row in rows.values_list("pk", "name", "community_id")]
