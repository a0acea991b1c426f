"""What a post makes of its holder in comparing and scoring. The one place that reads posts for it."""

from __future__ import annotations

from grids.models import Place
from partyorg.hats import Hat
from partyorg.kinds import Role

_NAMES_PEOPLE = frozenset({Role.SUPERVISOR, Role.LINKED_LEADER, Role.PARTY_OFFICER})


def names_people(hat: Hat, place: Place) -> bool:
    """Whether this hat reads who the guides of a place are: whoever decides there or above, or looks after it."""
    return any(
        post.covers is not None and post.covers.is_ancestor_of(place, include_self=True)
        for post in hat.posts
        if post.is_head or post.role in _NAMES_PEOPLE
    )
