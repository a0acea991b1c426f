"""The wall screen of a place: what is late now and where, what is on its way up, who has not come, the three rates.

Hung where anybody passes by: a case is named only as everybody may know it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from cases.models import Case
from cases.telling.moments import lasting
from cases.telltale import found_in
from dashboards.asked import Asked
from dashboards.board import children_of
from dashboards.indicators import COMBINED, INDICATORS, Figure, figure_of
from dashboards.maps.outlines import HEIGHT, WIDTH, Outline, outlines_of
from dashboards.now import live
from dashboards.stood import GONE
from dashboards.tallies.reading import of_place
from grids.models import Place
from grids.workflow import Level
from partyorg.hats import Hat

# The shades of the map: up to how many, and their words.
STEPS = ((0, "没有"), (2, "1–2 件"), (5, "3–5 件"), (9, "6–9 件"), (None, "10 件以上"))
TURNS_ON = frozenset({Level.DISTRICT, Level.STREET})  # screens of these go through the places below them too
LETTER = 32  # of the map's own measure: how large its names are (screen.css)
SHOWN = 4  # of what goes up, and of units that have not come; more are said as a number
WORST = 3  # as many as fit under the map on one line
STALE = timedelta(minutes=10)  # rates are counted every minute; older ones say of when they are


@dataclass(frozen=True, slots=True)
class Spot:
    """A place one step below: how many are late there, how it is drawn (None: nobody has drawn it)."""

    place: Place
    late: int
    outline: Outline | None
    name: str  # without what the names of all have in common

    @property
    def shade(self) -> int:
        return shade_of(self.late)

    @property
    def lines(self) -> list[tuple[str, int]]:
        """The name as it fits on the shape, on one line or two, each with how far down it stands; none: no room."""
        if not self.outline:
            return []
        room, length = self.outline.room // LETTER, len(self.name)
        cut = length if length <= room else (length + 1) // 2
        if cut > room:
            return []
        words = [self.name[:cut], self.name[cut:]] if cut < length else [self.name]
        top = self.outline.y - (len(words) - 1) * LETTER // 2 - (LETTER * 2 // 3 if self.late else 0)
        return [(one, top + number * LETTER) for number, one in enumerate(words)]

    @property
    def number_at(self) -> int:
        """How far down the number stands: under the name."""
        assert self.outline  # drawn
        return self.lines[-1][1] + LETTER * 5 // 4 if self.lines else self.outline.y


@dataclass(frozen=True, slots=True)
class Rising:
    words: str
    where: str  # the place one step below that it is in
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
    hour: live.Hour
    absent: list[Missing]
    rates: list[Figure]
    spots: list[Spot]
    elsewhere: list[tuple[str, int]]  # late and on none of the shapes: in words, how many
    climbing: list[Rising]
    waiting: list[Waiter]  # of a place that has none below it: who has waited longest, in place of the map
    counted_at: datetime | None  # of when the rates are, where that is not now

    @property
    def drawn(self) -> list[Spot]:
        return [spot for spot in self.spots if spot.outline]

    @property
    def off_map(self) -> int:
        return sum(number for _, number in self.elsewhere)

    @property
    def worst(self) -> list[Spot]:
        return sorted((spot for spot in self.spots if spot.late), key=lambda spot: -spot.late)[:WORST]

    @property
    def rising(self) -> list[Rising]:
        return self.climbing[:SHOWN]

    @property
    def more_rising(self) -> int:
        return len(self.climbing) - len(self.rising)

    @property
    def shown(self) -> list[Missing]:
        return self.absent[:SHOWN]

    @property
    def more(self) -> int:
        return len(self.absent) - len(self.shown)

    @property
    def busy(self) -> list[int]:
        """Where something is late, or has happened within the hour: where a screen that goes round stops."""
        return [spot.place.pk for spot in self.spots if spot.late or spot.place.pk in self.hour.busy]

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
    below = live.late_by_child(asked, hat, at) if children else {}
    spots = _spots(asked.place, children, below)
    return Screen(
        asked,
        late=late,
        due=due,
        hour=live.last_hour(asked, at),
        absent=[
            Missing(one.unit.name, one.number, _since(at - one.oldest)) for one in live.not_reported_in(asked, hat, at)
        ],
        rates=[figure_of(INDICATORS[code], counts, asked.rules) for code in COMBINED.parts],
        spots=spots,
        elsewhere=_elsewhere(asked.place, spots, late, below) if children else [],
        climbing=[
            Rising(said_openly(one.case), _where(one.case.place, asked.place), one.words, one.at)
            for one in live.climbing(asked, hat, at)
        ],
        waiting=[] if children else _waiting(asked, hat, at),
        counted_at=_stale(asked.counted_at, at),
    )


def _where(place: Place, around: Place) -> str:
    """Its way down from there by one step: of a district the street. `place`: with its chain."""
    while place.parent is not None and around.pk not in (place.pk, place.parent_id):
        place = place.parent
    return place.short_name


def _waiting(asked: Asked, hat: Hat, at: datetime) -> list[Waiter]:
    found = live.waiting_longest(asked, hat, at)
    return [Waiter(said_openly(one.case), one.days, one.is_suspended, one.holder) for one in found]


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
    names = short_names([child.short_name for child in children])
    return [
        Spot(child, late.get(child.pk, 0), drawn.get(child.pk), name)
        for child, name in zip(children, names, strict=True)
    ]


def _elsewhere(place: Place, spots: list[Spot], late: int, below: Mapping[int, int]) -> list[tuple[str, int]]:
    """What is late and on none of the shapes (or tiles, where nothing is drawn), so that all add up."""
    standing = sum(spot.late for spot in spots)
    undrawn = sum(spot.late for spot in spots if not spot.outline) if any(spot.outline for spot in spots) else 0
    found = [
        (f"报到{place.short_name}本身的", late - sum(below.values())),
        (f"{GONE}的地方", sum(below.values()) - standing),
        ("还没有登记边界的", undrawn),
    ]
    return [(words, number) for words, number in found if number > 0]


def short_names(names: Sequence[str]) -> list[str]:
    """As they fit on a map: without what all of them begin with (the community's name) or else end in (街道)."""
    if len(names) < 2:
        return list(names)
    alike = [len(set(letters)) == 1 for letters in zip(*names, strict=False)]
    ends = [len(set(letters)) == 1 for letters in zip(*(name[::-1] for name in names), strict=False)]
    head, tail = (found.index(False) if False in found else len(found) for found in (alike, ends))
    head = names[0].rfind("第", 0, head) if "第" in names[0][:head] else head  # 第1网格 and 第12网格 share the 1
    shorter = [name[head:] if head > 2 else name[: len(name) - tail] for name in names]
    return [short if len(short) > 1 else name for short, name in zip(shorter, names, strict=True)]


def _since(span: timedelta) -> str:
    """In whole hours at the least: a wall does not count minutes."""
    return lasting(span) if span >= live.AN_HOUR else "不到 1 小时"


def _stale(counted_at: datetime | None, at: datetime) -> datetime | None:
    return localtime(counted_at) if counted_at and at - counted_at > STALE else None


def stops_of(asked: Asked, root: Place) -> list[Place]:
    """Through which places a screen turns: the place where it began, then those below it, as far as the hat reads."""
    if root.level not in TURNS_ON or not asked.reach.covers(root):
        return [root]
    return [root, *root.get_children().filter(valid_to=None).order_by("lft")]
