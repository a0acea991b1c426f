"""What a monthly report says: the figures of the month as the board has them, and what stands when it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from cases.deadlines import late
from cases.models import Case, Category
from cases.models.queries import inside
from cases.terms import Level
from dashboards.asked import Asked
from dashboards.board import Board, board_of
from dashboards.indicators import COMBINED, INDICATORS, Combined, Figure, Indicator, figure_of
from dashboards.live import Waiting, longest_of
from dashboards.models import Report
from dashboards.reach import Reach
from dashboards.reading import by_value
from dashboards.schemes import rules_of
from dashboards.signs import Sign, signs_of
from dashboards.terms import Cut, What

CATEGORIES, LONGEST = 15, 10
COLUMNS = ("came", "response", "solved", "satisfied", "in_time", "in_community", "climbed")  # of the tables


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    figures: list[Figure]


@dataclass(frozen=True, slots=True)
class Rung:
    """How many of the month's are on this rung now, and the width of its bar in percent."""

    level: Level
    number: int
    late: int
    width: float


@dataclass(frozen=True, slots=True)
class Contents:
    report: Report
    made_at: datetime
    board: Board
    combined: Combined
    columns: list[Indicator]
    children: list[Line]
    categories: list[Line]
    rungs: list[Rung]
    late: int
    open: int
    waiting: list[Waiting]
    signs: list[Sign]

    @property
    def indicators(self) -> list[Indicator]:
        return list(INDICATORS.values())


def contents_of(report: Report, *, at: datetime, told: Callable[[int], None]) -> Contents:
    """`told`: how many steps of the making are done. The reader is whoever may read the place, and reads no further."""
    place = report.place
    asked = Asked(Reach((place,), (), ()), place, report.period, rules=rules_of(report.month.year))
    board = board_of(asked)
    told(1)
    categories = _categories(asked)
    told(2)
    opened = Case.objects.open().filter(inside(place)).order_by()
    overdue = dict(opened.filter(late(at)).values_list("owner_level").annotate(number=Count("pk")))
    waiting = longest_of(opened, at, LONGEST)
    told(3)
    signs = signs_of(place, top=place, cases=Case.objects.all(), at=at)
    told(4)
    return Contents(
        report, at, board, COMBINED, [INDICATORS[code] for code in COLUMNS],
        [Line(row.place.name, [row.figures[code] for code in COLUMNS]) for row in board.rows], categories,
        _rungs(board.rungs, overdue),
        sum(overdue.values()), opened.count(), waiting, signs,
    )  # fmt: skip


def _categories(asked: Asked) -> list[Line]:
    """Those of which most came."""
    found = by_value(asked.place, Cut.CATEGORY, asked.period)
    most = sorted(found, key=lambda value: (-found[value].get(What.CAME, 0), value))[:CATEGORIES]
    names = {str(pk): name for pk, name in Category.objects.values_list("pk", "name")}
    return [
        Line(names.get(value, "未分类"), [figure_of(INDICATORS[code], found[value], asked.rules) for code in COLUMNS])
        for value in most
    ]


def _rungs(came: Mapping[int, int], overdue: dict[int, int]) -> list[Rung]:
    most = max([1, *came.values()])
    return [
        Rung(level, number := came.get(level.value, 0), overdue.get(level.value, 0), 100 * number / most)
        for level in Level
    ]
