"""What happened, read for telling: one event with all that its messages need, a batch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.db.models.functions import Now

from cases.models import Event
from cases.terms import Who
from notifications.models import Announced, Cursor
from notifications.phrasebook import Page, Phrasebook
from notifications.terms import Audience, Rule


@dataclass(frozen=True, slots=True)
class Happening:
    """An event, its case and the units before and after it. `before_*`: who owned and hosted until this step."""

    book: Phrasebook
    event_id: int
    kind: str
    at: datetime
    role: str
    by_id: int | None
    by_phone_hash: str | None
    owner_id: int
    host_id: int | None
    before_owner_id: int | None
    before_host_id: int | None
    state: str
    level: int
    respond_by: datetime | None
    handle_by: datetime | None
    case_id: int
    number: str
    title: str
    place_id: int
    tree_id: int
    lft: int
    parent_place_id: int | None
    reporter_id: int | None
    reporter_phone_hash: str
    merged_into_id: int | None
    confidential: bool
    sensitive: bool | None
    category: str | None
    late_seconds: int

    @property
    def by_system(self) -> bool:
        return self.role == Who.SYSTEM

    @property
    def places(self) -> list[int]:
        """Where it is, from the grid up: two levels are enough to find who checks."""
        return [place for place in (self.place_id, self.parent_place_id) if place]

    @property
    def page(self) -> Page:
        """Who is to hear of it, in which words."""
        return self.book.page(self.kind, by_system=self.by_system, state=self.state)

    @property
    def rules(self) -> tuple[Rule, ...]:
        return self.page.rules

    @property
    def main_case_id(self) -> int:
        """The case itself, or the one that it was merged into: where the work is done."""
        return self.merged_into_id or self.case_id

    @property
    def known_to_all(self) -> bool:
        """As `Case.objects.known_to_all` asks it."""
        return not (self.confidential or self.sensitive)

    @property
    def by_reporter(self) -> bool:
        return self.role == Who.REPORTER

    @property
    def late(self) -> timedelta:
        """How late the system was with it."""
        return timedelta(seconds=self.late_seconds)


_COLUMNS = (
    "id",
    "kind",
    "at",
    "role",
    "by_id",
    "by__phone_hash",
    "owner_org_id",
    "host_org_id",
    "before__owner_org_id",
    "before__host_org_id",
    "to_state",
    "to_level",
    "respond_by_after",
    "handle_by_after",
    "case_id",
    "case__number",
    "case__title",
    "case__place_id",
    "case__place__tree_id",
    "case__place__lft",
    "case__place__parent_id",
    "case__reporter_id",
    "case__reporter_phone_hash",
    "case__merged_into_id",
    "case__confidential",
    "case__category__sensitive",
    "case__category__name",
    "late_seconds",
)


def not_announced(*, after: int, most: int) -> list[int]:
    """The ids of the next events above `after` that nobody has dealt with, in their order."""
    dealt_with = Announced.objects.filter(event_id=OuterRef("pk"), event_id__gt=after)
    waiting = Event.objects.filter(~Exists(dealt_with), id__gt=after).order_by("id")
    return list(waiting.values_list("id", flat=True)[:most])


def waiting_for(span: timedelta, *, most: int) -> int:
    """How many events have waited longer than this to be announced, in the database's own time; counted to `most`."""
    above = Cursor.objects.values_list("event_id", flat=True).first() or 0
    dealt_with = Announced.objects.filter(event_id=OuterRef("pk"), event_id__gt=above)
    waiting = Event.objects.filter(~Exists(dealt_with), id__gt=above, recorded_at__lt=Now() - span)
    return waiting.order_by()[:most].count()


def happenings(event_ids: Sequence[int], book: Phrasebook) -> list[Happening]:
    """These events with all that surrounds them, in the order of their ids.

    A query of its own: joined to the question above, a backlog of 100,000 would be joined and sorted for each batch.
    """
    before = FilteredRelation("case__events", condition=Q(case__events__seq=F("seq") - 1))
    events = Event.objects.filter(id__in=event_ids).annotate(before=before).order_by("id")
    return [Happening(book, *row) for row in events.values_list(*_COLUMNS)]


def telling(happenings: Sequence[Happening], *audiences: Audience) -> list[Happening]:
    """Those of this batch in which one of these audiences has something to hear."""
    wanted = frozenset(audiences)
    return [happening for happening in happenings if not wanted.isdisjoint(happening.page.audiences)]
