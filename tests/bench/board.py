"""The district's page of figures, for three periods: against one index-only read of the same tallies, and against
counting the same from the facts.

Ours: `board_of`, every figure of the place, of the period before, and of each street; which streets there are, both are
told. The floor: the keys of the same rows, read from the unique index alone by one plain query, without Django.
`counting_s`: the same sums from the facts behind them, which is what one would do without tallies. Then tallies as
100,000, 1,000,000 and 10,000,000 cases give them, each measured the same way: `of` says of how many.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.db import connection
from django.db.models import Sum
from django.utils.timezone import localdate

from dashboards.asked import Asked
from dashboards.board import LEVELS, board_of, children_of
from dashboards.models import Fact
from dashboards.periods import OWN, Period, period_of
from dashboards.reach import Reach
from dashboards.terms import LASTING
from grids.models import Place
from grids.workflow import Level
from tests.bench.figures import build_figures, build_sums_alone
from tests.bench.synthetic import AT

CASES, SIZES, ROUNDS = 1_000_000, (100_000, 1_000_000, 10_000_000), 41
KEYS = "place_id, cut, grain, value, day"
ARM = "place_id = ANY(%s) AND cut = %s AND grain = %s AND value = ANY(%s) AND day BETWEEN %s AND %s"
TODAY = localdate(AT)
PERIODS = {
    "today": period_of({"period": "today"}, today=TODAY)[0],
    "month": period_of({"period": "month"}, today=TODAY)[0],
    "three years": Period(OWN, TODAY - timedelta(days=3 * 365 - 10), TODAY - timedelta(days=3)),
}


def run(scale: float) -> list[dict[str, Any]]:
    build_figures(int(CASES * scale))
    measured = [_measured(f"board, {name}", period, count=True) for name, period in PERIODS.items()]
    of_sizes = []
    for size in SIZES:
        build_sums_alone(int(size * scale))
        of_sizes.append(_measured("board", PERIODS["three years"]) | {"of": int(size * scale)})
    slowest = max(row["ours_s"] for row in of_sizes) / min(row["ours_s"] for row in of_sizes)
    return [*measured, *({**row, "largest_over_smallest": round(slowest, 2)} for row in of_sizes)]


def asked(period: Period) -> Asked:
    district = Place.objects.get(level=Level.DISTRICT)
    return Asked(Reach((district,), (), ()), district, period)


def _measured(name: str, period: Period, *, count: bool = False) -> dict[str, Any]:
    """Ours and the floor in turns, so that whatever else the machine does falls on both; the median of each."""
    looked_at = asked(period)
    children = children_of(looked_at.place)
    statement, parameters = _floor(looked_at, children)
    ours, floor, rows = [], [], 0
    for _ in range(ROUNDS):
        ours.append(_timed(lambda: board_of(looked_at, children))[0])
        seconds, rows = _timed(lambda: _read(statement, parameters))
        floor.append(seconds)
    counted = {"counting_s": round(_timed(lambda: _counted(period))[0], 4)} if count else {}
    return {
        "name": name,
        "rows": rows,
        "ours_s": round(median(ours), 6),
        "floor_s": round(median(floor), 6),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        **counted,
        **({"times_faster": round(counted["counting_s"] / median(ours), 1)} if counted else {}),
    }


def _floor(looked_at: Asked, children: list[Place]) -> tuple[str, list[Any]]:
    """One read of the keys of every tally that the page is made of: each stretch of days by the index alone."""
    place, period, before = looked_at.place, looked_at.period, looked_at.period.before()
    everything, rungs = ("ALL", [""]), ("LEVEL", [str(level) for level in LEVELS])
    read = [(one, [place.pk], everything) for one in (period, before)]
    read += [(replace(one, first=date(1990, 1, 1)), [place.pk], everything) for one in (period, before)]
    read += [(period, [child.pk for child in children], everything), (period, [place.pk], rungs)]
    arms, parameters = [], []
    for days, places, (cut, values) in read:
        for grain, spans in zip("MD", days.parts(), strict=True):
            for first, last in spans:
                arms.append(f"SELECT {KEYS} FROM dashboards_tally WHERE {ARM}")
                parameters += [places, cut, grain, values, first, last]
    summed = ", ".join(f"max({key})" for key in KEYS.split(", "))
    return f"SELECT count(*), {summed} FROM ({' UNION ALL '.join(arms)}) AS read", parameters


def _read(statement: str, parameters: Any) -> int:
    with connection.connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchone()[0]


def _counted(period: Period) -> list[Any]:
    """Now, before, all until then, and each street, from the facts: what there would be to read without tallies."""
    past = replace(period, first=period.first.replace(year=2000))
    found: list[Any] = []
    for days in (past, replace(past, last=period.before().last), period, period.before()):
        facts = Fact.objects.filter(day__range=(days.first, days.last)).exclude(what__in=LASTING).order_by()
        by = ("place__parent__parent", "what") if days is period else ("what",)
        found += facts.values_list(*by).annotate(many=Sum("number"))
    return found


def _timed(do: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = do()
    return time.perf_counter() - began, result
