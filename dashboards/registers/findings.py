"""隐患整改: what was found on patrols and is settled; stopped on the spot, or closed in time, it is rectified.

A case is in time if none of its handling limits ever ran out. What is still handled within its limit counts nowhere,
as with the figures of cases; nor what was refused, merged or withdrawn. It counts where and when it was found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from cases.models import Case
from cases.terms import OPEN, State
from dashboards.models import Fact
from dashboards.registers.rows import under
from dashboards.terms import What
from grids.models import Place
from partyorg.hats import Hat
from patrols.kinds import Outcome
from patrols.models import Finding

GRID = "patrol__plan__grid"
_RAN_OUT = Q(Exists(Fact.objects.filter(case=OuterRef("case"), what=What.RAN_OUT)))
_STOPPED, _CLOSED = Q(outcome=Outcome.STOPPED), Q(case__state=State.CLOSED)
_SETTLED = _STOPPED | _CLOSED | (Q(case__state__in=sorted(OPEN)) & _RAN_OUT)
RECTIFIED = _STOPPED | (_CLOSED & Q(case__explained=False) & ~_RAN_OUT)


@dataclass(frozen=True, slots=True)
class Found:
    """One finding. `case`: the number of the case that it became, where the hat may open it."""

    item: str
    grid: str
    rectified: bool
    words: str
    case: str


def settled(place: Place, begin: datetime, end: datetime) -> QuerySet[Finding]:
    """Found in the place from `begin` until before `end`."""
    found = Finding.objects.order_by().filter(found_at__gte=begin, found_at__lt=end)
    return found.filter(_SETTLED, under(place, f"{GRID}__"))


def one_by_one(place: Place, begin: datetime, end: datetime, hat: Hat) -> Iterator[Found]:
    """The newest first. Two queries."""
    found = settled(place, begin, end).annotate(rectified=ExpressionWrapper(RECTIFIED, BooleanField()))
    shown = list(found.select_related("item", "case", GRID).order_by("-found_at", "-pk"))
    opened = Case.objects.visible_to(hat).filter(pk__in=[one.case_id for one in shown if one.case_id])
    may_open = set(opened.order_by().values_list("pk", flat=True))
    for one in shown:
        rectified = bool(one.rectified)
        number = one.case.number if one.case and one.case_id in may_open else ""
        words = f"{localdate(one.found_at)} 发现，{_outcome(one, rectified)}"
        yield Found(one.item.name, one.patrol.plan.grid.name, rectified, words, number)


def _outcome(finding: Finding, rectified: bool) -> str:
    if finding.case is None:
        return finding.get_outcome_display()
    if rectified:
        return "按时结案"
    if finding.case.state != State.CLOSED:
        return "超过时限，还没结案"
    return "解释结案" if finding.case.explained else "超过时限才结案"
