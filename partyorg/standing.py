"""Who looks after the chain of organisations: those who decide for a community or above, and those who supervise it."""

from __future__ import annotations

from grids.models import Place
from grids.workflow import Level
from partyorg.hats import Hat
from partyorg.kinds import Role
from partyorg.models import Organisation

_BELOW_A_COMMUNITY = frozenset({Level.GRID, Level.MICRO_GRID, Level.BUILDING})
_BESIDE_THE_HEADS = frozenset({Role.SUPERVISOR, Role.GUIDE, Role.PARTY_OFFICER})


def watched_by(hat: Hat) -> list[Place]:
    """The places whose organisations this hat watches, the widest first."""
    places = [post.covers for post in hat.on if post.is_head or post.role in _BESIDE_THE_HEADS]
    watched = {place.pk: place for place in places if place and place.level not in _BELOW_A_COMMUNITY}
    return sorted(watched.values(), key=lambda place: place.lft - place.rght)


def places_of(hat: Hat) -> list[Place]:
    """Where one's posts are, the widest first: the place of a post, or that of its unit."""
    found = {}
    for post in hat.on:
        place = post.place or (post.organisation.place if post.organisation else None)
        if place:
            found[place.pk] = place
    return sorted(found.values(), key=lambda place: place.lft - place.rght)


def widest_place(hat: Hat) -> Place | None:
    return next(iter(places_of(hat)), None)


def units_of(hat: Hat) -> list[Organisation]:
    """The units of one's posts; for a post at a place the lowest unit that answers for it."""
    found: dict[int, Organisation] = {}
    for post in hat.on:
        unit = post.organisation or (_lowest_over(post.place) if post.place else None)
        if unit:
            found[unit.pk] = unit
    return list(found.values())


def _lowest_over(place: Place) -> Organisation | None:
    return Organisation.objects.answering_for(place).order_by("-place__lft").first()
