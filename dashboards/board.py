"""The page of one place: its figures beside those of the period before, and of the places one step below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dashboards.asked import Asked
from dashboards.indicators import COMBINED, FRONT, INDICATORS, Figure, Indicator, combined, figure_of, figures_of
from dashboards.reading import counts, of_place, stock
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
        change = self.figure.change_from(self.before)
        return "" if not change else f"{'▲' if change > 0 else '▼'} {abs(change):,}"

    @property
    def is_better(self) -> bool | None:
        return self.figure.is_better_than(self.before)


@dataclass(frozen=True, slots=True)
class Row:
    place: Place
    figures: Mapping[str, Figure]


@dataclass(frozen=True)
class Board:
    asked: Asked
    figures: Mapping[str, Beside]
    combined: Decimal | None  # 三率综合
    rows: list[Row]

    @property
    def front(self) -> list[Beside]:
        return [self.figures[code] for code in FRONT]


def board_of(asked: Asked) -> Board:
    """Everything counted on the page: five queries, however many cases there are."""
    place, period, part = asked.place, asked.period, asked.part
    now = figures_of(INDICATORS.values(), of_place(place, period, part), stock(place, period.last, part))
    before = period.before()
    earlier = figures_of(INDICATORS.values(), of_place(place, before, part), stock(place, before.last, part))
    return Board(
        asked,
        {code: Beside(figure, earlier[code]) for code, figure in now.items()},
        combined(COMBINED, now),
        _rows(asked),
    )


def _rows(asked: Asked) -> list[Row]:
    children = list(asked.place.get_children().filter(valid_to=None).order_by("lft"))
    found = counts(children, asked.period, asked.part)
    flowing = [one for one in INDICATORS.values() if not one.stock]
    return [Row(child, {one.code: figure_of(one, found[child.pk]) for one in flowing}) for child in children]
