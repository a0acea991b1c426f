"""现在超期 and what is next, one by one: what stands behind the numbers that a leader reads first.

What is late, what falls due within the hour or today, who was called and has not come. By the same queries as the
numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import Count, Q, TextChoices
from django.utils.timezone import localdate

from cases.deadlines import ends_first, late
from cases.models import Case
from cases.telling import lasting, step_awaited
from dashboards.asked import Asked
from dashboards.listing import FIRST, Paging
from dashboards.now.live import AN_HOUR, absent_in, clocked, due_within, late_in
from dashboards.periods import A_DAY
from partyorg.hats import Hat
from partyorg.models import Organisation
from worktime.calendar import SHANGHAI

HOLDERS_SHOWN = 10  # the others stand folded below


class Due(TextChoices):
    """Which of them, as an address says it (`due`)."""

    LATE = "", "现在超期"
    HOUR = "hour", "一小时内到期"
    TODAY = "today", "今天到期"
    ABSENT = "absent", "该到没到"

    @property
    def is_over(self) -> bool:
        """Its time has passed."""
        return self in (Due.LATE, Due.ABSENT)


@dataclass(frozen=True, slots=True)
class DueCase:
    """`by`: the clock that runs out first. `step`: what is due by then; `holder`: who has to do it. `span`: for how
    long it has been late, or is left, in words.
    """

    case: Case
    step: str
    holder: str
    by: datetime
    span: str


@dataclass(frozen=True, slots=True)
class Holder:
    unit: Organisation
    number: int


@dataclass(frozen=True, slots=True)
class DueCases:
    """`number`: of those that are listed: all, or what one of the `holders` has (`by`, an organisation's key).
    `numbers`: of each kind how many there are in all."""

    due: Due
    numbers: Mapping[Due, int]
    number: int
    holders: list[Holder]
    by: int | None
    cases: list[DueCase]
    page: int
    more: bool

    @property
    def kinds(self) -> list[tuple[Due, int]]:
        return [(due, self.numbers[due]) for due in Due]

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


def due_cases(
    asked: Asked, hat: Hat, at: datetime, *, page: Paging = FIRST, holder: str = "", due: str = ""
) -> DueCases:
    """Whoever is, or will be, late first comes first, of all or of one `holder` (as an address says it). `due`: which,
    see `Due`; anything else: what is late. Five queries."""
    which = Due(due) if due in Due.values else Due.LATE
    found = _those(which, asked, hat, at)
    holders = _holders(found)
    by = int(holder) if holder.isdecimal() and len(holder) < 10 else None
    mine = found if by is None else found.filter(holder=by)
    shown, more = page.of(mine.with_faces().order_by("late_from", "pk"))
    number = sum(one.number for one in holders if by in (None, one.unit.pk))
    cases = [_told(which, case, at) for case in shown]
    return DueCases(which, _numbers(asked, hat, at), number, holders, by, cases, page.number, more)


def late_by_holder(asked: Asked, hat: Hat, at: datetime) -> list[Holder]:
    """Who has how many of what is late now in hands, the most first. Two queries."""
    return _holders(late_in(asked, hat, at))


def _those(due: Due, asked: Asked, hat: Hat, at: datetime) -> Any:
    """Cases, each with its `late_from` and its `holder`."""
    if due == Due.LATE:
        return late_in(asked, hat, at)
    return absent_in(asked, hat, at) if due == Due.ABSENT else clocked(asked, hat).filter(_soon(due, at))


def _soon(due: Due, at: datetime) -> Q:
    """Not late, and will be by then if nothing is done."""
    if due == Due.HOUR:
        return due_within(at, AN_HOUR)
    midnight = datetime.combine(localdate(at) + A_DAY, time.min, SHANGHAI)
    return Q(late_from__gt=at, late_from__lt=midnight)


def _numbers(asked: Asked, hat: Hat, at: datetime) -> dict[Due, int]:
    """Two queries."""
    filters = {Due.LATE: late(at), Due.HOUR: _soon(Due.HOUR, at), Due.TODAY: _soon(Due.TODAY, at)}
    counts = {due.name: Count("pk", filter=those) for due, those in filters.items()}
    found = clocked(asked, hat).aggregate(**counts)
    return {due: found[due.name] for due in filters} | {Due.ABSENT: absent_in(asked, hat, at).count()}


def _holders(found: Any) -> list[Holder]:
    rows = found.values_list("holder").annotate(number=Count("pk")).order_by("-number", "holder")
    numbers = dict(rows)
    units = Organisation.objects.in_bulk(list(numbers)) if numbers else {}
    return [Holder(units[pk], number) for pk, number in numbers.items()]


def _told(due: Due, case: Any, at: datetime) -> DueCase:
    """`case`: with its `late_from`."""
    step, holder = step_awaited(case, "report_in_by" if due == Due.ABSENT else ends_first(case))
    return DueCase(case, step, holder, case.late_from, lasting(abs(at - case.late_from)))
