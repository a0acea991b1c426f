"""What a post makes of its holder in comparing and scoring. The one place that reads posts for it."""

from __future__ import annotations

from dashboards.models import Score
from grids.models import Place
from partyorg.hats import Hat
from partyorg.kinds import Role
from partyorg.models import Post

_PLATFORM = 4  # rung
_NAMES_PEOPLE = frozenset({Role.SUPERVISOR, Role.LINKED_LEADER, Role.PARTY_OFFICER})


def names_people(hat: Hat, place: Place) -> bool:
    """Whether this hat reads who the guides of a place are: whoever decides there or above, or looks after it."""
    return any(
        post.covers is not None and post.covers.is_ancestor_of(place, include_self=True)
        for post in hat.posts
        if post.is_head or post.role in _NAMES_PEOPLE
    )


def closing_post(hat: Hat, district: Place) -> Post | None:
    """The post by which this hat closes months of a district and decides appeals: the platform's or the leading
    group's head.
    """
    heads = (post for post in hat.posts if post.is_head and post.rung >= _PLATFORM)
    return next((post for post in heads if post.covers and post.covers.pk == district.pk), None)


def appealing_post(hat: Hat, score: Score) -> Post | None:
    """The post by which this hat appeals: whoever decides for the scored place, or acts for the scored department."""
    for post in hat.posts:
        if score.place_id and post.is_head and post.covers and post.covers.pk == score.place_id:
            return post
        if score.unit_id and post.role == Role.UNIT_OFFICER and post.organisation_id == score.unit_id:
            return post
    return None
