"""What a post makes of its holder here: a guide who keeps a journal, a head of building who visits, a head above.
The one place that reads posts for it.
"""

from __future__ import annotations

from datetime import date

from grids.models import Level, Place
from partyorg.hats import Hat
from partyorg.kinds import Role
from partyorg.models import Post

COMMUNITY_RUNG, STREET_RUNG = 2, 3


def guide_posts(hat: Hat) -> list[Post]:
    """Of a guide, those whose place is known."""
    return [post for post in hat.posts if post.role == Role.GUIDE and post.covers]


def guide_post_on(hat: Hat, day: date) -> Post | None:
    """The one that stood on this day."""
    return next((post for post in guide_posts(hat) if stood(post, day)), None)


def stood(post: Post, day: date) -> bool:
    return post.from_date <= day and (post.to_date is None or day <= post.to_date)


def building_posts(hat: Hat) -> list[Post]:
    """Of a head of building (楼栋长), those at a building."""
    return [post for post in hat.offices if post.role == Role.BUILDING_HEAD and _is_building(post.place)]


def journals_watched(hat: Hat) -> list[Place]:
    """Where this hat reads the guides' journals: as head of a community or a street."""
    return _headed(hat, COMMUNITY_RUNG, STREET_RUNG)


def visits_watched(hat: Hat) -> list[Place]:
    """Where it reads what heads of buildings write: as head of a community."""
    return _headed(hat, COMMUNITY_RUNG)


def _headed(hat: Hat, *rungs: int) -> list[Place]:
    return [post.covers for post in hat.posts if post.is_head and post.rung in rungs and post.covers]


def _is_building(place: Place | None) -> bool:
    return place is not None and place.level == Level.BUILDING
