"""现在超期, one by one: what stands behind the number that a leader reads first. By the same query as the number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from cases.deadlines import ends_first
from cases.models import Case
from cases.telling import lasting, step_awaited
from dashboards.asked import Asked
from dashboards.listing import FIRST, Paging
from dashboards.now.live import late_in
from partyorg.hats import Hat
from partyorg.models import Organisation

HOLDERS_SHOWN = 10  # the others stand folded below


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
class Holder:
    unit: Organisation
    number: int


@dataclass(frozen=True, slots=True)
class LateCases:
    """`number`: of those that are listed: all, or what one of the `holders` has (`by`, an organisation's key)."""

    number: int
    holders: list[Holder]
    by: int | None
    cases: list[LateCase]
    page: int
    more: bool

    @property
    def most(self) -> list[Holder]:
        return self.holders[:HOLDERS_SHOWN]

    @property
    def others(self) -> list[Holder]:
        return self.holders[HOLDERS_SHOWN:]

    @property
    def holder(self) -> str:
        """Of whom alone the list is; "" of all."""
        named = (str(one.unit) for one in self.holders if one.unit.pk == self.by)
        return "" if self.by is None else next(named, "这个单位")

    @property
    def previous(self) -> int:
        return self.page - 1

    @property
    def next(self) -> int:
        return self.page + 1


def late_cases(asked: Asked, hat: Hat, at: datetime, *, page: Paging = FIRST, holder: str = "") -> LateCases:
    """The longest late first, of all or of one `holder` (as an address says it). Three queries."""
    found = late_in(asked, hat, at)
    holders = late_by_holder(asked, hat, at)
    by = int(holder) if holder.isdecimal() and len(holder) < 10 else None
    mine = found if by is None else found.filter(holder=by)
    shown, more = page.of(mine.with_faces().order_by("late_from", "pk"))
    number = sum(one.number for one in holders if by in (None, one.unit.pk))
    return LateCases(number, holders, by, [_told(case, at) for case in shown], page.number, more)


def late_by_holder(asked: Asked, hat: Hat, at: datetime) -> list[Holder]:
    """Who has how many of what is late now in hands, the most first. Two queries."""
    rows = late_in(asked, hat, at).values_list("holder").annotate(number=Count("pk")).order_by("-number", "holder")
    found = dict(rows)
    units = Organisation.objects.in_bulk(list(found)) if found else {}
    return [Holder(units[pk], number) for pk, number in found.items()]


def _told(case: Any, at: datetime) -> LateCase:
    """`case`: with its `late_from`."""
    step, holder = step_awaited(case, ends_first(case))
    return LateCase(case, step, holder, case.late_from, lasting(at - case.late_from))
