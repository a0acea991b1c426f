"""What surveys say of a place: the mean with its interval, and which problems were named by how many."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

from django.db.models import QuerySet, Sum

from dashboards.indicators import Rules
from dashboards.indicators.terms import MINIMUM
from dashboards.models import Survey, SurveyResult, SurveyTag
from dashboards.registers.rows import under
from dashboards.scoring.frozen import rules_of_months
from grids.models import Place
from partyorg.hats import Hat
from partyorg.kinds import HEADS_OF_RUNG

MOST = 12  # surveys on the page
_Z = 1.959964  # 95 %
_TENTH = Decimal("0.1")
_ANSWERS = ("satisfied", "mostly", "dissatisfied")


@dataclass(frozen=True, slots=True)
class Opinion:
    """满意 counts for one, 基本满意 for what the year's scheme says, 不满意 for nothing; the mean in per cent, to
    one place.

    The interval is Wilson's for a share: somebody's answer lies between nought and one, so that it is rather too wide
    than too narrow, and never beyond the ends.
    """

    satisfied: int
    mostly: int
    dissatisfied: int
    weight: Decimal = field(default_factory=lambda: Rules().mostly)

    @property
    def n(self) -> int:
        return self.satisfied + self.mostly + self.dissatisfied

    @property
    def is_small(self) -> bool:
        return self.n < MINIMUM

    @property
    def mean(self) -> Decimal:
        exact = (self.satisfied + self.mostly * self.weight) * 100 / self.n
        return exact.quantize(_TENTH, ROUND_HALF_UP)

    @property
    def interval(self) -> tuple[Decimal, Decimal]:
        share = float(self.satisfied + self.mostly * self.weight) / self.n
        spread = _Z * sqrt(share * (1 - share) / self.n + _Z**2 / (4 * self.n**2))
        middle, stretch = share + _Z**2 / (2 * self.n), 1 + _Z**2 / self.n
        low, high = (Decimal(100 * (middle + by) / stretch) for by in (-spread, spread))
        return low.quantize(_TENTH, ROUND_HALF_UP), high.quantize(_TENTH, ROUND_HALF_UP)

    @property
    def text(self) -> str:
        return f"{self.mean}%"

    @property
    def between(self) -> str:
        low, high = self.interval
        return f"{low}%—{high}%"


@dataclass(frozen=True, slots=True)
class Tagged:
    """A problem, by how many it was named, and how large a share of those asked they are."""

    name: str
    number: int
    of: int

    @property
    def percent(self) -> Decimal:
        return (Decimal(100) * self.number / self.of).quantize(_TENTH, ROUND_HALF_UP)


@dataclass(frozen=True)
class Surveyed:
    """One survey, as far as it was held in the place that is looked at."""

    survey: Survey
    opinion: Opinion
    tags: list[Tagged]
    places: list[tuple[Place, Opinion]] = field(default_factory=list)


def surveys_of(place: Place) -> list[Surveyed]:
    """The latest first, each also place by place. Six queries."""
    results = SurveyResult.objects.order_by().filter(under(place, "place__"), survey__withdrawn_at=None)
    summed = {
        survey: (satisfied, mostly, dissatisfied)
        for survey, satisfied, mostly, dissatisfied in results.values_list("survey").annotate(*map(Sum, _ANSWERS))
    }
    surveys = list(Survey.objects.filter(pk__in=summed).select_related("place")[:MOST])
    shares = _shares(place.district, surveys)
    opinions = {one.pk: Opinion(*summed[one.pk], shares[one.pk]) for one in surveys}
    tags = _tags(place, surveys, opinions)
    places = _places(results.filter(survey__in=surveys), opinions)
    return [Surveyed(one, opinions[one.pk], tags.get(one.pk, []), places.get(one.pk, [])) for one in surveys]


def _places(rows: QuerySet[SurveyResult], opinions: dict[int, Opinion]) -> dict[int, list[tuple[Place, Opinion]]]:
    """By survey, in the tree's order; each counted as its survey is."""
    found: dict[int, list[tuple[Place, Opinion]]] = {}
    for row in rows.select_related("place").order_by("place__lft"):
        share = opinions[row.survey_id].weight
        opinion = Opinion(row.satisfied, row.mostly, row.dissatisfied, share)
        found.setdefault(row.survey_id, []).append((row.place, opinion))
    return found


def _shares(district: Place, surveys: Collection[Survey]) -> dict[int, Decimal]:
    """What an answer in between counts for, by survey: as in the month in which it ended where that is closed, else by
    the scheme of that year.
    """
    ended = {survey.pk: survey.last_on.replace(day=1) for survey in surveys}
    rules = rules_of_months(district, set(ended.values())) if ended else {}
    return {pk: rules[month].mostly for pk, month in ended.items()}


def held_in(place: Place) -> QuerySet[Survey]:
    """Those of which something was asked in this place, withdrawn ones too."""
    results = SurveyResult.objects.order_by().filter(under(place, "place__"))
    return Survey.objects.filter(pk__in=results.values("survey")).select_related("place")


def _tags(place: Place, surveys: list[Survey], opinions: dict[int, Opinion]) -> dict[int, list[Tagged]]:
    """By survey; what most named first."""
    rows = SurveyTag.objects.order_by().filter(under(place, "result__place__"), result__survey__in=surveys)
    found: dict[int, list[Tagged]] = {}
    for survey, name, number in rows.values_list("result__survey", "problem__name").annotate(all=Sum("number")):
        found.setdefault(survey, []).append(Tagged(name, number, opinions[survey].n))
    return {survey: sorted(tags, key=lambda one: (-one.number, one.name)) for survey, tags in found.items()}


def may_enter(hat: Hat, place: Place) -> bool:
    """The district's platform and its leading group, for a place that their post covers."""
    heads = HEADS_OF_RUNG[4] | HEADS_OF_RUNG[5]
    covered = [post.covers for post in hat.posts if post.role in heads and post.is_head]
    return any(
        one and one.tree_id == place.tree_id and one.lft <= place.lft and place.rght <= one.rght for one in covered
    )
