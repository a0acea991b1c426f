"""Who acts, and by which posts. A hat comes in from the edge (`by=`) and is written into every event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import localdate

from accounts.models import User
from partyorg.models import Post


@dataclass(frozen=True, slots=True)
class Hat:
    """A person with the posts in force at that moment; the system; or a resident, known by name or not.

    `posts` are the ones that the person has on, as far as they concern cases; `offices` those on that do not.
    `held` are all in force, on or not: what a post forbids somebody, it forbids whichever they have on.
    `reporter_of` holds the id of the case whose tracking code the resident has shown.
    """

    person: User | None = None
    posts: tuple[Post, ...] = ()
    is_system: bool = False
    reporter_of: int | None = None
    offices: tuple[Post, ...] = ()
    held: tuple[Post, ...] = ()

    @property
    def on(self) -> tuple[Post, ...]:
        """All that is on, offices too."""
        return self.posts + self.offices

    @property
    def worn(self) -> Post | None:
        """The one that is on where the person holds several."""
        return self.on[0] if len(self.on) == 1 < len(self.held) else None

    def wearing(self, worn: int | None) -> Hat:
        """The same person with this one of their posts on; without it, or where it has ended, with all of them."""
        on = [post for post in self.held if post.pk == worn] or self.held
        return replace(
            self,
            posts=tuple(post for post in on if not post.is_office),
            offices=tuple(post for post in on if post.is_office),
        )

    @property
    def unit_ids(self) -> frozenset[int]:
        return frozenset(post.organisation_id for post in self.posts if post.organisation_id)


def has_left(hat: Hat) -> bool:
    """Whether this person held a post once and holds none now: what they were told in it is no longer theirs."""
    return hat.person is not None and not hat.on and Post.objects.filter(person=hat.person).exists()


SYSTEM = Hat(is_system=True)
RESIDENT = Hat()


def hat_of(user: User | AnonymousUser, at: datetime, *, worn: int | None = None) -> Hat:
    """The hat of a signed-in person at this moment: one query. Nobody's hat is a resident's.

    `worn`: the one post that the person chose to have on; without it, or where it has ended, all of them are.
    """
    if not isinstance(user, User):
        return RESIDENT
    posts = Post.objects.in_force(localdate(at)).filter(person=user)
    held = tuple(posts.select_related("organisation__place", "place").order_by("id"))
    return Hat(person=user, held=held).wearing(worn)
