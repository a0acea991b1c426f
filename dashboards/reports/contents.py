"""What a monthly report says: the month as it was when it ended; in its last part alone how it stands when made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils.timezone import localdate

from cases.deadlines import late
from cases.models import Case, Category
from cases.models.queries import inside
from cases.terms import Level
from dashboards.asked import Asked
from dashboards.board import REST, Beside, Board, board_of
from dashboards.categories import NONE_YET
from dashboards.forces import forces_of
from dashboards.heading import BELOW
from dashboards.indicators import COMBINED, INDICATORS, Combined, Figure, Indicator, figure_of
from dashboards.indicators.of_registers import Amount
from dashboards.listing import open_then, ran_out_then
from dashboards.models import Report
from dashboards.now.live import Waiting, longest_of, part_of_cases
from dashboards.parts import Took, took_of
from dashboards.periods import Period
from dashboards.reach import Reach
from dashboards.registers.numbers import moments
from dashboards.reports.about import About, about
from dashboards.scoring.frozen import frozen_brought, rules_of_months, with_frozen, with_what_was_kept
from dashboards.signs import Sign, signs_of
from dashboards.tallies.reading import ALL, Counts, Slice, by_value, lasting
from dashboards.terms import Cut, What
from grids.models import Place
from grids.workflow import Level as PlaceLevel

CATEGORIES, LONGEST = 15, 10
COLUMNS = ("came", "response", "solved", "satisfied", "in_time", "in_community", "climbed")  # of the tables
OF_A_UNIT = ("dispatched", "response", "solved", "satisfied", "in_time", "disputed", "reported_in")


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    figures: list[Figure]


@dataclass(frozen=True, slots=True)
class Rung:
    """`whistled`: how often it went up from this rung in the month, and the width of its bar in percent.

    `now`: how many open ones are on it when the report is made, `late`: how many of them are late, whenever they came.
    """

    level: Level
    whistled: int
    width: float
    now: int
    late: int


@dataclass(frozen=True, slots=True)
class Contents:
    report: Report
    about: About
    made_at: datetime
    board: Board
    combined: Combined
    columns: list[Indicator]
    children: list[Line]  # where anything was counted
    rest: list[Line]  # what is in none of them; at most one
    categories: list[Line]
    rungs: list[Rung]  # none of a unit's, as with the signs: both are of places
    open_then: int
    ran_out_then: int
    waiting_then: list[Waiting]
    signs: list[Sign]  # of the month's last day
    took: list[Took]
    forces: list[tuple[str, list[Amount], list[str]]]  # of a place: by group, and the names of what is of nothing
    late: int
    open: int
    waiting: list[Waiting]

    @property
    def is_nothing(self) -> bool:
        """Nothing was counted in the month, and nothing was in hands when it ended."""
        return not self.open_then and all(beside.figure.is_nothing for beside in self.board.figures.values())

    @property
    def told(self) -> list[Beside]:
        return [beside for beside in self.board.figures.values() if not beside.is_nothing]

    @property
    def untold(self) -> list[str]:
        """The names of the indicators that have nothing, in this month as in the one before."""
        return [beside.indicator.name for beside in self.board.figures.values() if beside.is_nothing]

    @property
    def places(self) -> list[Line]:
        """Together what the place has."""
        return [*self.children, *self.rest]

    @property
    def idle_children(self) -> int:
        return len(self.board.rows) - len(self.children)

    @property
    def below(self) -> str:
        """What the places one step below are called."""
        return BELOW.get(PlaceLevel(self.report.place.level), "地方")


def contents_of(report: Report, *, at: datetime, told: Callable[[int], None]) -> Contents:
    """`told`: how many steps of the making are done. The reader is whoever may read this, and reads no further."""
    place, of = report.place, about(report)
    part = of.part
    asked = _asked(report, part)
    board = board_of(asked)
    told(1)
    categories = _categories(asked)
    rungs = {} if report.unit else by_value(place, Cut.LEVEL, asked.period)
    told(2)
    then, ended_at = open_then(asked, Case.objects.all()), last_moment(asked.period)
    opened = Case.objects.open().filter(inside(place), part_of_cases(part)).order_by()
    now, overdue = (
        dict(rows.values_list("owner_level").annotate(number=Count("pk"))) for rows in (opened, opened.filter(late(at)))
    )
    waiting = longest_of(opened, at, LONGEST)
    told(3)
    signs = [] if report.unit else signs_of(place, top=place, cases=Case.objects.all(), at=ended_at)
    told(4)
    took = took_of(lasting(place, asked.period, part))
    forces = [] if report.unit else [_force(*group) for group in forces_of(asked, localdate(at)).groups]
    return Contents(
        report, of, at, board, COMBINED, [INDICATORS[code] for code in _columns(asked)],
        _lines(board), _rest(board), categories, [] if report.unit else _rungs(now, rungs, overdue),
        then.count(), ran_out_then(asked, then), longest_of(then, ended_at, LONGEST), signs, took, forces,
        sum(overdue.values()), sum(now.values()), waiting,
    )  # fmt: skip


def _asked(report: Report, part: Slice) -> Asked:
    place, month, before = report.place, report.month, report.period.before().first
    rules = rules_of_months(place.district, [before, month])
    asked = Asked(Reach((place,), (), ()), place, report.period, part, rules=rules[month], earlier_rules=rules[before])
    found = Place.objects.filter(pk=place.pk)
    brought = with_what_was_kept(found, month) if part == ALL else with_frozen(found, month, month)
    return asked.frozen_as(frozen_brought(brought.get()))


def _columns(asked: Asked) -> Sequence[str]:
    return COLUMNS if asked.part == ALL else OF_A_UNIT


def _lines(board: Board) -> list[Line]:
    """One for each place one step below where anything was counted."""
    columns = _columns(board.asked)
    return _telling([Line(row.name, [row.figures[code] for code in columns]) for row in board.rows])


def _rest(board: Board) -> list[Line]:
    return _telling([Line(REST, [board.rest[code] for code in _columns(board.asked)])]) if board.rows else []


def _telling(lines: list[Line]) -> list[Line]:
    return [line for line in lines if not all(figure.is_nothing for figure in line.figures)]


def _categories(asked: Asked) -> list[Line]:
    """Those of which most came; to a unit, of which most were dispatched to it."""
    found = by_value(asked.place, Cut.CATEGORY, asked.period, part=asked.part)
    by = What.CAME if asked.part == ALL else What.DISPATCHED
    most = sorted(found, key=lambda value: (-found[value].get(by, 0), value))[:CATEGORIES]
    names = {str(pk): name for pk, name in Category.objects.values_list("pk", "name")}
    columns = [INDICATORS[code] for code in _columns(asked)]
    lines = [
        Line(names.get(value, NONE_YET), [figure_of(one, found[value], asked.rules) for one in columns])
        for value in most
    ]
    return _telling(lines)


def _force(name: str, amounts: list[Amount]) -> tuple[str, list[Amount], list[str]]:
    of_something = [one for one in amounts if one.of != 0]
    return name, of_something, [one.indicator.name for one in amounts if one.of == 0]


def last_moment(period: Period) -> datetime:
    return moments(period)[1] - timedelta(seconds=1)


def _rungs(now: Mapping[int, int], counted: Mapping[str, Counts], overdue: dict[int, int]) -> list[Rung]:
    up = {level: _went_up(counted.get(str(level.value), {})) for level in Level}
    most = max([1, *up.values()])
    return [
        Rung(level, up[level], 100 * up[level] / most, now.get(level.value, 0), overdue.get(level.value, 0))
        for level in Level
    ]


def _went_up(counts: Counts) -> int:
    return counts.get(What.WHISTLED, 0) + counts.get(What.CLIMBED, 0)
