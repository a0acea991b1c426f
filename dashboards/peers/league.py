"""比一比 (赛马场): who does how well in the same days by the same indicator: grids, communities, streets, and guides.

Whoever has fewer than the indicator asks for stands below, unplaced; whoever has nothing is named, below that.
Units and companies: dashboards/peers/matches.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.utils.timezone import localdate

from dashboards.asked import Asked
from dashboards.board import Beside
from dashboards.indicators import INDICATORS, Better, Figure, Indicator, figure_of
from dashboards.peers.matches import UnitLine, are_told_apart, units_compared
from dashboards.peers.shortening import Short, shortened
from dashboards.periods import Period
from dashboards.ranking import ranked
from dashboards.scoring.standing import names_people
from dashboards.stood import stood_in
from dashboards.tallies.reading import Asking, several
from dashboards.terms import What
from grids.models import Place
from grids.workflow import Level
from partyorg.hats import Hat
from partyorg.kinds import Kind, Role
from partyorg.models import Post

ROWS = 30  # of places on a page
USUAL = "satisfied"
COMPARED = {
    code: one for code, one in INDICATORS.items() if one.bottom and not one.stock and one.better != Better.NEITHER
}
# What an address may ask to compare, by which levels, and under what there are such.
_LEVELS: dict[str, tuple[str, frozenset[str]]] = {
    "street": ("街道", frozenset({Level.STREET})),
    "community": ("社区", frozenset({Level.COMMUNITY, Level.VILLAGE})),
    "grid": ("网格", frozenset({Level.GRID})),
}
_BELOW: dict[str, tuple[str, ...]] = {
    Level.DISTRICT: ("street", "community", "grid"),
    Level.STREET: ("community", "grid"),
    Level.COMMUNITY: ("grid",),
    Level.VILLAGE: ("grid",),
}
# As a column is headed.
_BESIDE_UNITS = (
    ("signed", "按时签收"), ("in_time", "按时办结"), ("reported_in", "报到及时"), ("rated_in_time", "评为及时"),
    ("rated_solved", "评为解决"), ("manner", "态度分"),
)  # fmt: skip
_BESIDE_COMPANIES = (("in_time", "按时办结"), ("satisfied", "满意率"), ("solved", "解决率"))
NOT_THROUGHOUT = "任职不满这个时段"


@dataclass(frozen=True, slots=True)
class Runner:
    """A place, or a guide at a place. `aside`: why it is not placed although there is a figure."""

    name: str
    place: Place
    beside: Beside
    came: int
    aside: str = ""

    @property
    def figure(self) -> Figure:
        return self.beside.figure

    @property
    def worth(self) -> Decimal | None:
        return None if self.aside or self.figure.is_small else self.figure.value

    @property
    def is_idle(self) -> bool:
        return not self.came and self.figure.is_nothing

    @property
    def words(self) -> str:
        return self.aside or ("样本少" if self.figure.is_small else "")


class _Seen(NamedTuple):
    beside: Beside
    came: int


Placed = list[tuple[int | None, Runner]]


@dataclass(frozen=True)
class League:
    asked: Asked
    indicator: Indicator
    of: str  # which places are compared, as an address says it; "" at the lowest
    choices: list[tuple[str, str]]
    places: Short[Runner]  # of this page
    page: int
    guides: Short[Runner]
    units: Short[UnitLine]
    companies: Short[UnitLine]
    is_own_line: bool  # of whoever reads the own unit's figures alone

    @property
    def indicators(self) -> Iterable[Indicator]:
        return COMPARED.values()

    @property
    def beside_units(self) -> list[tuple[str, str]]:
        """What stands beside the figure that is compared by: not that one again."""
        return [one for one in _BESIDE_UNITS if one[0] != self.indicator.code]

    @property
    def beside_companies(self) -> list[tuple[str, str]]:
        return [one for one in _BESIDE_COMPANIES if one[0] != self.indicator.code]

    @property
    def has_units(self) -> bool:
        return are_told_apart(self.asked)

    @property
    def of_name(self) -> str:
        return _LEVELS[self.of][0] if self.of else ""

    @property
    def more(self) -> bool:
        return len(self.places.rows) == ROWS and self.page * ROWS < self.places.number

    @property
    def previous(self) -> int:
        return self.page - 1

    @property
    def next(self) -> int:
        return self.page + 1


def league_of(asked: Asked, given: Mapping[str, str], *, hat: Hat, at: datetime) -> League:
    """A fixed number of queries, however many run. What the address names and there is not is left at its usual."""
    indicator, today = COMPARED.get(given.get("by", ""), INDICATORS[USUAL]), localdate(at)
    covered = asked.reach.covers(asked.place)
    below = _BELOW.get(asked.place.level, ()) if covered else ()
    of = given["of"] if given.get("of") in below else next(iter(below), "")
    places = _places(asked.place, of)
    posts = _guides(asked, today) if covered else []
    seen = {one.pk: one for one in [*places, *map(_at, posts)]}
    figures = _seen(asked, list(seen.values()), indicator)
    whole = given.get("all") == "1" or given.get("as") == "xlsx"
    running = [_runner(one, figures[one.pk]) for one in places]
    stood = [one for one in running if stood_in(one.place, asked.period) or not one.is_idle]
    runners = _placed(stood, indicator)
    page, shown = _paged(shortened(runners, _is_idle, whole=whole, rows=None), given.get("page", ""), whole=whole)
    guides = _placed(_guiding(posts, figures, asked, hat, today), indicator)
    lines = units_compared(asked, hat=hat, at=at)
    return League(
        asked=asked, indicator=indicator, of=of, choices=[(name, _LEVELS[name][0]) for name in below],
        places=shown, page=page, guides=shortened(guides, _is_idle, whole=whole),
        units=_lines(lines, indicator, companies=False, whole=whole),
        companies=_lines(lines, indicator, companies=True, whole=whole), is_own_line=not covered,
    )  # fmt: skip


def _seen(asked: Asked, places: list[Place], indicator: Indicator) -> dict[int, _Seen]:
    """Of each its figure and that of the period before, and what came. One query, and two more for a part of grids."""
    periods = (asked.period, asked.period.before())
    now, before = several([Asking(places, period, asked.part) for period in periods])
    return {
        pk: _Seen(
            Beside(figure_of(indicator, counted, asked.rules), figure_of(indicator, before[pk], asked.rules_before)),
            counted.get(What.CAME, 0),
        )
        for pk, counted in now.items()
    }


def _is_idle(one: Runner) -> bool:
    return one.is_idle


def _paged(found: Short[Runner], said: str, *, whole: bool) -> tuple[int, Short[Runner]]:
    """The page that is asked for, or the last there is, and what stands on it."""
    if whole:
        return 1, found
    page = min(_number(said), max((found.number + ROWS - 1) // ROWS, 1))
    return page, replace(found, rows=found.rows[(page - 1) * ROWS : page * ROWS])


def _places(place: Place, of: str) -> list[Place]:
    if not of:
        return []
    rows = Place.objects.under(place).filter(level__in=_LEVELS[of][1])  # those that are no more too
    return list(rows.select_related("parent").order_by("lft"))


def _guides(asked: Asked, today: date) -> list[Post]:
    """Posts in force at the end of these days, at a place inside."""
    inside = Place.objects.under(asked.place).values("pk")
    rows = Post.objects.in_force(min(asked.period.last, today)).filter(role=Role.GUIDE, place__in=inside)
    return list(rows.select_related("person", "place__parent").order_by("place__lft", "pk"))


def _at(post: Post) -> Place:
    assert post.place  # asked for
    return post.place


def _guiding(posts: list[Post], figures: Mapping[int, _Seen], asked: Asked, hat: Hat, today: date) -> list[Runner]:
    named = names_people(hat, asked.place)
    return [
        _runner(
            _at(post), figures[_at(post).pk],
            name=str(post.person) if named or post.person == hat.person else "引导员",
            aside="" if _was_there(post, asked.period, today) else NOT_THROUGHOUT,
        )
        for post in posts
    ]  # fmt: skip


def _was_there(post: Post, period: Period, today: date) -> bool:
    return post.from_date <= period.first and not post.is_over(min(period.last, today))


def _runner(place: Place, seen: _Seen, *, name: str = "", aside: str = "") -> Runner:
    return Runner(name or place.short_name, place, seen.beside, seen.came, aside)


def _placed(runners: list[Runner], indicator: Indicator) -> Placed:
    return ranked(runners, lambda one: one.worth, better=indicator.better)


def _lines(lines: list[UnitLine], indicator: Indicator, *, companies: bool, whole: bool) -> Short[UnitLine]:
    those = [one for one in lines if (one.unit.kind == Kind.PROPERTY_COMPANY) == companies]
    placed = ranked(those, lambda one: one.worth(indicator), better=indicator.better)
    return shortened(placed, lambda one: one.is_idle, whole=whole)


def _number(said: str) -> int:
    return max(int(said), 1) if said.isdecimal() and len(said) < 6 else 1
