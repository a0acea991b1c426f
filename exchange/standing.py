"""Who may import and export what, and who grants an export. The one place that reads posts for it."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q

from exchange.workflow import EXPORTED_BY, GRANTED_BY, IMPORTED_BY, What
from partyorg.hats import Hat
from partyorg.kinds import Role
from partyorg.models import Organisation, Post
from partyorg.models.organisation import OrganisationQuerySet


def may_import(hat: Hat) -> list[What]:
    return [what for what in What if _posts(hat, IMPORTED_BY[what])]


def may_export(hat: Hat) -> list[What]:
    return [what for what in What if _posts(hat, EXPORTED_BY[what])]


def may_grant(hat: Hat) -> list[What]:
    """Whether a certain export: `granted_by`."""
    return [what for what in What if _posts(hat, GRANTED_BY[what])]


def may_exchange(hat: Hat) -> bool:
    """Whether the desk offers any of it."""
    return bool(may_import(hat) or may_export(hat) or may_grant(hat))


def own_units(hat: Hat, roles: frozenset[str]) -> list[Organisation]:
    """The units of the posts that count, each once."""
    return list(dict.fromkeys(post.organisation for post in _posts(hat, roles) if post.organisation))


def keeps_members_of(hat: Hat) -> OrganisationQuerySet:
    """The organisations whose members this hat keeps: its units on party posts, and all below them."""
    return _under(own_units(hat, IMPORTED_BY[What.MEMBERS]))


def exportable(hat: Hat, what: str) -> OrganisationQuerySet:
    """The units of which this hat may ask for an export of that kind; administrators: any."""
    if what == What.MEMBERS:
        return keeps_members_of(hat)
    return Organisation.objects.active() if what in may_export(hat) else Organisation.objects.none()


def asked_by(hat: Hat) -> Q:
    """Of exports: the kinds, of the units, that this hat may ask for as it is now."""
    return _of_kinds(may_export(hat), keeps_members_of(hat))


def granted_by(hat: Hat) -> Q:
    """Of exports: those on which this hat may decide as it is now. Never one's own: `Export` says whose it is."""
    wider = [_narrower_than(post) for post in _posts(hat, GRANTED_BY[What.MEMBERS])]
    units = Organisation.objects.filter(reduce(or_, wider)) if wider else Organisation.objects.none()
    return _of_kinds(may_grant(hat), units)


def _of_kinds(kinds: list[What], units: OrganisationQuerySet) -> Q:
    """Members: of these units alone. The other registers are nobody's part."""
    return Q(what__in=[what for what in kinds if what != What.MEMBERS]) | Q(what=What.MEMBERS, scope__in=units)


def _narrower_than(post: Post) -> Q:
    """The leading group answers for its place: it stands beside the streets in the tree, not above them."""
    unit = post.organisation
    if unit is None:
        return Q(pk__in=[])
    if post.role != Role.LEADING_GROUP_OFFICER:
        return Q(tree_id=unit.tree_id, lft__gt=unit.lft, rght__lt=unit.rght)
    if unit.place is None:
        return Q(pk__in=[])
    place = unit.place
    return Q(place__tree_id=place.tree_id, place__lft__gte=place.lft, place__rght__lte=place.rght)


def _posts(hat: Hat, roles: frozenset[str]) -> list[Post]:
    return [post for post in hat.on if post.role in roles]


def _under(units: list[Organisation]) -> OrganisationQuerySet:
    found = Organisation.objects.none()
    for unit in units:
        found = found | Organisation.objects.filter(tree_id=unit.tree_id, lft__gte=unit.lft, rght__lte=unit.rght)
    return found.filter(ended_on=None) if units else found
