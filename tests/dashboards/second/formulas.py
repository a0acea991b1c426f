"""The formulas of docs/indicators.md once more: of what was counted, (numerator, denominator or None for a count)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

N = Mapping[str, int]  # what is missing is 0: a Counter
HALF, MOSTLY = Decimal("0.5"), Decimal("0.8")  # 解决了一部分, 基本满意

FORMULAS: dict[str, Callable[[N], tuple[Decimal | int, int | None]]] = {
    "response": lambda n: (n["answered"], n["answered"] + n["not_answered"]),
    "solved": lambda n: (
        n["solved_yes"] + HALF * n["solved_partly"],
        n["solved_yes"] + n["solved_partly"] + n["solved_no"],
    ),
    "satisfied": lambda n: (
        n["satisfied_yes"] + MOSTLY * n["satisfied_mostly"],
        n["satisfied_yes"] + n["satisfied_mostly"] + n["satisfied_no"],
    ),
    "signed": lambda n: (n["signed_in_time"], n["signed_in_time"] + n["signed_late"]),
    "in_time": lambda n: (n["finished_in_time"], n["finished_in_time"] + n["ran_out"]),
    "disputed": lambda n: (n["disputed"], n["dispatched"]),
    "dispute_granted": lambda n: (n["dispute_granted"], n["dispute_granted"] + n["dispute_upheld"]),
    "reworked": lambda n: (n["closed_reworked"], n["closed"]),
    "repeated": lambda n: (n["came_again"], n["came"]),
    "suspended": lambda n: (n["put_aside"] - n["taken_up"], n["opened"] - n["ended"]),
    "cleared": lambda n: (n["cleared"], n["cleared"] + n["not_cleared"]),
    "in_grid": lambda n: (n["closed_in_grid"], n["closed"]),
    "in_community": lambda n: (n["closed_in_grid"] + n["closed_in_community"], n["closed"]),
    "whistle": lambda n: (n["whistle_answered"], n["whistle_answered"] + n["whistle_not_answered"]),
    "reported_in": lambda n: (n["reported_in"], n["reported_in"] + n["not_reported_in"]),
    "topped": lambda n: (n["topped_closed"], n["topped"]),
    "supervised": lambda n: (n["supervised_closed"], n["supervised"]),
    "rated_in_time": lambda n: (n["rated_on_time"], n["rated"]),
    "rated_solved": lambda n: (n["rated_solved"], n["rated"]),
    "manner": lambda n: (n["rated_manner"], n["rated"]),
    "came": lambda n: (n["came"], None),
    "dispatched": lambda n: (n["dispatched"], None),
    "said_again": lambda n: (n["said_again"], None),
    "closed": lambda n: (n["closed"], None),
    "whistled": lambda n: (n["whistled"] + n["climbed"], None),
    "climbed": lambda n: (n["climbed"], None),
    "yellow": lambda n: (n["yellow"], None),
    "red": lambda n: (n["red"], None),
    "open": lambda n: (n["opened"] - n["ended"], None),
}
STOCKS = {"suspended", "open"}  # of all until the last day of the period
PERCENT_NOT = {"manner"}  # an average, not a share


def figure(code: str, counts: N) -> tuple[Decimal | int, int | None]:
    return FORMULAS[code](counts)


def combined(counts: N) -> Decimal | None:
    """三率综合: 30, 35 and 35 hundredths of response, solved and satisfied; without one of them nothing."""
    total = Decimal(0)
    for weight, code in ((30, "response"), (35, "solved"), (35, "satisfied")):
        top, bottom = FORMULAS[code](counts)
        if not bottom:
            return None
        total += weight * Decimal(top) / bottom
    return total
