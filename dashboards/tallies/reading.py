"""Figures read from tallies: of one place, of its children, over days, by category, unit … Each is one query.

Every figure anywhere comes through here, so that two pages can never count differently.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum

from dashboards.models import Above, Fact, Spread, Tally
from dashboards.periods import Period
from dashboards.tallies.summing import Arm, lines
from dashboards.tallies.sums import CUT_ON
from dashboards.terms import COUNTED, LASTING, Cut, Grain, What
from grids.models import Place

Counts = Mapping[str, int]  # what is counted → how many; what is missing is 0
_NAMES = [what.value for what in COUNTED]
_SUM = "sum_of_"  # a sum may not be called like its column
_SUMS = {f"{_SUM}{name}": Sum(name) for name in _NAMES}


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


class Asking(NamedTuple):
    places: Sequence[Place]
    period: Period
    part: Slice = ALL


_FACT_FIELD = {Cut.CATEGORY: "category", Cut.CHANNEL: "channel", Cut.UNIT: "unit", Cut.LEVEL: "level"}


def counts(places: Iterable[Place], period: Period, part: Slice = ALL) -> dict[int, Counts]:
    """Of each place, in this period. A place where nothing was counted has an empty line."""
    [found] = several([Asking(list(places), period, part)])
    return found


def several(asked: Sequence[Asking]) -> list[dict[int, Counts]]:
    """As `counts`, several times: one query for all of them, and two more where grids are asked for a part."""
    found, _ = several_and_apart(asked, None)
    return found


def several_and_apart(
    asked: Sequence[Asking], apart: Asking | None
) -> tuple[list[dict[int, Counts]], dict[str, Counts]]:
    """As `several`, and in the same query `apart` of one place by the values of its part."""
    found: list[dict[int, Counts]] = [{place.pk: {} for place in one.places} for one in asked]
    arms = [_arm(one) for one in (*asked, *([apart] if apart else []))]
    told: dict[str, Counts] = {}
    for arm, place, value, counted in lines(arms, _NAMES):
        if arm == len(asked):
            told[value] = counted
        else:
            found[arm][place] = _added(found[arm][place], counted)
    _add_from_facts(asked, found)
    return found, told


def _arm(asked: Asking) -> Arm:
    kept = [place.pk for place in asked.places if _is_kept(place, asked.part)]
    return Arm(kept, asked.period, asked.part.cut, asked.part.values)


def _added(one: Counts, other: Counts) -> Counts:
    """Of a part with several values, as a panel of categories has."""
    return {name: many + other[name] for name, many in one.items()} if one else other


def _is_kept(place: Place, part: Slice) -> bool:
    return part.cut == Cut.ALL or place.level in CUT_ON


def _add_from_facts(asked: Sequence[Asking], found: Sequence[dict[int, Counts]]) -> None:
    """Where no tally of this cut is kept: two queries for each part, however many places and periods."""
    numbers: dict[Slice, list[int]] = defaultdict(list)
    for number, one in enumerate(asked):
        if not all(_is_kept(place, one.part) for place in one.places):
            numbers[one.part].append(number)
    for part, group in numbers.items():
        wanted = {place.pk for number in group for place in asked[number].places if not _is_kept(place, part)}
        tops = _tops(wanted)
        days = (min(asked[n].period.first for n in group), max(asked[n].period.last for n in group))
        facts = Fact.objects.filter(part.of_facts(), place__in=list(tops), day__range=days).order_by()
        rows = list(facts.values_list("place", "day", "what").annotate(many=Sum("number")))
        for number in group:
            found[number].update(_summed_up(rows, tops, asked[number].period, wanted & found[number].keys()))


def _tops(places: Collection[int]) -> dict[int, list[int]]:
    """Of each place inside these: which of them it is in."""
    tops: dict[int, list[int]] = defaultdict(list)
    for place, above in Above.objects.filter(above__in=places).values_list("place", "above"):
        tops[place].append(above)
    return tops


def _summed_up(
    rows: Iterable[tuple[int, date, str, int]], tops: Mapping[int, list[int]], period: Period, wanted: Collection[int]
) -> dict[int, Counts]:
    found: dict[int, dict[str, int]] = {place: defaultdict(int) for place in wanted}
    for place, day, what, many in rows:
        for top in tops[place] if period.first <= day <= period.last else ():
            if top in found:
                found[top][what] += many
    return {place: dict(counted) for place, counted in found.items()}


def of_place(place: Place, period: Period, part: Slice = ALL) -> Counts:
    return counts([place], period, part)[place.pk]


def by_value(
    place: Place, cut: str, period: Period, values: Collection[str] | None = None, part: Slice = ALL
) -> dict[str, Counts]:
    """Of one place, told apart by category, channel, unit or level: value → counts. `values`: these alone. `part`: of
    some of its cases; then it is counted from the facts, for no tally is cut twice."""
    if place.level not in CUT_ON or part != ALL:
        field = _FACT_FIELD[Cut(cut)]
        found: dict[str, dict[str, int]] = defaultdict(dict)
        rows = facts_in(place, period, part).values(field, "what").annotate(many=Sum("number"))
        for row in rows:
            value = "" if row[field] is None else str(row[field])
            if values is None or value in values:
                found[value][row["what"]] = row["many"]
        return dict(found)
    rows = Tally.objects.filter(period.condition(), cut=cut, place=place)
    if values is not None:
        rows = rows.filter(value__in=values)
    return {row.pop("value"): row for row in _summed(rows, "value")}


def by_cuts(place: Place, period: Period) -> dict[str, dict[str, Counts]]:
    """Of one place, every way at once: cut → value → counts. One query where tallies are kept."""
    cuts = [cut.value for cut in Cut if cut != Cut.ALL]
    if place.level not in CUT_ON:
        return {cut: by_value(place, cut, period) for cut in cuts}
    found: dict[str, dict[str, Counts]] = {cut: {} for cut in cuts}
    rows = Tally.objects.filter(period.condition(), cut__in=cuts, place=place).order_by()
    for summed in rows.values("cut", "value").annotate(**_SUMS):
        row = _without_prefix(summed)
        found[row.pop("cut")][row.pop("value")] = row
    return found


def daily(places: Sequence[Place], period: Period, what: What, part: Slice = ALL) -> dict[int, dict[date, int]]:
    """Of one thing alone, of several places, none inside another: place → day → how many. One query, and another for a
    part of grids."""
    found: dict[int, dict[date, int]] = {place.pk: defaultdict(int) for place in places}
    days = (period.first, period.last)
    kept = [place.pk for place in places if _is_kept(place, part)]
    rows = Tally.objects.filter(part.of_tallies(), place__in=kept, grain=Grain.DAY, day__range=days)
    for place, day, many in rows.order_by().values_list("place", "day", what.value):
        found[place][day] += many
    if rest := found.keys() - kept:
        above = Above.objects.filter(above__in=rest)
        facts = Fact.objects.filter(part.of_facts(), place__in=above.values("place"), what=what, day__range=days)
        top = Subquery(above.filter(place=OuterRef("place")).values("above")[:1])
        for place, day, many in facts.order_by().values_list(top, "day").annotate(many=Sum("number")):
            found[place][day] += many
    return found


def tallied(
    places: Iterable[Place], cut: str, periods: Sequence[Period], what: What
) -> dict[tuple[int, str], tuple[int, ...]]:
    """Of many places at once, told apart by `cut`: (place, value) → how many of this in each of the periods. One query.
    Below the community nothing is kept apart, so nothing is found there."""
    sums = [Sum(what.value, filter=period.condition(), default=0) for period in periods]
    rows = Tally.objects.filter(
        reduce(or_, (period.condition() for period in periods)), cut=cut, place__in=[place.pk for place in places]
    )
    named = {f"{_SUM}{number}": each for number, each in enumerate(sums)}
    found = rows.order_by().values_list("place", "value").annotate(**named)
    return {(place, value): tuple(many) for place, value, *many in found}


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
    return lasting(place, period).get(what, {})


def lasting(place: Place, period: Period, part: Slice = ALL) -> dict[str, dict[int, dict[int, int]]]:
    """All that carries hours: TOOK or LASTED → level → {working hours in steps: how many}. One query. Of a part it is
    counted from the facts: how long it took is not kept apart."""
    if part != ALL:
        return _lasting_in(facts_in(place, period, part))
    rows = Spread.objects.filter(period.condition(), place=place).order_by("what", "level", "hours")
    found: dict[str, dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for what, level, step, many in rows.values_list("what", "level", "hours").annotate(many=Sum("number")):
        if many:
            found[what][level][step] = many
    return {what: dict(levels) for what, levels in found.items()}


def _lasting_in(facts: QuerySet[Fact]) -> dict[str, dict[int, dict[int, int]]]:
    found: dict[str, dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    rows = facts.filter(what__in=sorted(LASTING)).values_list("what", "level", "hours")
    for what, level, step, many in rows.annotate(many=Sum("number")).order_by("what", "level", "hours"):
        found[what][level if what == What.TOOK else 0][step] += many
    return {
        what: {level: dict(sorted(steps.items())) for level, steps in levels.items()} for what, levels in found.items()
    }


def stock(place: Place, on: date, part: Slice = ALL) -> Counts:
    """All that was ever counted until the end of that day: what came in less what went out is what is there."""
    return of_place(place, until(on), part)


def until(on: date) -> Period:
    """Everything that was ever counted, to the end of that day."""
    return Period("", date(1990, 1, 1), on)


def facts_in(place: Place, period: Period, part: Slice = ALL) -> QuerySet[Fact]:
    """The facts that these figures are the sums of."""
    inside = Q(place__tree_id=place.tree_id, place__lft__gte=place.lft, place__rght__lte=place.rght)
    return Fact.objects.filter(inside, part.of_facts(), day__range=(period.first, period.last)).order_by()


def _summed(rows: QuerySet[Tally], by: str) -> Iterator[dict[str, Any]]:
    for row in rows.order_by().values(by).annotate(**_SUMS):
        yield _without_prefix(row)


def _without_prefix(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key.removeprefix(_SUM): value for key, value in row.items()}
