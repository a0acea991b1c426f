"""From counts to a score: Σ weight × value, over what there are enough of. Pure; the same counts give the same score.

Where less is better a value counts as 100 less it; marks of 1 to 5 count twenty times. What rests on too few is left
out and its weight falls to the others; with less than half of the weight left nobody is scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from dashboards.indicators import COMBINED, INDICATORS, Better, Counts, Figure, Indicator, Rules, Unit, figure_of
from dashboards.indicators.terms import MINIMUM

ENOUGH = Decimal(50)  # per cent of the weight
MOST_MARKS = 5
_HUNDRED, _HUNDREDTH = Decimal(100), Decimal("0.01")

# A rate that whoever is scored sets alone: keeping a case in the grid is not whistling.
SET_BY_ONESELF = frozenset({"in_grid", "in_community"})
SCORABLE: dict[str, Indicator] = {
    code: one
    for code, one in INDICATORS.items()
    if one.bottom and not one.stock and one.better != Better.NEITHER and code not in SET_BY_ONESELF
}
FIRST = "satisfied"  # 党建工作做得好不好，要往群众的脸上看


@dataclass(frozen=True, slots=True)
class Scheme:
    """A 考核方案 as it is applied. `weights`: heaviest first, of 100."""

    subject: str
    year: int
    name: str
    rules: Rules
    minimum: int
    weights: Mapping[str, Decimal]

    def least_of(self, indicator: Indicator) -> int:
        """How many it has to rest on; an indicator that is content with fewer than usual stays so."""
        return self.minimum if indicator.minimum >= MINIMUM else min(indicator.minimum, self.minimum)

    def as_kept(self) -> dict[str, Any]:
        return {
            "subject": self.subject, "year": self.year, "name": self.name, "minimum": self.minimum,
            "partly": str(self.rules.partly), "mostly": str(self.rules.mostly),
            "weights": {code: str(weight) for code, weight in self.weights.items()},
        }  # fmt: skip

    @classmethod
    def kept(cls, said: Mapping[str, Any]) -> Scheme:
        weights = {code: Decimal(weight) for code, weight in said["weights"].items()}
        rules = rules_from(Decimal(said["partly"]), Decimal(said["mostly"]), weights)
        return cls(said["subject"], said["year"], said["name"], rules, said["minimum"], weights)


def rules_from(partly: Decimal, mostly: Decimal, weights: Mapping[str, Decimal]) -> Rules:
    """How response, solution and satisfaction weigh among themselves; as usual where one of them is not scored."""
    usual = Rules().weights
    if all(code in weights for code in COMBINED.parts):
        usual = {code: _plain(weights[code]) for code in COMBINED.parts}
    return Rules(_plain(partly), _plain(mostly), usual)


def _plain(number: Decimal) -> Decimal:
    """As people write it: 0.5 and 28, not 0.50 and 28.00."""
    return number.to_integral_value() if number == number.to_integral_value() else number.normalize()


@dataclass(frozen=True, slots=True)
class Part:
    """One indicator of a score. `points`: of 100; None where it is left out for resting on too few."""

    code: str
    name: str
    weight: Decimal
    numerator: Decimal
    denominator: int
    points: Decimal | None

    @property
    def figure(self) -> Figure | None:
        return Figure(INDICATORS[self.code], self.numerator, self.denominator) if self.code in INDICATORS else None

    @property
    def is_thin(self) -> bool:
        """Counted although the board would rank nobody by so few: the scheme is content with less."""
        return self.points is not None and self.figure is not None and self.figure.is_small


@dataclass(frozen=True, slots=True)
class Scored:
    parts: tuple[Part, ...]

    @property
    def value(self) -> Decimal | None:
        """To two places behind the point; None where too little is left to score by."""
        counted = [(one.weight, one.points) for one in self.parts if one.points is not None]
        weight, whole = sum((w for w, _ in counted), Decimal(0)), sum((one.weight for one in self.parts), Decimal(0))
        if not weight or weight * _HUNDRED < ENOUGH * whole:
            return None
        return (sum((w * points for w, points in counted), Decimal(0)) / weight).quantize(_HUNDREDTH, ROUND_HALF_UP)

    @property
    def left_out(self) -> list[str]:
        return [one.name for one in self.parts if one.points is None]

    @property
    def thin(self) -> list[Part]:
        """What it is counted by although it is few; the fewest first."""
        return sorted((one for one in self.parts if one.is_thin), key=lambda one: one.denominator)

    @property
    def why_not(self) -> str:
        """Where nobody is scored: what is left out, and how much weight that leaves."""
        if self.value is not None:
            return ""
        weight = sum((one.weight for one in self.parts if one.points is not None), Decimal(0))
        whole = sum((one.weight for one in self.parts), Decimal(0))
        out = "、".join(self.left_out)
        return f"{out}不计入，计入的权重只有 {weight.normalize():f}（共 {whole.normalize():f}），不到一半，所以不评分。"

    def excused(self, code: str) -> Scored:
        """容错: as if this one had rested on too few."""
        return Scored(tuple(replace(one, points=None) if one.code == code else one for one in self.parts))

    def corrected(self, code: str, numerator: Decimal, denominator: int, scheme: Scheme) -> Scored:
        """As if these had been counted: too few of them are left out like any others."""
        enough = denominator >= scheme.least_of(INDICATORS[code])
        points = points_of(Figure(INDICATORS[code], numerator, denominator)) if enough else None
        new = (
            replace(one, numerator=numerator, denominator=denominator, points=points) if one.code == code else one
            for one in self.parts
        )
        return Scored(tuple(new))

    def as_kept(self) -> list[dict[str, Any]]:
        return [
            {
                "code": one.code, "name": one.name, "weight": str(one.weight), "numerator": str(one.numerator),
                "denominator": one.denominator, "points": None if one.points is None else str(one.points),
            }
            for one in self.parts
        ]  # fmt: skip

    @classmethod
    def kept(cls, rows: Iterable[Mapping[str, Any]]) -> Scored:
        return cls(
            tuple(
                Part(
                    one["code"], one["name"], Decimal(one["weight"]), Decimal(one["numerator"]), one["denominator"],
                    None if one["points"] is None else Decimal(one["points"]),
                )
                for one in rows
            )
        )  # fmt: skip


def scored(counts: Counts, scheme: Scheme) -> Scored:
    """The score of whoever these counts are of."""
    return Scored(tuple(_part(SCORABLE[code], weight, counts, scheme) for code, weight in scheme.weights.items()))


def _part(indicator: Indicator, weight: Decimal, counts: Counts, scheme: Scheme) -> Part:
    figure = figure_of(indicator, counts, scheme.rules)
    enough = figure.denominator >= scheme.least_of(indicator)
    points = points_of(figure) if enough else None
    return Part(indicator.code, indicator.name, weight, figure.numerator, figure.denominator, points)


def points_of(figure: Figure) -> Decimal | None:
    """Of 100, more being better; None of nothing."""
    value = figure.exact
    if value is None:
        return None
    if figure.indicator.unit == Unit.POINTS:
        value = value / MOST_MARKS * _HUNDRED
    if figure.indicator.better == Better.LESS:
        value = _HUNDRED - value
    return min(max(value, Decimal(0)), _HUNDRED).quantize(Decimal("0.0001"), ROUND_HALF_UP)
