"""The two words for late, wherever a case stands in a list or a file: it is so now, or it was once."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from cases.deadlines import is_late
from cases.models import Case


class Lateness(NamedTuple):
    words: str
    is_now: bool

    def __str__(self) -> str:
        return self.words


NOW, ONCE = Lateness("现在超期", True), Lateness("曾超期", False)


def lateness(case: Case, at: datetime) -> Lateness | None:
    """None where it never was. Late now outweighs late once: a case keeps that mark when it is caught up with."""
    if is_late(case, at):
        return NOW
    return ONCE if case.overdue else None
