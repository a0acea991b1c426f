"""A day has 24 hours: all that is recorded of one person's day goes into them, whoever recorded it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Sum
from django.utils.timezone import localdate, localtime

from volunteers.kinds import A_DAY
from volunteers.models import Service
from volunteers.rules import Refused
from volunteers.telling import duration


def a_day_holds(had: int, more: int) -> bool:
    """In minutes. What has none always goes in."""
    return not more or had + more <= A_DAY


def minutes_passed(day: date, at: datetime) -> int:
    """Of that day: of one that is over all, of today those since midnight."""
    return (localtime(at).hour * 60 + localtime(at).minute) if day == localdate(at) else A_DAY


def minutes_on(person: int, day: date, states: Collection[str]) -> int:
    rows = Service.objects.filter(person=person, day=day, state__in=states)
    return rows.aggregate(sum=Sum("minutes"))["sum"] or 0


def day_full(day: date, had: int, more: int) -> Refused:
    return Refused("day_full", day=f"{day:%Y-%m-%d}", had=duration(had), more=duration(more))
