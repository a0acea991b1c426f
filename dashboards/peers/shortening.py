"""Long lists made short: those that have something, so many of them; those that have nothing as names alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

One = TypeVar("One")

TOP = 20
NAMES = 100  # of those that have nothing; there may be a thousand


@dataclass(frozen=True, slots=True)
class Short(Generic[One]):
    """`rows`: each with its rank, the first of `number`; `names`: of those that have nothing, the first of `idle`."""

    rows: list[tuple[int | None, One]]
    number: int
    names: list[One]
    idle: int

    def __bool__(self) -> bool:
        return bool(self.number or self.idle)

    @property
    def is_cut(self) -> bool:
        return len(self.rows) < self.number

    @property
    def names_are_cut(self) -> bool:
        return len(self.names) < self.idle


def shortened(
    ranked: Sequence[tuple[int | None, One]], is_idle: Callable[[One], bool], *, whole: bool, rows: int | None = TOP
) -> Short[One]:
    """`whole`: nothing is left out. `rows`: of those that have something; None: all, somebody else turns pages."""
    busy = [pair for pair in ranked if not is_idle(pair[1])]
    idle = [one for _, one in ranked if is_idle(one)]
    many = None if whole else rows
    return Short(busy[:many], len(busy), idle if whole else idle[:NAMES], len(idle))
