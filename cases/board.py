"""What a community's people may read of its cases: those released to the board, and how all of them went, in numbers.

The figures count all that was reported, released or not, and show no number behind which somebody could be recognised:
nothing that is counted over fewer than FEWEST. Set-based: one query for all counts, one more for each median.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q

from cases import telling
from cases.deadlines import late
from cases.lately import begin_of_last
from cases.models import Case, CaseQuerySet, PublicNotice
from cases.models.queries import OPEN_STATES, inside
from cases.terms import Solved, State
from grids.models import Level, Place

FEWEST = 5  # over fewer cases than these no number is shown
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Released:
    """One case as the board shows it: an officer's words, where to the grid, who has it, until when or how it ended.

    `waits`: for whom, where the holder has done its part; else "".
    """

    notice: PublicNotice
    promise: telling.Promise
    where: str
    holder: str
    waits: str
    rungs: list[tuple[str, str]]

    @property
    def case(self) -> Case:
        return self.notice.case

    @property
    def ending(self) -> str:
        """As its reporter judged it, or the unit explained it."""
        if self.case.explained:
            return "解释结案"
        return "已解决" if self.case.solved == Solved.YES else "已办结"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; `None` for `number` where there are too few to say it."""

    of: int
    number: int | None

    @property
    def percent(self) -> int | None:
        return None if self.number is None else round(100 * self.number / self.of)


@dataclass(frozen=True, slots=True)
class Figures:
    """Of what was reported since a day. `reported` is None where it is too little to say anything of it."""

    label: str
    reported: int | None = None
    solved: Share = Share(0, None)  # of those whose reporter said how it was
    running: Share = Share(0, None)  # of all
    late: Share = Share(0, None)  # of those still open
    finished: int = 0
    days: float | None = None  # the median, of those that were closed


def told(notices: Iterable[PublicNotice], at: datetime) -> list[Released]:
    """Notices that came `with_faces()`, as the board shows them. No query."""
    return [_told(notice, at) for notice in notices]


def _told(notice: PublicNotice, at: datetime) -> Released:
    case = notice.case
    where = case.place.at_level(Level.GRID) or case.place.community or case.place
    holder = (case.host_org or case.owner_org).name
    waits = telling.waits_for(case, at) if case.state in (State.CHECKING, State.REVISIT) else ""
    promise = telling.promise(case, at, you="报的人")
    return Released(notice, promise, where.short_name, holder, waits, telling.rungs(case))


def figures(community: Place, *, spans: Iterable[tuple[str, int]], at: datetime) -> list[Figures]:
    """One for each span (what it is called, of how many days: `lately`). One query, and one for each median shown."""
    asked = [(label, begin_of_last(days, at)) for label, days in spans]
    here = Case.objects.order_by().filter(inside(community), submitted_at__lte=at)
    counts = {
        f"{name}_{number}": Count("pk", filter=condition & Q(submitted_at__gte=since))
        for number, (_, since) in enumerate(asked)
        for name, condition in _counted(at).items()
    }
    found = here.filter(submitted_at__gte=min(since for _, since in asked)).aggregate(**counts)
    spoken = []
    for number, (label, since) in enumerate(asked):
        mine = {name: found[f"{name}_{number}"] for name in _counted(at)}
        spoken.append(_figures(label, here.filter(submitted_at__gte=since), mine))
    return spoken


def _counted(at: datetime) -> dict[str, Q]:
    return {
        "reported": Q(pk__isnull=False),
        "judged": ~Q(solved=""),
        "solved": Q(solved=Solved.YES),
        "running": Q(state__in=OPEN_STATES),
        "late": late(at),
        "finished": Q(state=State.CLOSED),
    }


def _figures(label: str, cases: CaseQuerySet, found: dict[str, int]) -> Figures:
    if found["reported"] < FEWEST:
        return Figures(label)
    return Figures(
        label,
        found["reported"],
        solved=_share(found["solved"], found["judged"]),
        running=_share(found["running"], found["reported"]),
        late=_share(found["late"], found["running"]),
        finished=found["finished"],
        days=_median_days(cases.filter(state=State.CLOSED), found["finished"]),
    )


def _share(number: int, of: int) -> Share:
    return Share(of, number if of >= FEWEST else None)


def _median_days(closed: CaseQuerySet, number: int) -> float | None:
    """From the report to the closing. The middle one of the sorted, or between the middle two: read by their places."""
    if number < FEWEST:
        return None
    lasted = closed.annotate(lasted=F("closed_at") - F("submitted_at")).order_by("lasted")
    middle = list(lasted.values_list("lasted", flat=True)[(number - 1) // 2 : number // 2 + 1])
    return round(sum(middle, timedelta()) / len(middle) / A_DAY, 1) if middle else None
