"""What an indicator is. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dashboards.terms import What

MINIMUM = 30  # over fewer than these a rate says little: it is shown grey, and nobody is ranked by it


class Unit(StrEnum):
    PERCENT = "%"
    COUNT = "件"
    POINTS = "分"


class Better(StrEnum):
    MORE = "越高越好"
    LESS = "越低越好"
    NEITHER = "只看变化"


@dataclass(frozen=True, slots=True)
class Indicator:
    """`top` over `bottom`; without `bottom` a count. `partly`: what counts in `top` for less than one, by which rule.

    `stock`: counted from the beginning until the end of the period, not within it: what is there, not what came.
    `minus`, `bottom_minus`: taken off again (what went out of the stock).
    """

    code: str  # as it stands in addresses
    name: str
    words: str
    top: tuple[What, ...]
    bottom: tuple[What, ...] = ()
    partly: Mapping[What, str] = field(default_factory=dict)
    minus: tuple[What, ...] = ()
    bottom_minus: tuple[What, ...] = ()
    unit: Unit = Unit.PERCENT
    better: Better = Better.MORE
    minimum: int = MINIMUM
    stock: bool = False

    @property
    def counted(self) -> tuple[What, ...]:
        """All that the list behind it shows: the denominator's, of a count the counted."""
        return self.bottom or self.top


@dataclass(frozen=True, slots=True)
class Combined:
    """Several rates, each with its weight in the rules."""

    code: str
    name: str
    words: str
    parts: tuple[str, ...]  # codes of indicators
    better: Better = Better.MORE
