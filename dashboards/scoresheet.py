"""考核 of a place in a month: who is scored how, as the figures are now, or as they were when the month was closed.

A closed month is read from what was kept, whatever has become of its places and departments since: moved, closed or
ended they stand where they stood then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from dashboards.actions import may_close
from dashboards.asked import Asked
from dashboards.models import Closing, Score
from dashboards.periods import A_DAY, Period, month_of
from dashboards.scoring.schemes import schemes_of
from dashboards.scoring.score import Scheme, Scored
from dashboards.scoring.scores import SUBJECT_OF, change, placed, scored_each, scored_units
from dashboards.stood import GONE, departments_of, places_of
from dashboards.tallies.reading import by_value, counts
from dashboards.terms import Cut
from dashboards.workflow import Refused, Subject
from grids.models import Place
from grids.workflow import Level
from partyorg.hats import Hat
from partyorg.models import Organisation

Whose = Place | Organisation
Scores = dict[Whose, Scored]


@dataclass(frozen=True, slots=True)
class Line:
    """`before`: of the month before, after an upheld appeal what it made of it; None where that cannot be compared.
    `kept`: the row of a closed month. `now`: what the same would be today; only of a closed month.
    """

    rank: int | None
    whose: Whose
    scored: Scored
    before: Decimal | None
    kept: Score | None = None
    now: Decimal | None = None

    @property
    def is_place(self) -> bool:
        return isinstance(self.whose, Place)

    @property
    def name(self) -> str:
        return self.whose.short_name if isinstance(self.whose, Place) else str(self.whose)

    @property
    def change(self) -> str:
        moved = change(self.scored.value, self.before)
        if moved is None:
            return "—"
        return f"{'▲' if moved > 0 else '▼'} {abs(moved)}" if moved else "持平"

    @property
    def since(self) -> str:
        """What has become of it."""
        if isinstance(self.whose, Organisation):
            return GONE if self.whose.ended_on else ""
        if self.whose.valid_to:
            return GONE
        return "后来划走了" if self.kept and self.whose.parent_id != self.kept.above_id else ""

    @property
    def differs(self) -> bool:
        return self.kept is not None and self.now != self.scored.value


@dataclass(frozen=True, slots=True)
class Table:
    """`is_own`: one's own line alone; whoever reads that knows of no place among others."""

    scheme: Scheme
    lines: list[Line]
    is_own: bool = False
    is_otherwise: bool = False  # scored otherwise than the month before: the two are not compared

    @property
    def of(self) -> str:
        return Subject(self.scheme.subject).label

    @property
    def shown(self) -> list[Line]:
        """Who is scored; one's own line always."""
        return [line for line in self.lines if self.is_own or line.scored.value is not None]

    @property
    def folded(self) -> list[Line]:
        return [line for line in self.lines if not self.is_own and line.scored.value is None]

    @property
    def differing(self) -> list[Line]:
        return [line for line in self.lines if line.differs]


@dataclass(frozen=True)
class Sheet:
    asked: Asked
    month: Period
    closing: Closing | None
    tables: list[Table]
    may_close: bool
    wont_close: str  # why this month cannot be closed yet, to whoever closes months
    has_begun: bool
    is_over: bool
    later: Period | None

    @property
    def earlier(self) -> Period:
        return month_of(self.month.first - A_DAY)


@dataclass
class _Read:
    """What has to be read for a sheet: the scores of the month and of the one before, live and kept."""

    live: Scores = field(default_factory=dict)
    before: dict[Whose, Decimal | None] = field(default_factory=dict)
    kept: dict[Whose, Score] = field(default_factory=dict)
    otherwise: set[str] = field(default_factory=set)  # whose scheme was another one in the month before


def sheet_of(asked: Asked, *, hat: Hat, at: datetime) -> Sheet:
    """A fixed number of queries."""
    month = month_of(asked.period.last)
    district = asked.place.district
    closings = _closings(district, [month.first, (month.first - A_DAY).replace(day=1)])
    closing = closings.get(month.first)
    if closing:
        schemes = {subject: Scheme.kept(said) for subject, said in closing.schemes.items()}
    else:
        schemes = schemes_of(month.first.year)
    read = _read(asked, month, closings, schemes)
    today = localdate(at)
    may, wont = False, ""
    if asked.place == district and closing is None:
        may, wont = _may_close(district, month, hat, at)
    return Sheet(
        asked=asked, month=month, closing=closing,
        tables=list(_tables(asked, read, schemes, closing)) if month.first <= today else [],
        may_close=may, wont_close=wont, has_begun=month.first <= today, is_over=month.last < today,
        later=month_of(month.last + A_DAY) if month.last + A_DAY <= today else None,
    )  # fmt: skip


def _may_close(district: Place, month: Period, hat: Hat, at: datetime) -> tuple[bool, str]:
    try:
        may_close(district, month, by=hat, at=at)
    except Refused as refused:
        return False, "" if refused.rule == "not_yours" else str(refused)
    return True, ""


def _closings(district: Place, months: list[date]) -> dict[date, Closing]:
    rows = Closing.objects.filter(district=district, month__in=months)
    return {row.month: row for row in rows.select_related("by", "post__organisation", "post__place")}


def _read(asked: Asked, month: Period, closings: Mapping[date, Closing], schemes: Mapping[str, Scheme]) -> _Read:
    read, before = _Read(), month_of(month.first - A_DAY)
    if closing := closings.get(month.first):
        read.kept |= {one.whose: one for one in _kept(closing, asked)}
        places = [whose for whose in read.kept if isinstance(whose, Place)]
        units = [whose for whose in read.kept if isinstance(whose, Organisation)]
    else:
        places = _places(asked, month)
        units = _units(asked, month) if Subject.DEPARTMENT in schemes else []
    read.live |= _live(asked, month, places, units, schemes)
    if before.first in closings:
        earlier = closings[before.first]
        read.otherwise = {of for of, scheme in schemes.items() if _is_other(scheme, earlier.schemes.get(of))}
        of_these = _with_appeals(earlier.scores.filter(Q(place__in=places) | Q(unit__in=units)))
        read.before |= {one.whose: one.adjusted for one in of_these if _subject(one.whose) not in read.otherwise}
    else:
        read.before |= {whose: one.value for whose, one in _live(asked, before, places, units, schemes).items()}
    return read


def _is_other(scheme: Scheme, kept: Mapping[str, Any] | None) -> bool:
    """Whether a score by the one cannot be compared with a score by the other; what they are called does not matter."""
    if kept is None:
        return False
    then = Scheme.kept(kept)
    return (then.rules, then.minimum, then.weights) != (scheme.rules, scheme.minimum, scheme.weights)


def _places(asked: Asked, month: Period) -> list[Place]:
    """Those one step below that stood in the month, and the place itself."""
    if not asked.reach.covers(asked.place):
        return []
    below = asked.place.get_children().filter(places_of(month)).order_by("lft")
    return [place for place in (*below, asked.place) if place.level in SUBJECT_OF]


def _units(asked: Asked, month: Period) -> list[Organisation]:
    """Departments are scored by the district: all on its page, elsewhere nobody but oneself."""
    if asked.reach.covers(asked.place):
        return departments_of(month) if asked.place.level == Level.DISTRICT else []
    return departments_of(month, [unit.pk for unit in asked.reach.units])


def _live(
    asked: Asked, month: Period, places: list[Place], units: list[Organisation], schemes: Mapping[str, Scheme]
) -> Scores:
    found: Scores = dict(scored_each(places, counts(places, month), schemes)) if places else {}
    if units:
        figures = by_value(asked.place.district, Cut.UNIT, month, [str(unit.pk) for unit in units])
        found |= dict(scored_units(units, figures, schemes[Subject.DEPARTMENT]))
    return found


def _kept(closing: Closing, asked: Asked) -> QuerySet[Score]:
    """As `_places` and `_units` ask, of those who were scored then: below a place, who was below it then."""
    if not asked.reach.covers(asked.place):
        wanted = Q(unit__in=asked.reach.units)
    else:
        wanted = Q(place=asked.place) | Q(above=asked.place)
        if asked.place.level == Level.DISTRICT:
            wanted |= Q(subject=Subject.DEPARTMENT)
    return _with_appeals(closing.scores.filter(wanted))


def _with_appeals(scores: QuerySet[Score]) -> QuerySet[Score]:
    return scores.order_by("rank", "pk").select_related("place", "unit", "appeal__adjustment")


def _tables(asked: Asked, read: _Read, schemes: Mapping[str, Scheme], closing: Closing | None) -> Iterable[Table]:
    """The own line first, then the places one step below, then the departments."""
    covered = asked.reach.covers(asked.place)
    lines = _kept_lines(read) if closing else _live_lines(asked, read)
    own = [line for line in lines if line.whose == asked.place]
    below = [line for line in lines if line.is_place and line.whose != asked.place]
    of_units = [line for line in lines if not line.is_place]
    for some, is_own in ((own, True), (below, False), (of_units, not covered)):
        if some and (scheme := schemes.get(_subject(some[0].whose))):
            yield Table(scheme, some, is_own, scheme.subject in read.otherwise)


def _live_lines(asked: Asked, read: _Read) -> list[Line]:
    own = [pair for pair in read.live.items() if pair[0] == asked.place]
    below = [pair for pair in read.live.items() if isinstance(pair[0], Place) and pair[0] != asked.place]
    of_units = [pair for pair in read.live.items() if isinstance(pair[0], Organisation)]
    return [
        Line(rank, whose, found, read.before.get(whose))
        for group in (own, below, of_units)
        for rank, whose, found in placed(group)
    ]


def _kept_lines(read: _Read) -> list[Line]:
    rows = sorted(read.kept.values(), key=lambda row: (row.rank is None, row.rank or 0))
    lines = []
    for row in rows:
        before, now = read.before.get(row.whose), read.live[row.whose].value
        lines.append(Line(row.rank, row.whose, Scored.kept(row.figures), before, row, now))
    return lines


def _subject(whose: Whose) -> str:
    return SUBJECT_OF[whose.level] if isinstance(whose, Place) else Subject.DEPARTMENT
