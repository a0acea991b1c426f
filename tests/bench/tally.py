"""What counting costs a move: cases walked from report to revisit by the platform's own actions, then counted.

`ours_s`: the moves and the counting of all of them; `floor_s`: the moves alone. The ratio may be 1.15 at most. Both
take turns in rounds, and the medians are compared. At the end the figures are proved against the cases.
"""

from __future__ import annotations

import resource
import time
from datetime import timedelta
from statistics import median
from typing import Any

from cases import actions
from cases.models import Event
from dashboards.actions import catch_up
from dashboards.checking import faults
from partyorg.hats import Hat
from tests.factories import MONDAY, Town, build_town

CASES, ROUNDS = 1_000, 5


def run(scale: float) -> dict[str, Any]:
    town, each = build_town(), max(4, round(CASES * scale / ROUNDS))
    _walk(town, 0)
    catch_up(at=MONDAY)
    before = Event.objects.count()
    moving, counting = [], []
    for number in range(ROUNDS):
        began = time.perf_counter()
        for one in range(each):
            _walk(town, number * each + one)
        moved = time.perf_counter()
        counted = catch_up(at=MONDAY)
        done = time.perf_counter()
        if counted != each:
            raise RuntimeError(f"{counted} of {each} cases were counted")
        moving.append(moved - began)
        counting.append(done - moved)
    if wrong := list(faults(at=MONDAY)):
        raise RuntimeError(f"the figures do not agree: {wrong[:3]}")
    return {
        "name": "tally",
        "rows": Event.objects.count() - before,
        "ours_s": round((median(moving) + median(counting)) * ROUNDS, 3),
        "floor_s": round(median(moving) * ROUNDS, 3),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "counting_s": round(median(counting) * ROUNDS, 3),
    }


def _walk(town: Town, number: int) -> None:
    """Reported, accepted and dispatched, signed, finished, checked, revisited: each a few minutes after the last."""
    at = MONDAY + timedelta(minutes=number % 60)
    case = town.handling(at=at, words=f"地下室漏水，墙皮洇湿，第{number}处")
    case = actions.finish(case, result="修好了", by=town.hat("worker"), at=at + timedelta(minutes=5))
    case = actions.check_pass(case, on_site=True, by=town.hat("guide"), at=at + timedelta(minutes=9))
    actions.revisit(case, solved="YES", satisfied="YES", by=Hat(reporter_of=case.pk), at=at + timedelta(minutes=12))
