"""The wall screen of a place: what is late now and where, what is on its way up, who has not come, the three rates.

Hung where anybody passes by: a case is named only as everybody may know it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from cases.models import Case
from cases.telling.moments import lasting
from cases.telltale import found_in
from dashboards import live
from dashboards.asked import Asked
from dashboards.board import children_of
from dashboards.indicators import COMBINED, INDICATORS, Figure, figure_of
from dashboards.models import Projected
from dashboards.outlines import HEIGHT, WIDTH, Outline, outlines_of
from dashboards.reading import of_place
from grids.models import Place
from grids.workflow import Level
from partyorg.hats import Hat

# The shades of the map: up to how many, and their words.
STEPS = ((0, "没有"), (2, "1–2 件"), (5, "3–5 件"), (9, "6–9 件"), (None, "10 件以上"))
TURNS_ON = frozenset({Level.DISTRICT, Level.STREET})  # screens of these go through the places below them too
SHOWN = 4  # units that have not come; more are said as a number
STALE = timedelta(minutes=10)  # rates are counted every minute; older ones say of when they are


@dataclass(frozen=True, slots=True)
class Spot:
    """A place one step below: how many are late there, how it is drawn (None: nobody has drawn it)."""

    place: Place
    late: int
    outline: Outline | None

    @property
    def shade(self) -> int:
        return shade_of(self.late)


@dataclass(frozen=True, slots=True)
class Rising:
    words: str
    steps: str  # 街道 → 区平台
    at: datetime


@dataclass(frozen=True, slots=True)
class Missing:
    name: str
    number: int
    longest: str


@dataclass(frozen=True, slots=True)
class Waiter:
    words: str
    days: int
    is_suspended: bool
    holder: str


@dataclass(frozen=True, slots=True)
class Screen:
    asked: Asked
    late: int
    due: int
    absent: list[Missing]
    rates: list[Figure]
    spots: list[Spot]
    climbing: list[Rising]
    waiting: list[Waiter]  # of a place that has none below it: who has waited longest, in place of the map
    counted_at: datetime | None  # of when the rates are, where that is not now

    @property
    def drawn(self) -> list[Spot]:
        return [spot for spot in self.spots if spot.outline]

    @property
    def worst(self) -> list[Spot]:
        return sorted((spot for spot in self.spots if spot.late), key=lambda spot: -spot.late)[:5]

    @property
    def shown(self) -> list[Missing]:
        return self.absent[:SHOWN]

    @property
    def more(self) -> int:
        return len(self.absent) - len(self.shown)

    @property
    def steps(self) -> Iterable[tuple[int, str]]:
        return [(number, words) for number, (_, words) in enumerate(STEPS)]

    @property
    def box(self) -> str:
        return f"0 0 {WIDTH} {HEIGHT}"


def screen_of(asked: Asked, hat: Hat, at: datetime) -> Screen:
    """All that the screen of this place shows now. A constant number of queries."""
    children = children_of(asked.place)
    counts = of_place(asked.place, asked.period, asked.part)
    late, due = live.late_and_due(asked, hat, at)
    return Screen(
        asked,
        late=late,
        due=due,
        absent=[
            Missing(one.unit.name, one.number, _since(at - one.oldest)) for one in live.not_reported_in(asked, hat, at)
        ],
        rates=[figure_of(INDICATORS[code], counts, asked.rules) for code in COMBINED.parts],
        spots=_spots(asked.place, children, live.late_by_child(asked, hat, at)) if children else [],
        climbing=[Rising(said_openly(one.case), one.words, one.at) for one in live.climbing(asked, hat, at)],
        waiting=[] if children else _waiting(asked, hat, at),
        counted_at=_stale(at),
    )


def _waiting(asked: Asked, hat: Hat, at: datetime) -> list[Waiter]:
    found = live.waiting_longest(asked, hat, at)
    return [Waiter(said_openly(one.case), one.days, one.is_suspended, one.holder.name) for one in found]


def shade_of(number: int) -> int:
    return next(shade for shade, (most, _) in enumerate(STEPS) if most is None or number <= most)


def said_openly(case: Case) -> str:
    """A case on a wall: by its title, unless that is nobody's business or tells who somebody is; then by its kind."""
    kind = case.category.name if case.category else "一件诉求"
    if case.confidential or (case.category and case.category.sensitive):
        return "一件保密的事"
    return kind if found_in(case.title, [case.reporter_name], code=case.tracking_code) else case.title


def _spots(place: Place, children: list[Place], late: Mapping[int, int]) -> list[Spot]:
    drawn = outlines_of(place, children)
    return [Spot(child, late.get(child.pk, 0), drawn.get(child.pk)) for child in children]


def _since(span: timedelta) -> str:
    """In whole hours at the least: a wall does not count minutes."""
    return lasting(span) if span >= live.AN_HOUR else "不到 1 小时"


def _stale(at: datetime) -> datetime | None:
    counted_at = Projected.objects.values_list("counted_at", flat=True).first()
    return localtime(counted_at) if counted_at and at - counted_at > STALE else None


def stops_of(asked: Asked, root: Place) -> list[Place]:
    """Through which places a screen turns: the place where it began, then those below it, as far as the hat reads."""
    if root.level not in TURNS_ON or not asked.reach.covers(root):
        return [root]
    return [root, *root.get_children().filter(valid_to=None).order_by("lft")]
