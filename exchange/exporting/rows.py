"""The rows of an export, in the columns of the import: what was taken out can be put in again elsewhere.

Names of members, numbers of everybody are masked unless the export was granted in full. One query for each table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from accounts.identity import masked_identity
from accounts.personal import masked_name, masked_phone
from exchange.models import Export
from exchange.workflow import What
from grids.models import Place
from partyorg.models import GridLink, Member, Organisation, Post

CHUNK = 2000
Row = list[str]


def count_of(export: Export) -> int:
    """How many rows it would have on the day of asking, without building them."""
    return COUNTED[What(export.what)](export.scope, export.at.date()).count()


def rows_of(export: Export, on: date) -> Iterator[Row]:
    return ROWS[What(export.what)](export, on)


def organisations(scope: Organisation | None, _on: date) -> QuerySet[Organisation]:
    return _under(scope).select_related("place", "leans_on", "serves").order_by("tree_id", "lft")


def members(scope: Organisation | None, on: date) -> QuerySet[Member]:
    links = Prefetch("grids", GridLink.objects.filter(until=None).select_related("grid"))
    found = Member.objects.present(on).filter(organisation__in=_under(scope))
    found = found.select_related("organisation", "works_at").prefetch_related(links)
    return found.order_by("organisation__tree_id", "organisation__lft", "id")


def staff(scope: Organisation | None, on: date) -> QuerySet[Post]:
    """Posts in force at the units below, and at the places within the unit's own."""
    found = Post.objects.in_force(on).select_related("person", "organisation", "place", "sent_by")
    if scope is not None:
        inside = Q(organisation__in=_under(scope))
        if scope.place:
            inside |= Q(place__in=Place.objects.under(scope.place))
        found = found.filter(inside)
    return found.order_by("person_id", "id")


def _under(scope: Organisation | None) -> QuerySet[Organisation]:
    active = Organisation.objects.active()
    if scope is None:
        return active
    return active.filter(tree_id=scope.tree_id, lft__gte=scope.lft, rght__lte=scope.rght)


def _organisations(export: Export, on: date) -> Iterator[Row]:
    names: dict[int, str] = {}
    for unit in Organisation.objects.active().order_by("tree_id", "lft").only("name", "parent_id"):
        above = names.get(unit.parent_id or 0, "")
        names[unit.pk] = f"{above}/{unit.name}" if above else unit.name
    for unit in organisations(export.scope, on).iterator(CHUNK):
        yield [
            unit.name,
            unit.get_kind_display(),
            names.get(unit.parent_id or 0, ""),
            unit.place.code if unit.place else "",
            unit.leans_on.name if unit.leans_on else "",
            unit.serves.name if unit.serves else "",
            unit.duty_phone,
            *map(_day, (unit.founded_on, unit.elected_on, unit.due_on)),
        ]


def _members(export: Export, on: date) -> Iterator[Row]:
    for member in members(export.scope, on).iterator(CHUNK):
        link = next(iter(member.grids.all()), None)
        yield [
            member.name if export.in_full else masked_name(member.name),
            member.phone if export.in_full else masked_phone(member.phone),
            member.id_number if export.in_full else masked_identity(member.id_number),
            member.organisation.name,
            "正式" if member.is_full else "预备",
            _day(member.since),
            member.works_at.name if member.works_at else "",
            link.grid.code if link else "",
            link.get_kind_display() if link else "",
            link.duty if link else "",
        ]


def _staff(export: Export, on: date) -> Iterator[Row]:
    for post in staff(export.scope, on).iterator(CHUNK):
        yield [
            post.person.name,
            post.person.username,
            post.person.phone if export.in_full else masked_phone(post.person.phone),
            post.get_role_display(),
            post.organisation.name if post.organisation else "",
            post.place.code if post.place else "",
            _day(post.from_date),
            _day(post.to_date),
            post.sent_by.name if post.sent_by else "",
        ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


COUNTED: Mapping[What, Callable[[Organisation | None, date], QuerySet]] = {
    What.ORGANISATIONS: organisations,
    What.MEMBERS: members,
    What.STAFF: staff,
}
ROWS: Mapping[What, Callable[[Export, date], Iterator[Row]]] = {
    What.ORGANISATIONS: _organisations,
    What.MEMBERS: _members,
    What.STAFF: _staff,
}
