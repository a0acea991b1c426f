"""What a post makes of its holder in all of this. The one place that reads posts for it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from grids.models import Level, Place
from partyorg.hats import Hat
from partyorg.kinds import PARTY_ROLES, Kind, Role
from partyorg.models import Organisation

# Units that come to a community: departments and those that sit in its area.
COMING: frozenset[str] = frozenset({Kind.DEPARTMENT, Kind.STREET_BODY, Kind.COMPANY, Kind.PROPERTY_COMPANY})
KEEPERS = frozenset({Role.COMMUNITY_SECRETARY, Role.PARTY_OFFICER})
FILERS = KEEPERS | {Role.STREET_SECRETARY}
COMMUNITY_LEVELS = frozenset({Level.COMMUNITY, Level.VILLAGE})
FILING_LEVELS = COMMUNITY_LEVELS | {Level.STREET}


def kept_by(hat: Hat) -> list[Place]:
    """The communities for which this hat receives, confirms, publishes and appraises."""
    return _covered(hat, KEEPERS, COMMUNITY_LEVELS)


def keeps(hat: Hat, community: Place) -> bool:
    return any(place.pk == community.pk for place in kept_by(hat))


def filed_by(hat: Hat) -> list[Place]:
    """The streets and communities in which this hat files people of new trades; what lies below goes with them."""
    return _covered(hat, FILERS, FILING_LEVELS)


def files_in(hat: Hat, place: Place) -> bool:
    return place.level in FILING_LEVELS and any(holds(own, place) for own in filed_by(hat))


def watched_by(hat: Hat) -> list[Place]:
    """The territory in which this hat may know who is a member of the party."""
    return _covered(hat, PARTY_ROLES, frozenset(Level))


def units_of(hat: Hat) -> list[Organisation]:
    """The units whose people's affairs this hat handles: each once."""
    posts = [post for post in hat.on if post.role == Role.UNIT_OFFICER and post.organisation]
    return list({post.organisation_id: post.organisation for post in posts if post.organisation}.values())


def handles(hat: Hat, unit: Organisation | None) -> bool:
    return unit is not None and any(own.pk == unit.pk for own in units_of(hat))


def concerned(hat: Hat) -> bool:
    """Whether the desk has anything of this for them. No query."""
    return bool(watched_by(hat) or any(unit.kind in COMING for unit in units_of(hat)))


def within(places: Iterable[Place], field: str) -> Q:
    """Rows whose `field` is one of these places or lies below one; none for no place. "": the rows are places."""
    at = f"{field}__" if field else ""
    under = [Q(**{f"{at}tree_id": own.tree_id, f"{at}lft__gte": own.lft, f"{at}rght__lte": own.rght}) for own in places]
    return reduce(or_, under) if under else Q(pk__in=[])


def _covered(hat: Hat, roles: Iterable[str], levels: Iterable[str]) -> list[Place]:
    places = [post.covers for post in hat.on if post.role in roles]
    return list({place.pk: place for place in places if place and place.level in levels}.values())


def holds(own: Place, place: Place) -> bool:
    return own.tree_id == place.tree_id and own.lft <= place.lft and own.rght >= place.rght
