"""现在超期, one by one: what stands behind the number that a leader reads first. By the same query as the number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cases.deadlines import ends_first, late, late_from
from cases.models import Case
from cases.telling import lasting, step_awaited
from dashboards.asked import Asked
from dashboards.listing import FIRST, Paging
from dashboards.live import open_in
from partyorg.hats import Hat


@dataclass(frozen=True, slots=True)
class LateCase:
    """`by`: the clock that ran out first. `step`: what was due by then; `holder`: who has to do it. `late`: for how
    long it has been so, in words.
    """

    case: Case
    step: str
    holder: str
    by: datetime
    late: str


@dataclass(frozen=True, slots=True)
class LateCases:
    number: int
    cases: list[LateCase]
    page: int
    more: bool

    @property
    def previous(self) -> int:
        return self.page - 1

    @property
    def next(self) -> int:
        return self.page + 1


def late_cases(asked: Asked, hat: Hat, at: datetime, *, page: Paging = FIRST) -> LateCases:
    """The longest late first. Two queries."""
    found: Any = open_in(asked, hat).filter(late(at))
    rows = found.with_faces().annotate(late_from=late_from()).order_by("late_from", "pk")
    shown, more = page.of(rows)
    return LateCases(found.count(), [_told(case, at) for case in shown], page.number, more)


def _told(case: Any, at: datetime) -> LateCase:
    """`case`: with its `late_from`."""
    step, holder = step_awaited(case, ends_first(case))
    return LateCase(case, step, holder, case.late_from, lasting(at - case.late_from))
