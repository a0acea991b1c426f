"""The one statement that sums tallies: many askings at once, each stretch of days found by the index.

Written out rather than built: a page of figures is a few hundred rows, and to build and plan a query for each asking
would cost more than to read them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from dashboards.periods import Period
from dashboards.terms import Cut, Grain


class Arm(NamedTuple):
    """Of these places: what was counted in these days under these values of a cut."""

    places: Collection[int]
    period: Period
    cut: str = Cut.ALL
    values: Sequence[str] = ("",)


class Line(NamedTuple):
    arm: int  # the how manieth
    place: int
    value: str
    counts: dict[str, int]


def lines(arms: Sequence[Arm], names: Sequence[str]) -> Iterator[Line]:
    """One query: of each arm, place and value one line, where anything was counted. `names`: the columns, in code."""
    places = [(number, place) for number, arm in enumerate(arms) for place in arm.places]
    spans = [
        (number, arm.cut, value, grain, _day(first), _day(last))
        for number, arm in enumerate(arms)
        for grain, first, last in _stretches(arm.period)
        for value in arm.values
    ]
    if not places or not spans:
        return
    statement = _STATEMENT.format(
        sums=", ".join(f"SUM(t.{name})" for name in names), places=_rows(places), spans=_rows(spans)
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [part for row in (*places, *spans) for part in row])
        for number, place, value, *sums in cursor.fetchall():
            yield Line(number, place, value, dict(zip(names, sums, strict=True)))


_STATEMENT = """
WITH p(arm, place) AS (VALUES {places}), s(arm, cut, value, grain, first, last) AS (VALUES {spans})
SELECT s.arm, t.place_id, t.value, {sums} FROM s JOIN p ON p.arm = s.arm JOIN dashboards_tally t
ON t.place_id = p.place AND t.cut = s.cut AND t.grain = s.grain AND t.value = s.value
AND t.day BETWEEN s.first AND s.last GROUP BY s.arm, t.place_id, t.value
"""


def _rows(given: Sequence[Sequence[object]]) -> str:
    row = f"({', '.join(['%s'] * len(given[0]))})"
    return ", ".join([row] * len(given))


def _stretches(period: Period) -> Iterator[tuple[str, date, date]]:
    for grain, spans in zip((Grain.MONTH.value, Grain.DAY.value), period.parts(), strict=True):
        for first, last in spans:
            yield grain, first, last


def _day(day: date) -> Any:
    return connection.ops.adapt_datefield_value(day)
