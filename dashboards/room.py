"""How many people can live in a place: what a survey that claims to have asked more is refused by."""

from __future__ import annotations

from collections import defaultdict

from dashboards.registers.rows import under
from grids.models import Estate, Place
from grids.workflow import Level

A_HOUSEHOLD = 5  # people, at most, on the average of an estate
# Where the register does not say how many households there are.
_PLAIN = {Level.DISTRICT: 2_000_000, Level.STREET: 200_000, Level.COMMUNITY: 20_000, Level.VILLAGE: 20_000}
_COMMUNITIES = (Level.COMMUNITY, Level.VILLAGE)


class Room:
    """Of the places inside one: two queries."""

    def __init__(self, within: Place) -> None:
        estates = Estate.objects.filter(under(within, "community__")).values_list("community", "households")
        homes: dict[int, list[int | None]] = defaultdict(list)
        for community, households in estates:
            homes[community].append(households)
        rows = Place.objects.filter(under(within), valid_to=None, level__in=_COMMUNITIES).order_by()
        self._homes = [(lft, homes.get(pk, [])) for pk, lft in rows.values_list("pk", "lft")]

    def of(self, place: Place) -> int:
        """By the households, where every community has its estates in the register, and every estate its number."""
        inside = [estates for lft, estates in self._homes if place.lft <= lft <= place.rght]
        known = [number for estates in inside for number in estates]
        if inside and all(inside) and all(known):
            return A_HOUSEHOLD * sum(number or 0 for number in known)
        return _PLAIN[Level(place.level)]
