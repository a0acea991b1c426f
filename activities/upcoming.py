"""What is to come of a template: the days for which an activity is still to be made, and what is published already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils.timezone import localdate, make_aware

from activities.models import Activity, Template
from activities.periods import bounds_of, days_of, period_of, rhythm_of
from activities.workflow import State

AHEAD = timedelta(days=14)  # how long before it is held an activity is published
FAR = timedelta(days=400)  # the longest rhythm comes round in it, whatever is taken


@dataclass(frozen=True, slots=True)
class Due:
    """The next activity to be made: for which day, and on which day it is published."""

    day: date
    published_on: date


def begins_at(template: Template, day: date) -> datetime:
    return make_aware(datetime.combine(day, template.starts))


def free_days(template: Template, *, since: date, until: date) -> list[date]:
    """The days within these bounds, both included, whose period has no activity of this template yet. One query.

    A period is taken by the activity that was made for it, called off or moved as it may be. After another rhythm it
    is taken, too, by what that one left to be held in it: weekly until now, then monthly, this month has had its own.
    """
    days = list(days_of(template.rhythm, template.first_on, since=since, until=until))
    if not days:
        return []
    taken, held = _made(template, days)
    return [
        day for day in days
        if period_of(template.rhythm, day) not in taken and not _any_within(held, bounds_of(template.rhythm, day))
    ]  # fmt: skip


def next_due(template: Template, at: datetime) -> Due | None:
    """None where nothing is made of it."""
    today = localdate(at)
    if not template.is_active:
        return None
    free = free_days(template, since=today, until=max(today, template.first_on) + FAR)
    day = next((day for day in free if begins_at(template, day) > at), None)
    return Due(day, max(today, day - AHEAD)) if day else None


def published(template: Template, at: datetime) -> list[Activity]:
    """Made already and not over: a change of the template leaves them as they are."""
    return list(Activity.objects.ahead(at).filter(template=template).order_by("starts_at", "id"))


def _made(template: Template, days: Sequence[date]) -> tuple[set[str], list[date]]:
    """The periods that were used, and the days on which activities of another rhythm are held."""
    first, _ = bounds_of(template.rhythm, days[0])
    periods = [period_of(template.rhythm, day) for day in days]
    near = Q(period__in=periods) | Q(starts_at__gte=make_aware(datetime.combine(first, time())))
    rows = Activity.objects.filter(near, template=template).values_list("period", "starts_at", "state")
    other = [one for one in rows if rhythm_of(one[0]) != template.rhythm]
    held = [localdate(starts_at) for _, starts_at, state in other if state != State.CANCELLED]
    return {period for period, *_ in rows}, held


def _any_within(days: Sequence[date], bounds: tuple[date, date]) -> bool:
    first, last = bounds
    return any(first <= day <= last for day in days)
