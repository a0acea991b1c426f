"""What stands now: late, due soon, waiting longest, on its way up, not reported in. Counted from the open cases alone.

No tally knows the present moment. Each of these is one or two queries, however many cases there ever were; all go
through the one door, and none looks outside the place that was asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Min, OuterRef, Q, Subquery, Sum
from django.utils.timezone import localdate

from cases import awaited
from cases.deadlines import late, late_from
from cases.holding import late_holder
from cases.models import Case, CaseQuerySet
from cases.models.queries import inside
from cases.telling import whose_turn
from cases.terms import Level, State
from dashboards.asked import Asked
from dashboards.models import Fact
from dashboards.periods import A_DAY, OWN, Period
from dashboards.tallies.reading import Slice, facts_in
from dashboards.terms import Cut, What
from grids.models import Place
from partyorg.hats import Hat
from partyorg.models import Organisation
from worktime.calendar import WorkCalendar
from worktime.current import NEWEST_CHANGE, calendar_of

AN_HOUR = timedelta(hours=1)
_HAPPENED = Q(what__in=[What.CAME, What.CLOSED, What.WHISTLED, What.CLIMBED])
_UPWARDS = Q(what__in=[What.WHISTLED, What.CLIMBED]) | Q(what=What.CAME, case__emergency_direct=True)


@dataclass(frozen=True, slots=True)
class Late:
    number: int
    by_level: Mapping[int, int]  # the rung that has them; one that has none is missing


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open case with its faces (`with_faces`), and how many working days it has been open, the first not counted."""

    case: Case
    days: int

    @property
    def is_suspended(self) -> bool:
        return self.case.state == State.SUSPENDED

    @property
    def holder(self) -> str:
        return whose_turn(self.case)


@dataclass(frozen=True, slots=True)
class Climb:
    """An open case that has gone up since then, at all once or several times: from where, how far, and when last."""

    case: Case
    level: Level
    to: Level
    at: datetime

    @property
    def words(self) -> str:
        """街道 → 区平台"""
        return f"{self.level.label} → {self.to.label}" if self.to > self.level else "突发直报"


@dataclass(frozen=True, slots=True)
class Absent:
    """A unit that was called and let the time pass: in how many cases, and since when in the oldest."""

    unit: Organisation
    number: int
    oldest: datetime


def open_in(asked: Asked, hat: Hat) -> CaseQuerySet:
    """The open cases that the address asks for, as far as this hat may open them. Unordered."""
    return Case.objects.visible_to(hat).open().filter(inside(asked.place), part_of_cases(asked.part)).order_by()


def clocked(asked: Asked, hat: Hat) -> Any:
    """Open cases by the clock that ends first of those they wait by: its end `late_from`, and whose turn that is
    (`holder`). Narrowed to a unit those whose turn is its own: late is whoever lets the time pass, be it the host or
    not. Whatever counts or lists what is late, or will be, asks here.
    """
    cases: Any = Case.objects.visible_to(hat).open().filter(inside(asked.place)).order_by()
    cases = cases.annotate(late_from=late_from()).annotate(holder=late_holder())
    if asked.part.cut == Cut.UNIT:
        return cases.filter(holder__in=asked.part.values)
    return cases.filter(part_of_cases(asked.part))


def late_in(asked: Asked, hat: Hat, at: datetime) -> Any:
    """Of these what is late."""
    return clocked(asked, hat).filter(late(at))


def due_within(at: datetime, span: timedelta) -> Q:
    """Of cases that are `clocked`: not late, and will be when `span` has passed, if nothing is done."""
    return Q(late_from__gt=at, late_from__lte=at + span)


def late_now(asked: Asked, hat: Hat, at: datetime) -> Late:
    found = dict(late_in(asked, hat, at).values_list("owner_level").annotate(number=Count("pk")))
    return Late(sum(found.values()), found)


def late_and_due(asked: Asked, hat: Hat, at: datetime, span: timedelta = AN_HOUR) -> tuple[int, int]:
    """How many are late now; how many are not and will be when `span` has passed, if nothing is done. One query."""
    counts = {"late": Count("pk", filter=late(at)), "due": Count("pk", filter=due_within(at, span))}
    found = clocked(asked, hat).aggregate(**counts)
    return found["late"], found["due"]


def late_by_child(asked: Asked, hat: Hat, at: datetime) -> dict[int, int]:
    """Of the places one step below: their keys → how many are late there. A place that has none is missing."""
    return late_and_below(asked, hat, at)[1]


def late_and_below(asked: Asked, hat: Hat, at: datetime) -> tuple[Late, dict[int, int]]:
    """`late_now` and `late_by_child`, by one query."""
    cases = late_in(asked, hat, at).annotate(child=_child_of(asked))
    levels: Counter[int] = Counter()
    children: Counter[int] = Counter()
    for child, level, number in cases.values_list("child", "owner_level").annotate(number=Count("pk")):
        levels[level] += number
        if child is not None:
            children[child] += number
    return Late(sum(levels.values()), dict(levels)), dict(children)


def waiting_longest(asked: Asked, hat: Hat, at: datetime, many: int = 5) -> list[Waiting]:
    """Whoever has waited longest comes first, 挂账 too: it is still not done."""
    return longest_of(open_in(asked, hat), at, many)


def longest_of(cases: CaseQuerySet, at: datetime, many: int = 5) -> list[Waiting]:
    """The same of these open cases, for whoever has chosen them."""
    first = list(cases.order_by("submitted_at", "pk").values_list("pk", flat=True)[:many])
    faces = Case.objects.filter(pk__in=first).with_faces().order_by("submitted_at", "pk")
    found = [(case, calendar_of(case.newest_change)) for case in faces.annotate(newest_change=NEWEST_CHANGE)]
    return [Waiting(case, _working_days(case.submitted_at, at, calendar)) for case, calendar in found]


def climbing(asked: Asked, hat: Hat, at: datetime, span: timedelta = AN_HOUR) -> list[Climb]:
    """What has gone up within the hour, by whistle or by itself, or was reported as an emergency; the newest first.

    Once each; not what has come down again, and nothing that is closed. How far it has got is of the same count as
    when it went: a rung that it has reached since, said beside an earlier step, would tell of a step that nobody took.
    """
    since = at - span
    days = Period(OWN, localdate(since), localdate(at))
    steps = facts_in(asked.place, days, asked.part).filter(_UPWARDS, at__gt=since, at__lte=at)
    reached = Fact.objects.filter(case=OuterRef("case"), what=What.OPENED).order_by("-at", "-pk").values("level")[:1]
    rows = steps.annotate(reached=Subquery(reached)).order_by("at", "case", "pk")
    lowest: dict[int, int] = {}
    newest: dict[int, tuple[int, datetime]] = {}
    for case, level, to, moment in rows.values_list("case", "level", "reached", "at"):
        lowest[case] = min(level, lowest.get(case, level))
        newest[case] = to or level, moment
    cases = Case.objects.visible_to(hat).open().filter(pk__in=list(newest)).with_faces().in_bulk() if newest else {}
    climbs = [
        Climb(cases[pk], Level(lowest[pk]), Level(to), moment)
        for pk, (to, moment) in reversed(newest.items())
        if pk in cases
    ]
    up = [one for one in climbs if one.to > one.level or one.case.emergency_direct]
    return sorted(up, key=lambda one: one.at, reverse=True)


@dataclass(frozen=True, slots=True)
class Hour:
    """What came and what was closed within the hour; in which of the places one step below anything happened."""

    came: int
    closed: int
    busy: frozenset[int]


def last_hour(asked: Asked, at: datetime, span: timedelta = AN_HOUR) -> Hour:
    """Of the facts, as the tallies are; what went up counts as something that happened. One query."""
    since = at - span
    days = Period(OWN, localdate(since), localdate(at))
    facts = facts_in(asked.place, days, asked.part).filter(_HAPPENED, at__gt=since, at__lte=at)
    counts: Counter[str] = Counter()
    busy = set()
    rows = facts.annotate(child=_child_of(asked)).values_list("child", "what").annotate(many=Sum("number"))
    for child, what, many in rows:
        counts[what] += many
        busy.add(child)
    return Hour(counts[What.CAME], counts[What.CLOSED], frozenset(busy - {None}))


def _child_of(asked: Asked) -> Subquery:
    """Of a row with a place: the key of the place one step below that it lies in; None where it lies in none."""
    around = Place.objects.filter(
        parent=asked.place, lft__lte=OuterRef("place__lft"), rght__gte=OuterRef("place__rght")
    )
    return Subquery(around.order_by().values("pk")[:1])


def absent_in(asked: Asked, hat: Hat, at: datetime) -> Any:
    """Cases to which somebody (`holder`) was called and should have come by then (`late_from`), and has not."""
    cases: Any = open_in(asked, hat).filter(awaited.overdue(at))
    return cases.annotate(late_from=awaited.since(), holder=F("host_org"))


def not_reported_in(asked: Asked, hat: Hat, at: datetime) -> list[Absent]:
    """Who was called, has not come, and should have: the unit with the most of them first."""
    rows = absent_in(asked, hat, at).values("holder").annotate(number=Count("pk"), oldest=Min("late_from"))
    found = {row["holder"]: (row["number"], row["oldest"]) for row in rows}
    units = Organisation.objects.in_bulk(list(found)) if found else {}
    absent = [Absent(units[pk], number, oldest) for pk, (number, oldest) in found.items()]
    return sorted(absent, key=lambda one: (-one.number, one.oldest, one.unit.pk))


def part_of_cases(part: Slice) -> Q:
    """The same cases as the slice's facts, as they stand now. A unit's are those that it has in hands."""
    values = part.values
    return {
        Cut.ALL: Q(),
        Cut.CATEGORY: Q(category__in=values),
        Cut.CHANNEL: Q(channel__in=values),
        Cut.UNIT: Q(host_org__in=values) | Q(host_org=None, owner_org__in=values),
        Cut.LEVEL: Q(owner_level__in=values),
    }[Cut(part.cut)]


def _working_days(start: datetime, end: datetime, calendar: WorkCalendar) -> int:
    first, last = localdate(start), localdate(end)
    return sum(calendar.is_workday(first + number * A_DAY) for number in range(1, (last - first).days + 1))
