"""排行榜 (志愿服务条例 art. 20): by hours, in one place and period, of those who said that they may stand in it.

Who has as many hours has the same rank, and the next one stands after all of them. A minor stands in none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum, TextChoices

from accounts.models import User
from grids.models import Place
from volunteers.kinds import Ranked
from volunteers.models import Service, Volunteer

TOP = 50


class Period(TextChoices):
    MONTH = "month", "本月"
    QUARTER = "quarter", "本季度"
    YEAR = "year", "今年"

    def first_day(self, today: date) -> date:
        months = {Period.MONTH: today.month, Period.QUARTER: (today.month - 1) // 3 * 3 + 1, Period.YEAR: 1}
        return date(today.year, months[self], 1)


@dataclass(frozen=True, slots=True)
class Standing:
    """`name` as they want it read."""

    rank: int
    name: str
    minutes: int
    is_me: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    """`mine`: one's own minutes; `my_rank`: None for who does not stand in it."""

    standings: list[Standing]
    mine: int
    my_rank: int | None


def ranking(place: Place, period: Period, *, me: Volunteer, today: date) -> Ranking:
    """Of a community, or of a street with all of its communities. Four queries, however many volunteers there are."""
    days = (period.first_day(today), today)
    done = Service.objects.approved().filter(day__range=days, minutes__gt=0, community__tree_id=place.tree_id)
    done = done.filter(community__lft__gte=place.lft, community__rght__lte=place.rght).order_by()
    stand = done.filter(person__volunteer__left_on=None, person__volunteer__ranked__in=[Ranked.MASKED, Ranked.NAMED])
    rows: QuerySet[Any] = stand.values("person").annotate(time=Sum("minutes"))
    mine = done.filter(person=me.person_id).aggregate(sum=Sum("minutes"))["sum"] or 0
    stands = mine > 0 and me.ranked != Ranked.HIDDEN and not me.is_minor(today)
    my_rank = rows.filter(time__gt=mine).count() + 1 if stands else None
    return Ranking(_standings(rows, me.person, today), mine, my_rank)


def _standings(rows: QuerySet[Any], me: User, today: date) -> list[Standing]:
    sums: dict[int, int] = dict(rows.order_by("-time", "person").values_list("person", "time")[:TOP])
    who = Volunteer.objects.filter(person__in=sums)
    grown_up = {one.person_id: one for one in who if not one.is_minor(today)}
    times = [time for person, time in sums.items() if person in grown_up]
    return [
        Standing(times.index(time) + 1, _said(grown_up[person]), time, person == me.pk)
        for person, time in sums.items()
        if person in grown_up
    ]


def _said(one: Volunteer) -> str:
    return one.name if one.ranked == Ranked.NAMED else one.masked_name
