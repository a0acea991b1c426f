"""Figures read from tallies: of one place, of its children, over days, by category, unit … Each is one query.

Every figure anywhere comes through here, so that two pages can never count differently.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from dashboards.models import Above, Fact, Spread, Tally
from dashboards.periods import Period
from dashboards.sums import CUT_ON
from dashboards.terms import COUNTED, Cut, Grain, What
from grids.models import Place

Counts = Mapping[str, int]  # what is counted → how many; what is missing is 0
_NAMES = [what.value for what in COUNTED]
_SUM = "sum_of_"  # a sum may not be called like its column


@dataclass(frozen=True, slots=True)
class Slice:
    """Which cases of a place: all, or those of some categories (one, or a panel's), of a channel, unit or level."""

    cut: str = Cut.ALL
    values: tuple[str, ...] = ("",)

    def of_tallies(self) -> Q:
        return Q(cut=self.cut, value__in=self.values)

    def of_facts(self) -> Q:
        field = None if self.cut == Cut.ALL else _FACT_FIELD[Cut(self.cut)]
        return Q(**{f"{field}__in": self.values}) if field else Q()


ALL = Slice()
_FACT_FIELD = {Cut.CATEGORY: "category", Cut.CHANNEL: "channel", Cut.UNIT: "unit", Cut.LEVEL: "level"}


def counts(places: Iterable[Place], period: Period, part: Slice = ALL) -> dict[int, Counts]:
    """Of each place, in this period. A place where nothing was counted has an empty line."""
    places = list(places)
    kept = [place for place in places if part.cut == Cut.ALL or place.level in CUT_ON]
    found: dict[int, Counts] = {place.pk: {} for place in places}
    rows = Tally.objects.filter(part.of_tallies(), period.condition(), place__in=[place.pk for place in kept])
    found |= {row.pop("place"): row for row in _summed(rows, "place")}
    if rest := [place.pk for place in places if place not in kept]:
        found |= _counted_below(rest, period, part)
    return found


def _counted_below(places: Collection[int], period: Period, part: Slice) -> dict[int, Counts]:
    """From facts, where no tally of this cut is kept: two queries, however many places."""
    tops: dict[int, list[int]] = defaultdict(list)
    for place, above in Above.objects.filter(above__in=places).values_list("place", "above"):
        tops[place].append(above)
    found: dict[int, dict[str, int]] = {place: defaultdict(int) for place in places}
    days = (period.first, period.last)
    rows = Fact.objects.filter(part.of_facts(), place__in=list(tops), day__range=days).order_by()
    for place, what, many in rows.values_list("place", "what").annotate(many=Sum("number")):
        for top in tops[place]:
            found[top][what] += many
    return {place: dict(counted) for place, counted in found.items()}


def of_place(place: Place, period: Period, part: Slice = ALL) -> Counts:
    return counts([place], period, part)[place.pk]


def by_value(place: Place, cut: str, period: Period, values: Collection[str] | None = None) -> dict[str, Counts]:
    """Of one place, told apart by category, channel, unit or level: value → counts. `values`: these alone."""
    if place.level not in CUT_ON:
        field = _FACT_FIELD[Cut(cut)]
        found: dict[str, dict[str, int]] = defaultdict(dict)
        rows = facts_in(place, period).values(field, "what").annotate(many=Sum("number"))
        for row in rows:
            value = "" if row[field] is None else str(row[field])
            if values is None or value in values:
                found[value][row["what"]] = row["many"]
        return dict(found)
    rows = Tally.objects.filter(period.condition(), cut=cut, place=place)
    if values is not None:
        rows = rows.filter(value__in=values)
    return {row.pop("value"): row for row in _summed(rows, "value")}


def by_day(place: Place, period: Period, part: Slice = ALL, *, grain: str = Grain.DAY) -> dict[date, Counts]:
    """Over time: day → counts, or the first of a month → counts. Days on which nothing was counted are missing."""
    if part.cut != Cut.ALL and place.level not in CUT_ON:
        found: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for day, what, many in facts_in(place, period, part).values_list("day", "what").annotate(many=Sum("number")):
            found[day if grain == Grain.DAY else day.replace(day=1)][what] += many
        return dict(sorted(found.items()))
    rows = Tally.objects.filter(part.of_tallies(), place=place, grain=grain, day__range=(period.first, period.last))
    return dict(sorted((row.pop("day"), row) for row in _summed(rows, "day")))


def hours(place: Place, period: Period, what: What = What.TOOK) -> dict[int, dict[int, int]]:
    """How long it took: level → {working hours in steps: how many}. Of LASTED the level is 0."""
    rows = Spread.objects.filter(period.condition(), place=place, what=what).order_by("level", "hours")
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for level, step, many in rows.values_list("level", "hours").annotate(many=Sum("number")):
        if many:
            found[level][step] = many
    return dict(found)


def stock(place: Place, on: date, part: Slice = ALL) -> Counts:
    """All that was ever counted until the end of that day: what came in less what went out is what is there."""
    return of_place(place, Period("", date(1990, 1, 1), on), part)


def facts_in(place: Place, period: Period, part: Slice = ALL) -> QuerySet[Fact]:
    """The facts that these figures are the sums of."""
    inside = Q(place__tree_id=place.tree_id, place__lft__gte=place.lft, place__rght__lte=place.rght)
    return Fact.objects.filter(inside, part.of_facts(), day__range=(period.first, period.last)).order_by()


def _summed(rows: QuerySet[Tally], by: str) -> Iterator[dict[str, Any]]:
    sums = {f"{_SUM}{name}": Sum(name) for name in _NAMES}
    for row in rows.order_by().values(by).annotate(**sums):
        yield {key.removeprefix(_SUM): value for key, value in row.items()}
