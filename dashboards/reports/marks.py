"""Marks of what a month's report rests on: what was counted, of the whole and of its parts; which places lie in it; and
by which rules. Another mark now than the report's own says that it no longer holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from django.db.models import Q, Sum

from dashboards.indicators import INDICATORS, Rules
from dashboards.models import Report, Spread, Tally
from dashboards.periods import OWN, Period, month_before, month_of
from dashboards.reports.about import About
from dashboards.scoring.frozen import rules_of_months
from dashboards.stood import stood_in
from dashboards.tallies.reading import ALL, by_day, facts_in, until
from dashboards.tallies.sums import CUT_ON, KEPT_ON
from dashboards.terms import COUNTED, Cut, Grain
from grids.models import Place


class Mark(NamedTuple):
    """`own`: of what was counted of the place itself, as reports were marked before the places below were looked at."""

    figures: str
    rules: str
    own: str

    def is_of(self, report: Report) -> bool:
        """One that was made before rules were marked is taken at its figures."""
        return self.has_figures_of(report) and report.rules in ("", self.rules)

    def has_figures_of(self, report: Report) -> bool:
        return report.figures in (self.figures, self.own)


def marks_of(about: About, months: Collection[date]) -> dict[date, Mark]:
    """`months`: at least one. A fixed number of queries."""
    rules = rules_of_months(about.place.district, months)
    counted = by_day(about.place, until(month_of(max(months)).last), about.part, grain=Grain.MONTH)
    printed = _apart(about, Period(OWN, month_before(min(months)).first, month_of(max(months)).last))
    inside = Place.objects.under(about.place).filter(level__in=KEPT_ON).order_by("lft")
    places = list(inside.only("parent", "valid_from", "valid_to"))
    found = {}
    for month in months:
        of_both = [(counted.get(each, {}), printed.get(each, [])) for each in (month, month_before(month).first)]
        told = [(_told(counts), sorted(apart)) for counts, apart in of_both]
        stood = [(place.pk, place.parent_id) for place in places if stood_in(place, month_of(month))]
        figures = _hashed([told, _told(_stock(counted, month)), stood])
        found[month] = Mark(figures, _of_rules(rules[month]), _hashed(_told(counted.get(month, {}))))
    return found


def mark_of(about: About, month: date) -> Mark:
    return marks_of(about, [month])[month]


def _apart(about: About, days: Period) -> Mapping[date, list[tuple[str, ...]]]:
    """What a paper prints of a month beside the whole: of each place one step below, by category, by rung, and how long
    it took. Two queries of tallies; where none are kept apart, or not twice, one of facts."""
    found: dict[date, list[tuple[str, ...]]] = defaultdict(list)
    if about.part != ALL or about.place.level not in CUT_ON:
        rows = facts_in(about.place, days, about.part).values_list("day", "what", "place", "category", "level", "hours")
        summed: dict[tuple[date, tuple[object, ...]], int] = defaultdict(int)
        for day, *what, many in rows.annotate(many=Sum("number")):
            summed[day.replace(day=1), tuple(what)] += many
        for (month, of), many in summed.items():
            found[month].append(tuple(map(str, (*of, many))))
        return found
    below = Q(cut=Cut.ALL, place__parent=about.place) | Q(cut__in=_CUTS, place=about.place)
    tallies = Tally.objects.filter(below, grain=Grain.MONTH, day__range=(days.first, days.last)).order_by()
    for month, *row in tallies.values_list(*_OF_A_TALLY, *COUNTED):
        if any(row[len(_OF_A_TALLY) - 1 :]):
            found[month].append(tuple(map(str, row)))
    spreads = Spread.objects.filter(
        place=about.place, grain=Grain.MONTH, day__range=(days.first, days.last), number__gt=0
    )
    for month, *took in spreads.order_by().values_list("day", "what", "level", "hours", "number"):
        found[month].append(tuple(map(str, took)))
    return found


_CUTS, _OF_A_TALLY = (Cut.CATEGORY, Cut.LEVEL), ("day", "place", "cut", "value")
_IN_STOCK = [
    what for one in INDICATORS.values() if one.stock for what in (*one.top, *one.minus, *one.bottom, *one.bottom_minus)
]


def _stock(counted: Mapping[date, Mapping[str, int]], month: date) -> dict[str, int]:
    """Of what is there at the end of the month."""
    until_then = [counts for first, counts in counted.items() if first <= month]
    return {what: sum(counts.get(what, 0) for counts in until_then) for what in _IN_STOCK}


def _told(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted((str(what), many) for what, many in counts.items() if many)


def _of_rules(rules: Rules) -> str:
    """30 and 30.00 are one weight."""
    weights = sorted((code, weight.normalize()) for code, weight in rules.weights.items())
    return _hashed([rules.partly.normalize(), rules.mostly.normalize(), weights])


def _hashed(said: object) -> str:
    return sha256(repr(said).encode()).hexdigest()
