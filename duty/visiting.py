"""走访次数: how often each head of building visited within a month. Mechanism C04."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.models import User
from duty.models import VisitQuerySet
from grids.models import Level, Place
from partylife.periods import Period
from partyorg.kinds import Role
from partyorg.models import Post


@dataclass(frozen=True, slots=True)
class Tally:
    """The visits of one head in one building; 0 for who was to visit and did not."""

    head: User
    building: Place
    visits: int
    mediated: int


def tallies(visits: VisitQuerySet, posts: Iterable[Post], month: Period) -> list[Tally]:
    """By head and building, of those who hold or held one of these posts: one query."""
    rows = visits.filter(visited_at__date__range=(month.first, month.last)).order_by().values("head", "building")
    counted = {
        (row["head"], row["building"]): (row["visits"], row["settled"])
        for row in rows.annotate(visits=Count("pk"), settled=Count("pk", filter=Q(mediated=True)))
    }
    pairs = {(post.person, post.place): None for post in posts if post.place}
    return [Tally(head, place, *counted.get((head.pk, place.pk), (0, 0))) for head, place in pairs]


def heads_of_buildings(places: Iterable[Place], month: Period) -> list[Post]:
    """The posts of heads of buildings in these territories within the month: one query."""
    territory = Q(pk__in=[])
    for place in places:
        territory |= Q(place__tree_id=place.tree_id, place__lft__gte=place.lft, place__rght__lte=place.rght)
    posts = Post.objects.filter(territory, role=Role.BUILDING_HEAD, place__level=Level.BUILDING)
    held = posts.overlapping(month.first, month.last)
    return list(held.select_related("person", "place__parent").order_by("place__lft", "id"))
