"""Many at the same moment, each in a thread and with a connection of its own.

together([partial(sign_up, activity, one, at=MONDAY) for one in people]) == Counter({"done": 8})
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from volunteers.rules import Refused


def together(deeds: Sequence[Callable[[], object]]) -> Counter[str]:
    """What became of them: "done", or the rule by which one was refused. Anything else is raised."""
    gate = Barrier(len(deeds))

    def one(deed: Callable[[], object]) -> str:
        gate.wait()
        try:
            deed()
            return "done"
        except Refused as refused:
            return refused.rule
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return Counter(threads.map(one, deeds))
