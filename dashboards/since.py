"""What has changed of a month since it was closed: its figures, and those of the places one step below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from dashboards.asked import Asked
from dashboards.indicators import COMBINED, Figure, Whole
from dashboards.scoring.frozen import figures_brought, kept_of

if TYPE_CHECKING:
    from dashboards.board import Row


@dataclass(frozen=True, slots=True)
class Corrected:
    """A figure of a closed month as it was then, and as it is."""

    then: Figure | Whole
    now: Figure | Whole


@dataclass(frozen=True, slots=True)
class Below:
    """The same of a place one step below, where 三率综合 has no line."""

    then: Figure
    now: Figure


@dataclass(frozen=True, slots=True)
class CorrectedBelow:
    """What is another figure now of a place one step below."""

    row: Row
    figures: list[Below]


def since_closed(asked: Asked, figures: Iterable[Figure], combined: Decimal | None) -> list[Corrected] | None:
    """三率综合 first. None where nothing was kept to compare with."""
    frozen = asked.frozen
    if frozen is None or frozen.whole is None:
        return None
    pairs: list[tuple[Figure | Whole | None, Figure | Whole]] = [(frozen.whole, Whole(COMBINED, combined))]
    pairs += [(frozen.then(one.indicator), one) for one in figures]
    return [Corrected(then, now) for then, now in pairs if then and then != now]


def since_closed_below(asked: Asked, rows: Sequence[Row]) -> list[CorrectedBelow]:
    """Of the rows of a page those that say something else now."""
    if not asked.keeps_figures:
        return []
    found = [(row, _of_row(row)) for row in rows]
    return [CorrectedBelow(row, figures) for row, figures in found if figures]


def _of_row(row: Row) -> list[Below]:
    kept = figures_brought(row.place)
    pairs = ((kept_of(kept, one.indicator), one) for one in row.figures.values())
    return [Below(then, now) for then, now in pairs if then != now]
