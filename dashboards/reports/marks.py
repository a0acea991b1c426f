"""Marks of what a month's report rests on: what was counted, and by which rules. Another mark now than the report's own
says that it no longer holds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from dashboards.indicators import Rules
from dashboards.models import Report
from dashboards.periods import OWN, Period
from dashboards.reports.about import About
from dashboards.scoring.frozen import rules_of_months
from dashboards.tallies.reading import by_day
from dashboards.terms import Grain


class Mark(NamedTuple):
    figures: str
    rules: str

    def is_of(self, report: Report) -> bool:
        """One that was made before rules were marked is taken at its figures."""
        return report.figures == self.figures and report.rules in ("", self.rules)


def marks_of(about: About, months: Collection[date]) -> dict[date, Mark]:
    """`months`: at least one. A fixed number of queries."""
    first, last = min(months), max(months)
    counted = by_day(about.place, Period(OWN, first, last), about.part, grain=Grain.MONTH)
    rules = rules_of_months(about.place.district, months)
    return {month: Mark(_of_figures(counted.get(month, {})), _of_rules(rules[month])) for month in months}


def mark_of(about: About, month: date) -> Mark:
    return marks_of(about, [month])[month]


def _of_figures(counts: Mapping[str, int]) -> str:
    return _hashed(sorted(pair for pair in counts.items() if pair[1]))


def _of_rules(rules: Rules) -> str:
    """30 and 30.00 are one weight."""
    weights = sorted((code, weight.normalize()) for code, weight in rules.weights.items())
    return _hashed([rules.partly.normalize(), rules.mostly.normalize(), weights])


def _hashed(said: object) -> str:
    return sha256(repr(said).encode()).hexdigest()
