"""The 考核方案 that hold: of a year its own, else the last one before it, else the first after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Case, F, QuerySet, Subquery, When
from django.db.models.functions import Abs

from dashboards.indicators import COMBINED, Rules
from dashboards.models import Closing, ScoreScheme, Weight
from dashboards.scoring.score import FIRST, SCORABLE, Scheme, rules_from
from dashboards.workflow import Subject
from grids.models import Place

# Whose scheme says what an answer in between counts for on every page of the board, and how the three rates weigh.
OF_THE_BOARD = Subject.STREET


def schemes_of(year: int) -> dict[str, Scheme]:
    """By whom they score. One query."""
    return _of_year(_in_force(), year)


def rules_of_each(years: Iterable[int]) -> dict[int, Rules]:
    """What every rate of these years is counted by. One query."""
    weights = _in_force()
    schemes = {year: _of_year(weights, year).get(OF_THE_BOARD) for year in years}
    return {year: scheme.rules if scheme else Rules() for year, scheme in schemes.items()}


def with_rules(places: QuerySet[Place], year: int, brought: str = "rules_") -> QuerySet[Place]:
    """For a query that is made anyway: its rows bring along what `rules_of_each` says of the year (`rules_brought`).
    `brought`: how the columns begin, where there are those of several years.
    """
    before_first = Case(When(year__lte=year, then=0), default=1)
    schemes = ScoreScheme.objects.filter(subject=OF_THE_BOARD, in_force=True, weights__isnull=False)
    nearest = schemes.order_by(before_first, Abs(F("year") - year))
    weights = Weight.objects.filter(scheme=Subquery(nearest.values("pk")[:1]))
    of_three = {code: Subquery(weights.filter(indicator=code).values("weight")[:1]) for code in COMBINED.parts}
    shares = {name: Subquery(nearest.values(name)[:1]) for name in _SHARES}
    return places.annotate(**{f"{brought}{name}": said for name, said in (shares | of_three).items()})


def rules_brought(place: Place, brought: str = "rules_") -> Rules:
    said = {name: getattr(place, f"{brought}{name}") for name in (*_SHARES, *COMBINED.parts)}
    if said["partly"] is None:
        return Rules()
    weights = {code: said[code] for code in COMBINED.parts if said[code] is not None}
    return rules_from(said["partly"], said["mostly"], weights)


def closed_by_other_shares(scheme: ScoreScheme) -> tuple[date, Scheme] | None:
    """The last closed month, and by what it was closed, of which this scheme, saved as it is, would leave another
    share to an answer in between. The months of a year have to add up to the year, so they have one share."""
    if scheme.subject != OF_THE_BOARD:
        return None
    others = ScoreScheme.objects.filter(subject=OF_THE_BOARD, in_force=True).exclude(pk=scheme.pk)
    shares = {year: tuple(both) for year, *both in others.values_list("year", *_SHARES)}
    if scheme.in_force:
        shares[scheme.year] = (scheme.partly, scheme.mostly)
    for month, kept in Closing.objects.order_by("-month").values_list("month", "schemes") if shares else ():
        said = kept.get(OF_THE_BOARD)
        if said and tuple(Decimal(said[name]) for name in _SHARES) != shares[_nearest(list(shares), month.year)]:
            return month, Scheme.kept(said)
    return None


_SHARES = ("partly", "mostly")


def _in_force() -> dict[tuple[str, int], list[Weight]]:
    """By whom they score and year."""
    weights: dict[tuple[str, int], list[Weight]] = defaultdict(list)
    for row in Weight.objects.filter(scheme__in_force=True, indicator__in=SCORABLE).select_related("scheme"):
        weights[row.scheme.subject, row.scheme.year].append(row)
    return weights


def _of_year(weights: Mapping[tuple[str, int], list[Weight]], year: int) -> dict[str, Scheme]:
    found: dict[str, Scheme] = {}
    for subject in Subject.values:
        years = [of for whom, of in weights if whom == subject]
        if years:
            found[subject] = _scheme(weights[subject, _nearest(years, year)])
    return found


def _nearest(years: list[int], year: int) -> int:
    before = [one for one in years if one <= year]
    return max(before) if before else min(years)


def _scheme(rows: list[Weight]) -> Scheme:
    kept = rows[0].scheme
    rows = sorted(rows, key=lambda one: (-one.weight, one.indicator != FIRST, one.pk))
    weights = {one.indicator: one.weight for one in rows}
    rules = rules_from(kept.partly, kept.mostly, weights)
    return Scheme(kept.subject, kept.year, kept.name, rules, kept.minimum, weights)
