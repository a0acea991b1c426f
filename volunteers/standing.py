"""What a post makes of its holder where people volunteer. The one place that reads posts for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from checkins.standing import within
from grids.models import Level, Place
from partyorg.hats import Hat
from partyorg.kinds import GRID_WORKERS, Role
from partyorg.models import Post
from partyorg.territory import holds

COMMUNITY_LEVELS = (Level.COMMUNITY, Level.VILLAGE)
# Who looks at records, keeps the shop, issues proofs: the community's own staff, and the street's where it has none.
KEEPERS = frozenset(
    {Role.COMMUNITY_SECRETARY, Role.INTAKE_OFFICER, Role.STREET_OFFICER, Role.STREET_SECRETARY, Role.STREET_DIRECTOR}
)
# Who besides them calls people together and keeps the roster: those of a grid, for their community.
ORGANISERS = KEEPERS | GRID_WORKERS | {Role.BRANCH_SECRETARY, Role.PARTY_OFFICER}


def kept_by(hat: Hat) -> list[Place]:
    """The territory in which this hat decides on records and keeps the shop: communities, or a street with all of
    them. No query."""
    return _covered(hat, KEEPERS)


def keeps(hat: Hat, community: Place) -> bool:
    return any(holds(own, community) for own in kept_by(hat))


def organises(hat: Hat, community: Place) -> bool:
    """Whether this hat publishes here and keeps rosters: of this community, above it, or of one of its grids."""
    return any(holds(own, community) or holds(community, own) for own in _covered(hat, ORGANISERS))


def concerned(hat: Hat) -> bool:
    """Whether the desk has anything of this for them. No query."""
    return bool(_covered(hat, ORGANISERS))


def in_keeping(hat: Hat, field: str = "community") -> Q:
    """Rows whose `field` lies where this hat decides."""
    return within(kept_by(hat), field)


def in_sight(hat: Hat, field: str = "community") -> Q:
    """Rows whose `field` is a community where this hat organises: in its territory, or the one that its grid is in."""
    return _around(_covered(hat, ORGANISERS), f"{field}__")


def communities_of(hat: Hat) -> list[Place]:
    """The communities for which this hat organises, in the tree's order. One query."""
    communities = Place.objects.not_closed().filter(level__in=COMMUNITY_LEVELS)
    return list(communities.filter(_around(_covered(hat, ORGANISERS))).order_by("tree_id", "lft"))


def communities_kept_by(hat: Hat) -> list[Place]:
    """The communities for which this hat decides, in the tree's order. One query."""
    communities = Place.objects.not_closed().filter(level__in=COMMUNITY_LEVELS)
    return list(communities.filter(within(kept_by(hat), "")).order_by("tree_id", "lft"))


def staff_of(community: Place, on: date) -> list[Post]:
    """The posts in force whose holders organise here, as `organises` says it of one hat. One query."""
    around = _around([community], "place__") | _around([community], "organisation__place__")
    posts = Post.objects.in_force(on).filter(around, role__in=ORGANISERS, person__is_active=True)
    found = posts.select_related("person", "place", "organisation__place").order_by("person__name", "id")
    return [post for post in found if post.covers]


def keepers_of(community: Place, on: date) -> list[Post]:
    """Of those the ones who keep its shop and decide on its records, as `keeps` says it of one hat. One query."""
    keeping = [(post, post.covers) for post in staff_of(community, on) if post.role in KEEPERS]
    return [post for post, own in keeping if own and holds(own, community)]


def _around(own: list[Place], at: str = "") -> Q:
    found = within(own, at.removesuffix("__"))
    for place in own:
        found |= Q(**{f"{at}tree_id": place.tree_id, f"{at}lft__lte": place.lft, f"{at}rght__gte": place.rght})
    return found


def _covered(hat: Hat, roles: Iterable[str]) -> list[Place]:
    places = [post.covers for post in hat.on if post.role in roles]
    return list({place.pk: place for place in places if place}.values())
