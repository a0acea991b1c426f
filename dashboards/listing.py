"""The cases behind a figure: each thing that was counted, and whether it stands above the line or only below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from django.db.models import BooleanField, Exists, F, Model, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models import Case as Either
from django.db.models import When as If
from django.utils.timezone import localdate

from cases.models import Case, CaseQuerySet, Event
from cases.terms import OPEN, Kind, Level
from dashboards.asked import Asked
from dashboards.indicators import Indicator
from dashboards.models import Fact
from dashboards.tallies.reading import facts_in, until
from dashboards.terms import What
from partyorg.hats import Hat

A_PAGE = 50
ON_A_SHEET = 5_000  # of one list; its workbook says where there are more
TOP, REST = "top", "rest"  # of an address: what is above the line alone, or what is only below it
Row = TypeVar("Row", bound=Model)
# What is divided by something that happened at another moment: a line of its own, above and not below.
_APART = frozenset({What.DISPUTED})


class Paging(NamedTuple):
    """The how manieth page, of how many rows."""

    number: int = 1
    size: int = A_PAGE

    def of(self, rows: QuerySet[Row]) -> tuple[list[Row], bool]:
        """Its rows, and whether there are more. One query."""
        first = (self.number - 1) * self.size
        found = list(rows[first : first + self.size + 1])
        return found[: self.size], len(found) > self.size


FIRST = Paging()


@dataclass(frozen=True, slots=True)
class Aside:
    """挂账: since when, until when it is looked at again, and why: a cause of the list, and what was written of it."""

    since: date
    review_on: date
    cause: str
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """`counts`: above the line. `hours`: of what lasted, working hours in steps. `aside`: of what was 挂账 then."""

    case: Case
    day: date
    words: str
    unit: str
    level: str
    counts: bool
    hours: int | None = None
    aside: Aside | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    entries: list[Entry]
    page: int
    more: bool
    hidden: int  # what is in the figure, and was this unit's once, but is nothing that this hat may open now
    which: str  # "", TOP or REST
    says_aside: bool = False  # its entries may have an `aside`
    has_lines_apart: bool = False  # of what is above the line and not below: with it there are more lines than below

    @property
    def previous(self) -> int:
        return self.page - 1

    @property
    def next(self) -> int:
        return self.page + 1


def listed(asked: Asked, indicator: Indicator, hat: Hat, *, page: Paging = FIRST, which: str = "") -> Listing:
    """The newest first, a page at a time. Two queries; two more for a hat that covers no place. `which` of what is
    not divided by anything, or that is neither TOP nor REST, is all."""
    which = which if indicator.bottom and which in (TOP, REST) else ""
    if indicator.stock:
        return _page_of_stock(asked, indicator, hat, page, which)
    tops = {*indicator.top, *indicator.partly}
    whats = {*indicator.counted, *(tops & _APART)}
    facts = _facts(asked, whats)
    if which:
        facts = facts.filter(_is_top(tops)) if which == TOP else facts.exclude(_is_top(tops))
    return replace(_page(asked, _marked(facts, tops), hat, page, which), has_lines_apart=bool(tops & _APART))


def listed_lasting(asked: Asked, hat: Hat, *, page: Paging = FIRST) -> Listing:
    """What was done in this period, and how long each took from the report on."""
    return _page(asked, _marked(_facts(asked, {What.LASTED}), {What.LASTED}), hat, page, "")


def paging_of(given: Mapping[str, str]) -> Paging:
    """Of an address. What is no page is the first; taken out as a workbook a list is not cut into pages."""
    if given.get("as") == "xlsx":
        return Paging(1, ON_A_SHEET)
    page = given.get("page", "")
    return Paging(max(int(page), 1) if page.isdecimal() and len(page) < 6 else 1)


def _facts(asked: Asked, whats: set[What]) -> QuerySet[Fact]:
    return facts_in(asked.place, asked.period, asked.part).filter(what__in=sorted(whats))


def _is_top(tops: set[What]) -> Q:
    """It is above the line itself, or what was found of the same case at the same moment is."""
    same = Fact.objects.filter(case=OuterRef("case"), at=OuterRef("at"), unit=OuterRef("unit"), what__in=sorted(tops))
    return Q(what__in=sorted(tops)) | Q(Exists(same))


def _marked(facts: QuerySet[Fact], tops: set[What]) -> QuerySet[Fact]:
    return facts.annotate(counts=Either(If(_is_top(tops), then=True), default=False, output_field=BooleanField()))


def _page(asked: Asked, facts: QuerySet[Fact], hat: Hat, page: Paging, which: str) -> Listing:
    seen = facts.filter(case__in=Case.objects.visible_to(hat).order_by().values("pk"))
    hidden = 0 if asked.reach.covers(asked.place) else facts.count() - seen.count()
    rows = seen.select_related("case__place__parent__parent__parent", "unit").order_by("-day", "-id")
    found, more = page.of(rows)
    return Listing([_entry(fact) for fact in found], page.number, more, hidden, which)


def _entry(fact: Fact) -> Entry:
    unit = str(fact.unit or "")
    counts = bool(getattr(fact, "counts", True))
    return Entry(
        fact.case, fact.day, fact.get_what_display(), unit, fact.get_level_display(), counts, fact.hours
    )  # fmt: skip


def _page_of_stock(asked: Asked, indicator: Indicator, hat: Hat, page: Paging, which: str) -> Listing:
    """Of what is there at the end of the period: the cases themselves, whoever was reported last first. One query more
    for what was 挂账."""
    cases: Any = open_then(asked, Case.objects.visible_to(hat)).annotate(
        inside=_net(asked, indicator.top, indicator.minus)
    )
    if which:
        is_top = Q(inside__gt=0)
        cases = cases.filter(is_top if which == TOP else Q(inside=None) | ~is_top)
    elif not indicator.bottom:
        cases = cases.filter(inside__gt=0)
    found, more = page.of(cases.with_faces().order_by("-submitted_at", "-id"))
    is_aside = What.PUT_ASIDE in indicator.top
    asides = _asides(found, asked.period.last) if is_aside else {}
    return Listing([_of_stock(case, asides) for case in found], page.number, more, 0, which, says_aside=is_aside)


def _of_stock(case: Case, asides: Mapping[int, Aside]) -> Entry:
    unit, level = str(case.host_org or case.owner_org), Level(case.owner_level).label
    counts = (getattr(case, "inside", 0) or 0) > 0
    aside = asides.get(case.pk) if counts else None
    return Entry(case, localdate(case.submitted_at), case.get_state_display(), unit, level, counts, aside=aside)


def _asides(cases: Sequence[Case], last: date) -> dict[int, Aside]:
    """The newest of each until that day, by the case's key."""
    steps = Event.objects.filter(case__in=[case.pk for case in cases], kind=Kind.SUSPEND, at__date__lte=last)
    rows = steps.order_by("case", "seq").values_list("case", "at", "data")
    return {case: _aside(at, data) for case, at, data in rows}


def _aside(at: datetime, data: Mapping[str, str]) -> Aside:
    return Aside(localdate(at), date.fromisoformat(data["review_on"]), data["cause"], data.get("why", ""))


def open_then(asked: Asked, cases: CaseQuerySet) -> CaseQuerySet:
    """Those of these that were in hands at the end of the period: open now, or ended since."""
    ended_since = Fact.objects.filter(what=What.ENDED, day__gt=asked.period.last).values("case")
    found = cases.filter(Q(state__in=sorted(OPEN)) | Q(pk__in=ended_since))
    return found.annotate(open_then=_net(asked, (What.OPENED,), (What.ENDED,))).filter(open_then__gt=0)


def ran_out_then(asked: Asked, cases: CaseQuerySet) -> int:
    """How many of these had let their time pass by the end of the period."""
    facts = facts_in(asked.place, until(asked.period.last), asked.part).filter(what=What.RAN_OUT)
    return cases.filter(Exists(facts.filter(case=OuterRef("pk")))).count()


def _net(asked: Asked, plus: Sequence[What], minus: Sequence[What]) -> Subquery:
    """How much more of a case was put in than taken out, until the period's end."""
    facts = facts_in(asked.place, until(asked.period.last), asked.part).filter(case=OuterRef("pk"))
    signed = Either(If(what__in=list(plus), then=F("number")), default=-F("number"))
    return Subquery(
        facts.filter(what__in=[*plus, *minus]).order_by().values("case").annotate(net=Sum(signed)).values("net")
    )
