"""Who looks after the chain of organisations: those who decide for a community or above, and those who supervise it."""

from __future__ import annotations

from grids.models import Place
from grids.workflow import Level
from partyorg.hats import Hat
from partyorg.kinds import Role

_BELOW_A_COMMUNITY = frozenset({Level.GRID, Level.MICRO_GRID, Level.BUILDING})


def watched_by(hat: Hat) -> list[Place]:
    """The places whose organisations this hat watches, the widest first."""
    places = [post.covers for post in hat.posts if post.is_head or post.role in (Role.SUPERVISOR, Role.GUIDE)]
    watched = {place.pk: place for place in places if place and place.level not in _BELOW_A_COMMUNITY}
    return sorted(watched.values(), key=lambda place: place.lft - place.rght)
