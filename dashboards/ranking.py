"""Who comes where: equal figures share a place and the next is skipped (1, 1, 3); too few figures, none. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeVar

from dashboards.indicators import Better

One = TypeVar("One")


def ranked(
    ones: Iterable[One], worth: Callable[[One], Decimal | None], *, better: Better = Better.MORE
) -> list[tuple[int | None, One]]:
    """In their order, each with its place. Whoever is worth None has none and comes last, in the order given.

    `worth` gives what is shown, not what is exact: nobody stands above somebody whose figure looks the same.
    """
    worths = [(worth(one), one) for one in ones]
    placed = [(value, one) for value, one in worths if value is not None]
    placed.sort(key=lambda pair: pair[0], reverse=better != Better.LESS)
    found: list[tuple[int | None, One]] = []
    rank, before = 0, None
    for number, (value, one) in enumerate(placed, start=1):
        rank = rank if value == before else number
        before = value
        found.append((rank, one))
    return found + [(None, one) for value, one in worths if value is None]
