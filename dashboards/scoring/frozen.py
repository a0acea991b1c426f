"""Months that are closed: since when, by what rules, and what the figures were then. What is shown of one is counted by
those rules, not by what the year's scheme says since; what is corrected since stands beside what it was.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from dashboards.indicators import COMBINED, INDICATORS, Figure, Indicator, Rules, Whole, combined
from dashboards.models import Closing, Snapshot
from dashboards.scoring.schemes import OF_THE_BOARD, rules_of_each
from dashboards.scoring.score import Scheme
from grids.models import Place

NOT_KEPT = (
    "封存时留下的，只有每个地方整个月全部案件的指标和考核得分。按类别、板块、来源、单位、层级分的，和“力量与覆盖”里的，都没有留："
    "是按现在的登记（类别归哪个板块，网格归哪里，岗位、组织、小区）算的，登记改了，这个月的也跟着变。"
)


@dataclass(frozen=True, slots=True)
class Frozen:
    """`month`: its first day. `figures`: of one place, of all its cases in all of the month, as `Snapshot` has them;
    None: not brought, or from before any were kept.
    """

    month: date
    closed_at: datetime
    rules: Rules
    figures: Mapping[str, Any] | None = None

    @property
    def not_kept(self) -> str:
        """What of a closed month moves with the registers, in words: nobody wrote down what it was."""
        return NOT_KEPT

    def then(self, indicator: Indicator) -> Figure | None:
        """What it was when the month was closed."""
        return None if self.figures is None else kept_of(self.figures, indicator)

    @property
    def whole(self) -> Whole | None:
        """三率综合 when the month was closed: of the rates of then, by the weights of then."""
        if self.figures is None:
            return None
        rates = {code: kept_of(self.figures, INDICATORS[code]) for code in COMBINED.parts}
        return Whole(COMBINED, combined(COMBINED, rates, self.rules))


def kept_of(figures: Mapping[str, Any], indicator: Indicator) -> Figure:
    """One of those that a `Snapshot` keeps; what it lacks was nothing."""
    numerator, denominator = figures.get(indicator.code, ("0", 0))
    return Figure(indicator, Decimal(numerator), denominator)


def with_frozen(places: QuerySet[Place], first: date, last: date, brought: str = "frozen_") -> QuerySet[Place]:
    """For a query that is made anyway: its rows bring along the last month that their district has closed of those in
    which these days lie (`frozen_brought`). `brought`: how the columns begin.
    """
    months = (first.replace(day=1), last.replace(day=1))
    closings = Closing.objects.filter(district__tree_id=OuterRef("tree_id"), month__range=months).order_by("-month")
    return places.annotate(**{f"{brought}{name}": Subquery(closings.values(name)[:1]) for name in _NAMES})


def with_what_was_kept(places: QuerySet[Place], month: date) -> QuerySet[Place]:
    """As `with_frozen`, and what each row's own figures were then."""
    return with_figures(with_frozen(places, month, month), month)


def with_figures(places: QuerySet[Place], month: date) -> QuerySet[Place]:
    """The rows bring along what their own figures were when this month was closed, see `figures_brought`."""
    kept = Snapshot.objects.filter(place=OuterRef("pk"), closing__month=month)
    return places.annotate(frozen_figures=Subquery(kept.values("figures")[:1]))


def figures_brought(place: Place) -> Mapping[str, Any]:
    """Of a place that was set up since the month was closed nothing was kept: there was nothing."""
    return getattr(place, "frozen_figures", None) or {}


def frozen_brought(place: Place, brought: str = "frozen_") -> Frozen | None:
    month, closed_at, schemes = (getattr(place, f"{brought}{name}", None) for name in _NAMES)
    if not month or not closed_at or schemes is None:
        return None
    return _frozen(month, closed_at, schemes, getattr(place, f"{brought}figures", None))


def frozen_months(district: Place, first: date, last: date) -> dict[date, Frozen]:
    """Of the months that begin between these days, those that are closed. One query."""
    rows = Closing.objects.filter(district=district, month__range=(first, last)).values_list(*_NAMES)
    return {month: _frozen(month, closed_at, schemes) for month, closed_at, schemes in rows}


def rules_of_months(district: Place, months: Collection[date]) -> dict[date, Rules]:
    """By which each of these months is counted, named by its first day: those it was closed by, else its year's.
    Two queries. `months`: at least one."""
    frozen = frozen_months(district, min(months), max(months))
    usual = rules_of_each({month.year for month in months})
    return {month: frozen[month].rules if month in frozen else usual[month.year] for month in months}


_NAMES = ("month", "closed_at", "schemes")


def _frozen(
    month: date, closed_at: datetime, schemes: Mapping[str, Any], figures: Mapping[str, Any] | None = None
) -> Frozen:
    """Without a scheme of the streets every rate was counted as usual, see `schemes.rules_of_each`."""
    kept = schemes.get(OF_THE_BOARD)
    return Frozen(month, closed_at, Scheme.kept(kept).rules if kept else Rules(), figures)
