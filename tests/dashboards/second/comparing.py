"""Every figure of every place against the second calculation (recount.py beside it)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import ceil
from typing import TypeVar

from django.db.models import QuerySet

from cases.models import Case
from dashboards.indicators import COMBINED, INDICATORS, combined, figures_of, quantile
from dashboards.models import Fact
from dashboards.periods import Period
from dashboards.tallies.reading import by_day, by_value, hours, of_place, stock
from dashboards.terms import Cut, Grain, What
from grids.models import Place
from tests.dashboards.second import formulas
from tests.dashboards.second.history import Count
from tests.dashboards.second.recount import counts_of

Key = TypeVar("Key")
LASTING = {What.TOOK, What.LASTED}


@dataclass(frozen=True)
class One:
    """Something that counts, with its case as it stands now and all the places in which that is."""

    case: Case
    count: Count
    places: frozenset[int]

    def value(self, cut: str) -> str:
        return {
            Cut.ALL: "",
            Cut.CATEGORY: str(self.case.category_id or ""),
            Cut.CHANNEL: str(self.case.channel),
            Cut.UNIT: str(self.count.unit),
            Cut.LEVEL: str(self.count.level),
        }[Cut(cut)]


def everything(cases: Iterable[Case] | None = None) -> list[One]:
    parents = dict(Place.objects.values_list("pk", "parent"))
    found: list[One] = []
    for case in Case.objects.order_by("pk") if cases is None else cases:
        here, places = case.place_id, set()
        while here is not None:
            places.add(here)
            here = parents[here]
        found += [One(case, count, frozenset(places)) for count in counts_of(case)]
    return found


def facts_are_those_of_the_histories(every: Iterable[One], facts: QuerySet[Fact] | None = None) -> None:
    """Row by row, so that what differs is told by its name."""
    columns = ("case", "what", "at", "unit", "level", "number", "hours")
    kept = Counter((Fact.objects.all() if facts is None else facts).values_list(*columns))
    made = Counter(
        (one.case.pk, str(one.count.what), one.count.at, one.count.unit, one.count.level, one.count.number,
         one.count.hours)
        for one in every
    )  # fmt: skip
    assert kept == made, f"only kept: {kept - made}; only recounted: {made - kept}"


def figures_are_those_of_the_histories(period: Period) -> None:
    """Of all places, cut in all ways, in these days."""
    every = everything()
    facts_are_those_of_the_histories(every)
    for place in Place.objects.order_by("pk"):
        here = [one for one in every if place.pk in one.places]
        _of_the_place(place, here, period)
        for cut in (Cut.CATEGORY, Cut.CHANNEL, Cut.UNIT, Cut.LEVEL):
            _cut(place, here, period, cut)
        _over_time(place, here, period)
        _lasting(place, here, period)


def _within(here: Iterable[One], period: Period) -> list[One]:
    return [one for one in here if period.first <= one.count.day <= period.last]


def _counted(ones: Iterable[One]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for one in ones:
        if one.count.what not in LASTING:
            counts[str(one.count.what)] += one.count.number
    return counts


def _of_the_place(place: Place, here: list[One], period: Period) -> None:
    flow, all_until = _counted(_within(here, period)), _counted(one for one in here if one.count.day <= period.last)
    figures = figures_of(INDICATORS.values(), of_place(place, period), stock(place, period.last))
    assert figures.keys() == formulas.FORMULAS.keys()
    for code, figure in figures.items():
        top, bottom = formulas.figure(code, all_until if code in formulas.STOCKS else flow)
        said = f"{code} of {place} in {period.label}"
        assert (figure.numerator, figure.denominator) == (top, bottom or 0), said
        if bottom:
            share = Decimal(top) / bottom * (1 if code in formulas.PERCENT_NOT else 100)
            assert figure.value == share.quantize(Decimal("0.1"), ROUND_HALF_UP), said
        elif bottom == 0:
            assert figure.value is None, said
    of_three = formulas.combined(flow)
    assert combined(COMBINED, figures) == (of_three and of_three.quantize(Decimal("0.1"), ROUND_HALF_UP))


def _cut(place: Place, here: list[One], period: Period, cut: Cut) -> None:
    def split(ones: Iterable[One]) -> dict[str, Counter[str]]:
        return _grouped(ones, lambda one: one.value(cut))

    for asked in (period, Period("days", date(1990, 1, 1), period.last)):
        assert _tidy(by_value(place, cut, asked)) == split(_within(here, asked)), f"{place} by {cut}"
    for counts in split(one for one in here if one.count.day <= period.last).values():
        assert counts["opened"] >= counts["ended"], f"less than nothing is open: {place} by {cut}"


def _over_time(place: Place, here: list[One], period: Period) -> None:
    days = _grouped(_within(here, period), lambda one: one.count.day)
    assert _tidy(by_day(place, period)) == days, place
    first, last = period.first.replace(day=1), period.last
    months = _grouped(
        (one for one in here if first <= one.count.day.replace(day=1) <= last), lambda one: one.count.day.replace(day=1)
    )
    assert _tidy(by_day(place, Period("days", first, last), grain=Grain.MONTH)) == months, place


def _lasting(place: Place, here: list[One], period: Period) -> None:
    for what in (What.TOOK, What.LASTED):
        spans: dict[int, list[int]] = defaultdict(list)
        for one in _within(here, period):
            if one.count.what == what:
                assert one.count.hours is not None
                spans[(one.count.level or 0) if what == What.TOOK else 0].append(one.count.hours)
        found = hours(place, period, what)
        assert found == {level: Counter(span) for level, span in spans.items()}, f"{what} of {place}"
        for level, span in spans.items():
            for share in (0.5, 0.9):
                assert quantile(found[level], share) == sorted(span)[max(ceil(share * len(span)), 1) - 1]


def _grouped(ones: Iterable[One], key: Callable[[One], Key]) -> dict[Key, Counter[str]]:
    groups: dict[Key, Counter[str]] = defaultdict(Counter)
    for one in ones:
        if one.count.what not in LASTING:
            groups[key(one)][str(one.count.what)] += one.count.number
    return {value: counts for value, counts in groups.items() if +counts}


def _tidy(read: Mapping[Key, Mapping[str, int]]) -> dict[Key, Counter[str]]:
    """Without what is zero, which one says and the other leaves out."""
    tidied = {key: Counter({what: many for what, many in counts.items() if many}) for key, counts in read.items()}
    lasting = {what.value for what in LASTING}
    without = {key: Counter({w: n for w, n in counts.items() if w not in lasting}) for key, counts in tidied.items()}
    return {key: counts for key, counts in without.items() if counts}
