"""Who acts, and by which posts. A hat comes in from the edge (`by=`) and is written into every event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import localdate

from accounts.models import User
from partyorg.models import Post


@dataclass(frozen=True, slots=True)
class Hat:
    """A person with the posts in force at that moment; the system; or a resident, known by name or not.

    `reporter_of` holds the id of the case whose tracking code the resident has shown.
    """

    person: User | None = None
    posts: tuple[Post, ...] = ()
    is_system: bool = False
    reporter_of: int | None = None

    @property
    def unit_ids(self) -> frozenset[int]:
        return frozenset(post.organisation_id for post in self.posts if post.organisation_id)


SYSTEM = Hat(is_system=True)
RESIDENT = Hat()


def hat_of(user: User | AnonymousUser, at: datetime) -> Hat:
    """The hat of a signed-in person at this moment: one query. Nobody's hat is a resident's."""
    if not isinstance(user, User):
        return RESIDENT
    posts = Post.objects.in_force(localdate(at)).filter(person=user).select_related("organisation__place", "place")
    return Hat(person=user, posts=tuple(posts.order_by("id")))
