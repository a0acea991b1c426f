"""Who stood in these days: whoever was there on any day of them, whatever has become of it since.

What a community did until it was closed was done. So it is scored, kept and compared with the others of its month, also
where the month is closed after it was; so is a department that has ended.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol

from django.db.models import F, Q

from dashboards.periods import Period
from partyorg.kinds import Kind
from partyorg.models import Organisation

GONE = "已撤销"  # beside the name of a place or a department that is no more


def places_of(days: Period) -> Q:
    """Of places."""
    ended_later = Q(valid_to__gt=days.first) & Q(valid_to__gt=F("valid_from"))
    return Q(valid_from__lte=days.last) & (Q(valid_to=None) | ended_later)


class Standing(Protocol):
    """A place, or its row."""

    @property
    def valid_from(self) -> date: ...

    @property
    def valid_to(self) -> date | None: ...


def stood_in(place: Standing, days: Period) -> bool:
    """The same of one that has been read."""
    if place.valid_from > days.last:
        return False
    return place.valid_to is None or place.valid_to > max(days.first, place.valid_from)


def departments_of(days: Period, own: Collection[int] | None = None) -> list[Organisation]:
    """All of them, or one's own. One whose founding nobody knows has stood from the beginning. One query."""
    founded = Q(founded_on=None) | Q(founded_on__lte=days.last)
    ended_later = Q(ended_on__gt=days.first) & (Q(founded_on=None) | Q(ended_on__gt=F("founded_on")))
    rows = Organisation.objects.filter(founded, Q(ended_on=None) | ended_later, kind=Kind.DEPARTMENT)
    return list((rows if own is None else rows.filter(pk__in=own)).order_by("name"))
