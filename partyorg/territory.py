"""Whether an organisation lies where it hangs: its place in the place above it, its estate in its community."""

from __future__ import annotations

from grids.models import Estate, Place
from partyorg.plain import Spot


def holds(above: Place | Spot, place: Place | Spot) -> bool:
    """Whether it is that place or lies in it, by the tree's numbers as they were read."""
    return above.tree_id == place.tree_id and above.lft <= place.lft and place.rght <= above.rght


def why_not_in(place: Place, above: Place) -> str:
    """Why a unit of this place hangs under none of that; "" where it may."""
    return "" if holds(above, place) else f"{place.name}不在上级组织的地域（{above.name}）里。"


def why_not_for(estate: Estate, where: Place) -> str:
    """Why a unit that is there does not serve this estate; "" where it may."""
    community = estate.community
    if holds(where, community) or holds(community, where):
        return ""
    return f"{estate}是{community.short_name}的小区，这个组织在{where.name}，不能服务它。"


def as_now(*places: Place) -> list[Place]:
    """The same places with the numbers that the tree has now: those read before a write are stale. One query."""
    found = Place.objects.in_bulk([place.pk for place in places])
    return [found[place.pk] for place in places]
