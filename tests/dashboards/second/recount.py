"""All that counts of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cases.models import Case
from tests.dashboards.second.history import Count, History
from tests.dashboards.second.lasting import lasted, took
from tests.dashboards.second.owed import (
    answered,
    answered_at_the_top,
    dispatched,
    disputes,
    handled,
    reported_in,
    signed,
    whistles,
)  # fmt: skip
from tests.dashboards.second.told import (
    came,
    cards,
    cleared,
    closed,
    opened_and_ended,
    put_aside_and_taken_up,
    rated,
    said,
    said_again,
    supervised,
    topped,
)  # fmt: skip

RULES: list[Callable[[History], Iterator[Count]]] = [
    came, said_again, opened_and_ended, put_aside_and_taken_up, cleared, dispatched, signed, answered_at_the_top,
    answered, handled, disputes, whistles, reported_in, topped, supervised, cards, closed, said, rated, lasted, took,
]  # fmt: skip


def counts_of(case: Case) -> list[Count]:
    history = History(case, list(case.events.order_by("seq")))
    return [count for rule in RULES for count in rule(history)]
