"""How often the category that a complaint belongs to is among the three suggested, and what a suggestion costs.

The floor is the query alone by which the categories come from the database.
"""

import resource
import time
from collections.abc import Callable
from typing import Any

from cases.models import Category
from cases.suggesting import guesses
from tests.bench.labelled import score, sentences

ROUNDS = 5


def run(scale: float) -> list[dict[str, Any]]:
    """Always all sentences: there is nothing to make smaller."""
    words = [said for _, said in sentences("unseen")]
    ours = min(_seconds(lambda: [guesses(said) for said in words]) for _ in range(ROUNDS))
    floor = min(_seconds(lambda: [list(Category.objects.to_choose()) for _ in words]) for _ in range(ROUNDS))
    rows = []
    for which in ("seen", "unseen"):
        reached = score(which, guesses)
        rows.append(
            {
                "name": f"categories, {which} sentences",
                "rows": reached.sentences,
                "ours_s": round(ours / len(words), 6),
                "floor_s": round(floor / len(words), 6),
                "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
                "right_among_three": round(reached.shown, 4),
                "right_first": round(reached.first, 4),
            }
        )
    return rows


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
