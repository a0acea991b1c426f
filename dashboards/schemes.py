"""The 考核方案 that hold: of a year its own, else the last one before it, else the first after it."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from dashboards.indicators import COMBINED, Rules
from dashboards.models import Weight
from dashboards.scoring import FIRST, SCORABLE, Scheme
from dashboards.workflow import Subject

# Whose scheme says what an answer in between counts for on every page of the board, and how the three rates weigh.
OF_THE_BOARD = Subject.STREET


def schemes_of(year: int) -> dict[str, Scheme]:
    """By whom they score. One query."""
    rows = Weight.objects.filter(scheme__in_force=True, indicator__in=SCORABLE).select_related("scheme")
    weights: dict[tuple[str, int], list[Weight]] = defaultdict(list)
    for row in rows:
        weights[row.scheme.subject, row.scheme.year].append(row)
    found: dict[str, Scheme] = {}
    for subject in Subject.values:
        years = [of for whom, of in weights if whom == subject]
        if years:
            found[subject] = _scheme(weights[subject, _nearest(years, year)])
    return found


def rules_of(year: int) -> Rules:
    """What every rate of this year is counted by. One query."""
    scheme = schemes_of(year).get(OF_THE_BOARD)
    return scheme.rules if scheme else Rules()


def _nearest(years: list[int], year: int) -> int:
    before = [one for one in years if one <= year]
    return max(before) if before else min(years)


def _scheme(rows: list[Weight]) -> Scheme:
    kept = rows[0].scheme
    rows = sorted(rows, key=lambda one: (-one.weight, one.indicator != FIRST, one.pk))
    weights = {one.indicator: one.weight for one in rows}
    rules = Rules(kept.partly, kept.mostly, _of_the_three(weights))
    return Scheme(kept.subject, kept.year, kept.name, rules, kept.minimum, weights)


def _of_the_three(weights: dict[str, Decimal]) -> dict[str, Decimal]:
    """How response, solution and satisfaction weigh among themselves; as usual where one of them is not scored."""
    if all(code in weights for code in COMBINED.parts):
        return {code: weights[code] for code in COMBINED.parts}
    return dict(Rules().weights)
