"""Which communities: those a unit may ask, and those a hat watches over."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q

from grids.models import Level, Place
from grids.models.place import PlaceQuerySet
from partyorg.hats import Hat
from partyorg.kinds import Kind
from partyorg.models import Organisation

COMMUNITY_LEVELS = (Level.COMMUNITY, Level.VILLAGE)


def askable_by(unit: Organisation) -> PlaceQuerySet:
    """Where this unit works and somebody is there to receive: communities that have a party committee."""
    if unit.place is None:
        return Place.objects.none()
    received = Place.objects.filter(organisations__kind=Kind.COMMUNITY_COMMITTEE)
    return _communities(received).under(unit.place).select_related("parent").order_by("tree_id", "lft")


def watched_by(hat: Hat) -> PlaceQuerySet:
    """The communities in the territory of a hat's posts. A grid is below them: whoever works in one watches none."""
    territories = [post.covers for post in hat.posts if post.covers]
    under = [Q(tree_id=place.tree_id, lft__gte=place.lft, rght__lte=place.rght) for place in territories]
    return _communities(Place.objects.filter(reduce(or_, under))) if under else Place.objects.none()


def watches_some(hat: Hat) -> bool:
    """The same without a query."""
    above = {Level.DISTRICT, Level.STREET, *COMMUNITY_LEVELS}
    return any(post.covers.level in above for post in hat.posts if post.covers)


def _communities(places: PlaceQuerySet) -> PlaceQuerySet:
    return places.filter(level__in=COMMUNITY_LEVELS).not_closed()
