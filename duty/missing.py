"""缺记: the working days of a guide's posting on which nothing was written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from accounts.models import User
from duty.models import Log
from duty.standing import stood
from grids.models import Place
from partylife.periods import Period
from partyorg.kinds import RUNGS, Role
from partyorg.models import Post
from worktime.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Gaps:
    """A guide, the working days of their posting within a period that are over, and those without a log."""

    guide: User
    expected: int
    days: list[date]


def missing_days(
    posts: Iterable[Post], logged: set[date], period: Period, today: date, calendar: WorkCalendar
) -> tuple[int, list[date]]:
    """How many working days were to be logged, and which were not. Today still can be. Pure."""
    held = list(posts)
    last = min(period.last, today - timedelta(days=1))
    days = [period.first + timedelta(days=number) for number in range((last - period.first).days + 1)]
    wanted = [day for day in days if calendar.is_workday(day) and any(stood(post, day) for post in held)]
    return len(wanted), [day for day in wanted if day not in logged]


def gaps(posts: Iterable[Post], period: Period, today: date, calendar: WorkCalendar) -> list[Gaps]:
    """Of each guide who holds one of these posts: one query."""
    by_guide: dict[User, list[Post]] = defaultdict(list)
    for post in posts:
        by_guide[post.person].append(post)
    logged: dict[int, set[date]] = defaultdict(set)
    rows = Log.objects.filter(guide__in=by_guide, day__range=(period.first, period.last)).order_by()
    for guide_id, day in rows.values_list("guide_id", "day"):
        logged[guide_id].add(day)
    found = []
    for guide, held in by_guide.items():
        expected, days = missing_days(held, logged[guide.pk], period, today, calendar)
        found.append(Gaps(guide, expected, days))
    return found


def guides_posted(places: Iterable[Place], period: Period) -> list[Post]:
    """The guides' posts in these territories within the period: one query."""
    territory = Q(pk__in=[])
    for place in places:
        territory |= _under("place", place) | (_under("organisation__place", place) & Q(organisation__kind__in=RUNGS))
    stood_still = Post.objects.filter(territory, role=Role.GUIDE).overlapping(period.first, period.last)
    return list(stood_still.select_related("person", "place", "organisation").order_by("place__lft", "id"))


def _under(field: str, place: Place) -> Q:
    inside = {"tree_id": place.tree_id, "lft__gte": place.lft, "rght__lte": place.rght}
    return Q(**{f"{field}__{name}": value for name, value in inside.items()})
