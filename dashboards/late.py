"""现在超期, one by one: what stands behind the number that a leader reads first. By the same query as the number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cases.deadlines import late, late_from
from cases.models import Case
from cases.telling.moments import lasting
from dashboards.asked import Asked
from dashboards.listing import FIRST, Paging
from dashboards.live import open_in
from partyorg.hats import Hat
from partyorg.models import Organisation


@dataclass(frozen=True, slots=True)
class LateCase:
    """`by`: the clock that ran out first. `late`: for how long it has been so, in words."""

    case: Case
    holder: Organisation
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
    cases = [
        LateCase(case, case.host_org or case.owner_org, case.late_from, lasting(at - case.late_from)) for case in shown
    ]
    return LateCases(found.count(), cases, page.number, more)
