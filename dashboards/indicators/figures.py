"""From counts to figures: what is divided by what, how many are too few, how it has changed. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from math import ceil

from dashboards.indicators.terms import Better, Combined, Indicator, Unit
from dashboards.terms import What

Counts = Mapping[str, int]
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a year's scheme says of every rate: for how much an answer in between counts; the weights of the three."""

    partly: Decimal = Decimal("0.5")
    mostly: Decimal = Decimal("0.8")
    weights: Mapping[str, Decimal] = field(
        default_factory=lambda: {"response": Decimal(30), "solved": Decimal(35), "satisfied": Decimal(35)}
    )

    def share(self, name: str) -> Decimal:
        return {"partly": self.partly, "mostly": self.mostly}[name]


USUAL = Rules()


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator's value: `numerator` of `denominator` (0 for a count, which has none)."""

    indicator: Indicator
    numerator: Decimal
    denominator: int

    @property
    def exact(self) -> Decimal | None:
        """Not rounded, in the indicator's unit; None where there is nothing to divide by."""
        if not self.indicator.bottom:
            return self.numerator
        if self.denominator <= 0:
            return None
        return self.numerator / self.denominator * (100 if self.indicator.unit == Unit.PERCENT else 1)

    @property
    def value(self) -> Decimal | None:
        """As it is shown: to one place behind the point; whole for a count."""
        if self.exact is None:
            return None
        return self.exact.quantize(Decimal(1) if self.indicator.unit == Unit.COUNT else _TENTH, ROUND_HALF_UP)

    @property
    def text(self) -> str:
        if self.value is None:
            return "—"
        if self.indicator.unit == Unit.COUNT:
            return f"{self.value:,}"
        return f"{self.value}{'%' if self.indicator.unit == Unit.PERCENT else ''}"

    @property
    def parts(self) -> str:
        """Numerator and denominator as they are shown under it."""
        number = self.numerator.normalize() if self.numerator % 1 else int(self.numerator)
        return f"{number:,} / {self.denominator:,}" if self.indicator.bottom else ""

    @property
    def is_small(self) -> bool:
        """Too few to say much: shown grey, not ranked."""
        return bool(self.indicator.bottom) and self.denominator < self.indicator.minimum

    @property
    def is_nothing(self) -> bool:
        """Nothing was counted: neither above nor below the line."""
        return not self.numerator and not self.denominator

    def change_from(self, before: Figure) -> Decimal | None:
        """In points (of a count in pieces); None where either is missing."""
        if self.value is None or before.value is None:
            return None
        return self.value - before.value

    def is_better_than(self, before: Figure) -> bool | None:
        """None: neither better nor worse, or too few on either side to say so."""
        change = self.change_from(before)
        if not change or self.indicator.better == Better.NEITHER or self.is_small or before.is_small:
            return None
        return (change > 0) == (self.indicator.better == Better.MORE)


def figure_of(indicator: Indicator, counts: Counts, rules: Rules | None = None) -> Figure:
    """`counts`: of the period; of an indicator that is a stock, of everything until the period's end."""
    top = Decimal(_sum(counts, indicator.top) - _sum(counts, indicator.minus))
    for what, name in indicator.partly.items():
        top += counts.get(what, 0) * (rules or USUAL).share(name)
    return Figure(indicator, top, _sum(counts, indicator.bottom) - _sum(counts, indicator.bottom_minus))


def figures_of(
    indicators: Iterable[Indicator], counts: Counts, stock: Counts, rules: Rules | None = None
) -> dict[str, Figure]:
    return {one.code: figure_of(one, stock if one.stock else counts, rules) for one in indicators}


def combined(one: Combined, figures: Mapping[str, Figure], rules: Rules | None = None) -> Decimal | None:
    """The weighted sum of its rates, to one place; None where one of them has nothing to divide by."""
    weights = (rules or USUAL).weights
    values = [figures[code].exact for code in one.parts]
    if any(value is None for value in values):
        return None
    total = sum((weights[code] for code in one.parts), Decimal(0))
    summed = sum((weights[code] * (value or 0) for code, value in zip(one.parts, values, strict=True)), Decimal(0))
    return (summed / total).quantize(_TENTH, ROUND_HALF_UP) if total else None


@dataclass(frozen=True, slots=True)
class Whole:
    """三率综合 as a figure among figures: a value without parts."""

    indicator: Combined
    value: Decimal | None
    parts: str = ""

    @property
    def text(self) -> str:
        return "—" if self.value is None else f"{self.value}"


def quantile(distribution: Mapping[int, int], share: float) -> int | None:
    """The step at which `share` of them are reached, by nearest rank: 0.5 the median, 0.9 the P90. None of nothing."""
    number = sum(distribution.values())
    if number <= 0:
        return None
    rank, reached = max(ceil(share * number), 1), 0
    for step in sorted(distribution):
        reached += distribution[step]
        if reached >= rank:
            return step
    raise AssertionError("the ranks end with the last step")


def _sum(counts: Counts, whats: Iterable[What]) -> int:
    total = 0
    for what in whats:
        total += counts.get(what, 0)
    return total
