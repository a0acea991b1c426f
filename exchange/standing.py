"""Who may import and export what, and who grants an export. The one place that reads posts for it."""

from __future__ import annotations

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
    """Whether a certain export: `grants`."""
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


def grants(hat: Hat, what: str, scope: Organisation | None) -> bool:
    """Whether it may decide on an export of this kind from this unit (None: the whole register). Never one's own."""
    posts = _posts(hat, GRANTED_BY[what])
    if what != What.MEMBERS:
        return bool(posts)
    return scope is not None and any(_is_wider(post, scope) for post in posts)


def _is_wider(post: Post, scope: Organisation) -> bool:
    """The leading group answers for its place: it stands beside the streets in the tree, not above them."""
    unit = post.organisation
    if unit is None:
        return False
    if post.role == Role.LEADING_GROUP_OFFICER:
        return bool(unit.place and scope.place and unit.place.is_ancestor_of(scope.place, include_self=True))
    return unit.is_ancestor_of(scope)


def _posts(hat: Hat, roles: frozenset[str]) -> list[Post]:
    return [post for post in hat.on if post.role in roles]


def _under(units: list[Organisation]) -> OrganisationQuerySet:
    found = Organisation.objects.none()
    for unit in units:
        found = found | Organisation.objects.filter(tree_id=unit.tree_id, lft__gte=unit.lft, rght__lte=unit.rght)
    return found.filter(ended_on=None) if units else found
