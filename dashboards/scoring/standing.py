"""What a post makes of its holder in comparing and scoring. The one place that reads posts for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dashboards.models import Score
from grids.models import Place
from partyorg.hats import Hat
from partyorg.kinds import Role
from partyorg.models import Post
from partyorg.models.post import PostQuerySet

_PLATFORM = 4  # rung
_NAMES_PEOPLE = frozenset({Role.SUPERVISOR, Role.LINKED_LEADER, Role.PARTY_OFFICER})


def names_people(hat: Hat, place: Place) -> bool:
    """Whether this hat reads who the guides of a place are: whoever decides there or above, or looks after it."""
    return any(
        post.covers is not None and post.covers.is_ancestor_of(place, include_self=True)
        for post in hat.posts
        if post.is_head or post.role in _NAMES_PEOPLE
    )


def answering_post(hat: Hat, top: Place) -> Post | None:
    """The post by which this hat puts signs aside for all who read as far as `top`: whoever decides there. One who
    looks after it, revisits or enters reads the signs and takes none away from those who answer for them.
    """
    heads = (post for post in hat.posts if post.is_head and post.covers)
    return next((post for post in heads if post.covers and post.covers.pk == top.pk), None)


def closing_post(hat: Hat, district: Place) -> Post | None:
    """The post by which this hat closes months of a district and decides appeals: the platform's or the leading
    group's head.
    """
    return next((post for post in hat.posts if _closes(post, district)), None)


def appealing_post(hat: Hat, score: Score) -> Post | None:
    """The post by which this hat appeals: whoever decides for the scored place, or acts for the scored department."""
    return next((post for post in hat.posts if _appeals(post, score)), None)


def who_decides(district: Place, on: date) -> list[int]:
    """Everybody who by a post decides appeals in this district."""
    return _people(Post.objects.filter(organisation__place=district), on, lambda post: _closes(post, district))


def who_appeals(score: Score, on: date) -> list[int]:
    """Everybody who by a post might appeal against it: those whom the verdict concerns."""
    where = {"organisation__place": score.place_id} if score.place_id else {"organisation": score.unit_id}
    return _people(Post.objects.filter(**where), on, lambda post: _appeals(post, score))


def _people(posts: PostQuerySet, on: date, holds: Callable[[Post], bool]) -> list[int]:
    rows = posts.in_force(on).filter(person__is_active=True).select_related("organisation__place", "place")
    return list(dict.fromkeys(post.person_id for post in rows.order_by("id") if holds(post)))


def _closes(post: Post, district: Place) -> bool:
    return post.is_head and post.rung >= _PLATFORM and post.covers is not None and post.covers.pk == district.pk


def _appeals(post: Post, score: Score) -> bool:
    if score.place_id:
        return post.is_head and post.covers is not None and post.covers.pk == score.place_id
    return post.role == Role.UNIT_OFFICER and post.organisation_id == score.unit_id
