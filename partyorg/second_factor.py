"""Who needs a second factor: administrators, the account that breaks the glass, and whoever works for the district."""

from __future__ import annotations

from grids.models import Level
from partyorg.hats import Hat
from partyorg.kinds import ADMINISTRATORS
from partyorg.models import Post

DISTRICT_RUNG = 4


def needs_second_factor(hat: Hat) -> bool:
    """By any post in force, on or not."""
    if hat.person is None:
        return False
    return hat.person.is_superuser or any(_is_of_the_district(post) for post in hat.held)


def _is_of_the_district(post: Post) -> bool:
    """At the platform or the leading group, or over a whole district. Not the departments: they see their own cases."""
    covers = post.covers
    return (
        post.role in ADMINISTRATORS
        or post.rung >= DISTRICT_RUNG
        or (covers is not None and covers.level == Level.DISTRICT)
    )
