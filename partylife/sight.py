"""Who of the party may see and record the life of which organisations. The one place that reads posts for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from grids.models import Place
from partylife.kinds import GROUPS
from partyorg.hats import Hat
from partyorg.kinds import PARTY_ROLES, Kind, Role
from partyorg.models import Member, Organisation, Post
from partyorg.models.member import MemberQuerySet
from partyorg.models.organisation import OrganisationQuerySet

RECORDERS = frozenset({Role.BRANCH_SECRETARY, Role.PARTY_OFFICER})
DISTRICT_RUNG = 4


def sees_party_life(hat: Hat) -> bool:
    """Whether one of the hat's posts is the party's own. No query."""
    return any(post.role in PARTY_ROLES for post in hat.on)


def units_seen_by(hat: Hat) -> OrganisationQuerySet:
    """The organisations whose members and whose life this hat may know: those below its units, or in its territory."""
    return _any_of([_reach(post) for post in hat.on if post.role in PARTY_ROLES])


def units_recorded_by(hat: Hat) -> OrganisationQuerySet:
    """Those for which it may record: a branch's secretary for the branch, a party officer for all below the unit."""
    return _any_of([_below(post.organisation) for post in hat.on if post.role in RECORDERS and post.organisation])


def records_party_life(hat: Hat) -> bool:
    return any(post.role in RECORDERS and post.organisation_id for post in hat.on)


def _any_of(doors: list[Q]) -> OrganisationQuerySet:
    return Organisation.objects.filter(reduce(or_, doors)) if doors else Organisation.objects.none()


def _reach(post: Post) -> Q:
    """Platform and leading group stand beside the streets: theirs is the whole tree."""
    if post.organisation is None:
        return _in_territory(post.place) if post.place else Q(pk__in=[])
    return Q(tree_id=post.organisation.tree_id) if post.rung >= DISTRICT_RUNG else _below(post.organisation)


def _below(unit: Organisation) -> Q:
    return Q(tree_id=unit.tree_id, lft__gte=unit.lft, rght__lte=unit.rght)


def _in_territory(place: Place) -> Q:
    """What covers a place in there, and all that hangs below it: many a group has no place of its own."""
    covering = Organisation.objects.filter(
        tree_id=OuterRef("tree_id"), lft__lte=OuterRef("lft"), rght__gte=OuterRef("rght"),
        **{f"place__{name}": value for name, value in _inside(place).items()},
    )  # fmt: skip
    return Q(Exists(covering))


def members_of(units: Iterable[Organisation], on: date) -> MemberQuerySet:
    """Whom these organisations can count as present: their own and those below them; a group's are its branch's."""
    above = [unit.parent if unit.kind in GROUPS and unit.parent else unit for unit in units]
    whole = _any_of([_below(unit) for unit in above])
    return Member.objects.present(on).filter(organisation__in=whole.order_by().values("pk"))


def offered_beside(unit: Organisation, on: date) -> OrganisationQuerySet:
    """Who may host together with it (联合共建): the organisations of the same street, party groups left out."""
    street = unit.get_ancestors(include_self=True).filter(kind=Kind.STREET_COMMITTEE).first()
    near = _below(street) if street else _below(unit)
    if street and street.place:
        near |= Q(**{f"place__{name}": value for name, value in _inside(street.place).items()})
    left_out = GROUPS | {Kind.MEMBER_HOUSEHOLD}
    units = Organisation.objects.stood(on).filter(near).exclude(kind__in=left_out).exclude(pk=unit.pk)
    return units.order_by("tree_id", "lft")


def _inside(place: Place) -> dict[str, int]:
    return {"tree_id": place.tree_id, "lft__gte": place.lft, "rght__lte": place.rght}
