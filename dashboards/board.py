"""The figures of one place beside those of the period before, and of the places one step below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cases.terms import Level
from dashboards.asked import Asked
from dashboards.indicators import (
    COMBINED,
    FRONT,
    INDICATORS,
    Better,
    Figure,
    Indicator,
    Rules,
    combined,
    figure_of,
    figures_of,
)
from dashboards.reading import ALL, Counts, Slice, by_value, several, until
from dashboards.sums import CUT_ON
from dashboards.terms import Cut, What
from grids.models import Place


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure and the same of the period before."""

    figure: Figure
    before: Figure

    @property
    def indicator(self) -> Indicator:
        return self.figure.indicator

    @property
    def change(self) -> str:
        """As ▲ 0.4 or ▼ 1.2; "" where there is nothing to compare."""
        return arrow(self.figure.change_from(self.before))

    @property
    def is_better(self) -> bool | None:
        return self.figure.is_better_than(self.before)


@dataclass(frozen=True, slots=True)
class Together:
    """三率综合, and the same of the period before. None where one of its rates has nothing to divide by."""

    value: Decimal | None
    before: Decimal | None

    @property
    def text(self) -> str:
        return "—" if self.value is None else f"{self.value}"

    @property
    def change(self) -> str:
        return arrow(self._change)

    @property
    def is_better(self) -> bool | None:
        return None if not self._change else (self._change > 0) == (COMBINED.better == Better.MORE)

    @property
    def _change(self) -> Decimal | None:
        return None if self.value is None or self.before is None else self.value - self.before


@dataclass(frozen=True, slots=True)
class Row:
    place: Place
    figures: Mapping[str, Figure]

    @property
    def only(self) -> Figure:
        """Of a row that is about one indicator."""
        [figure] = self.figures.values()
        return figure


@dataclass(frozen=True)
class Board:
    asked: Asked
    figures: Mapping[str, Beside]
    together: Together
    rows: list[Row]
    rungs: Mapping[int, int]  # what came: on which rung it is now → how many; empty where the cases are narrowed

    @property
    def combined(self) -> Decimal | None:
        return self.together.value

    @property
    def front(self) -> list[Beside]:
        return [self.figures[code] for code in FRONT]


def board_of(asked: Asked) -> Board:
    """Everything counted on the page: two queries, however many cases and places there are."""
    place, period, part = asked.place, asked.period, asked.part
    children, earlier = children_of(place), period.before()
    levels = LEVELS if part == ALL and place.level in CUT_ON else []
    now, before, stock, stock_before, *rungs = several([
        ([place, *children], period, part), ([place], earlier, part),
        ([place], until(period.last), part), ([place], until(earlier.last), part),
        *(([place], period, Slice(Cut.LEVEL, (str(level),))) for level in levels),
    ])  # fmt: skip
    figures = figures_of(INDICATORS.values(), now[place.pk], stock[place.pk], asked.rules)
    then = figures_of(INDICATORS.values(), before[place.pk], stock_before[place.pk], asked.rules)
    return Board(
        asked,
        {code: Beside(figure, then[code]) for code, figure in figures.items()},
        Together(combined(COMBINED, figures, asked.rules), combined(COMBINED, then, asked.rules)),
        [Row(child, flowing(now[child.pk], asked.rules)) for child in children],
        _came(asked, [found[place.pk] for found in rungs]),
    )


def _came(asked: Asked, kept: Sequence[Counts]) -> dict[int, int]:
    """What came, by the rung where it is now. Of a grid it is counted; of some of the cases it is not known."""
    if asked.part != ALL:
        return {}
    if not kept:
        found = by_value(asked.place, Cut.LEVEL, asked.period)
        kept = [found.get(str(level), {}) for level in LEVELS]
    return {level: counts.get(What.CAME, 0) for level, counts in zip(LEVELS, kept, strict=True)}


LEVELS: Sequence[int] = Level.values


def children_of(place: Place) -> list[Place]:
    """One step below, as they are now, in the tree's order."""
    return list(place.get_children().filter(valid_to=None).order_by("lft"))


def flowing(counts: Counts, rules: Rules) -> dict[str, Figure]:
    """Every indicator of what came within a period, not of what is there at its end."""
    return {one.code: figure_of(one, counts, rules) for one in INDICATORS.values() if not one.stock}


def arrow(change: Decimal | None) -> str:
    return "" if not change else f"{'▲' if change > 0 else '▼'} {abs(change):,}"
