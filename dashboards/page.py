"""The page of one place, from the district to the community; of a grid, which ends in its cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localdate

from cases.deadlines import is_late
from cases.models import Case
from cases.models.queries import OPEN_STATES
from cases.models.queries import inside as inside_place
from cases.telling import rungs, whose_turn
from cases.terms import Level
from dashboards.asked import Asked
from dashboards.board import Board, board_of
from dashboards.heading import BELOW, Inside, inside
from dashboards.listing import FIRST, Paging
from dashboards.now.live import Late, Waiting, late_and_below, part_of_cases, waiting_longest
from dashboards.peers.comparing import COLUMNS, INDICATED, LATE, Column, Line, chosen_of, columns, compared
from dashboards.stood import GONE
from grids.workflow import Level as PlaceLevel
from partyorg.hats import Hat

TOLD = 5  # of those who have waited longest


@dataclass(frozen=True, slots=True)
class Told:
    """Who has waited longest, with the ladder as it is drawn."""

    waiting: Waiting
    rungs: list[tuple[str, str]]
    is_late: bool


@dataclass(frozen=True, slots=True)
class Rung:
    """哨声走到哪一级: how many of what came are on this rung now, or were when they ended; `to`: to their list."""

    words: str
    number: int
    to: str


@dataclass(frozen=True, slots=True)
class Cases:
    cases: list[tuple[Case, str]]  # each with whose turn it is, or was
    page: int
    more: bool

    @property
    def previous(self) -> int:
        return self.page - 1

    @property
    def next(self) -> int:
        return self.page + 1


@dataclass(frozen=True)
class Page:
    inside: Inside
    board: Board
    late: Late
    waiting: list[Told]
    rungs: list[Rung]
    below: str  # what the places one step below are called; "" where there are none to compare
    columns: list[Column]
    lines: list[Line]
    chosen: str  # which of the columns is drawn: the one that is sorted by
    cases: Cases | None  # of a grid

    @property
    def rest(self) -> list[tuple[str, str]]:
        """What is in none of the lines, by the columns' names: reported to the place itself."""
        if not self.lines:
            return []
        figures = [figure for code in COLUMNS if not (figure := self.board.rest[code]).is_nothing]
        found = [(figure.indicator.name, figure.parts or figure.text) for figure in figures]
        late = self.late.number - sum(line.late for line in self.lines)
        return [*found, (INDICATED[LATE], f"{late:,}")] if late else found

    @property
    def rest_words(self) -> str:
        """The same as a sentence; "" where the lines add up."""
        said = "，".join(f"{name}另有 {words}" for name, words in self.rest)
        return (
            f"报到{self.board.asked.place.short_name}本身的不在任何一个{self.below}，合计里：{said}。" if said else ""
        )

    @property
    def off_map(self) -> str:
        """What the map has not, of the column that it is coloured by: places that are no more, and the place itself; ""
        where it has all."""
        if not self.inside.is_drawn:
            return ""
        gone = [(f"{line.place.short_name}（{GONE}）", line.told(self.chosen)) for line in self.lines if line.is_gone]
        itself = dict(self.rest).get(INDICATED[self.chosen], "")
        said = [*gone, (f"报到{self.board.asked.place.short_name}本身的", itself)]
        named = "、".join(f"{name} {words}" for name, words in said if words)
        return f"{INDICATED[self.chosen]}不在地图上的：{named}。" if named else ""

    @property
    def busy(self) -> list[Line]:
        return [line for line in self.lines if not line.is_idle]

    @property
    def idle(self) -> list[Line]:
        return [line for line in self.lines if line.is_idle]

    @property
    def late_at_the_top(self) -> int:
        return self.late.by_level.get(Level.LEADING_GROUP, 0)


def page_of(asked: Asked, hat: Hat, at: datetime, *, sort: str = "", page: Paging = FIRST) -> Page:
    """What is late and who holds it now, and the figures of the period. Sorted by `sort`, see `comparing.compared`."""
    late, late_below = late_and_below(asked, hat, at)
    board = board_of(asked, also=late_below)
    return Page(
        inside(asked.place),
        board,
        late,
        [Told(one, rungs(one.case), is_late(one.case, at)) for one in waiting_longest(asked, hat, at, TOLD)],
        [
            Rung(Level(level).label, number, asked.of("level", level).address("dashboards:indicator", "came"))
            for level, number in board.rungs.items()
        ],
        BELOW.get(PlaceLevel(asked.place.level), "") if board.rows else "",
        columns(asked, sort),
        compared(board.rows, late_below, sort=sort, today=localdate(at), part=asked.part),
        chosen_of(sort),
        cases_of(asked, hat, page) if asked.place.level == PlaceLevel.GRID else None,
    )


def cases_of(asked: Asked, hat: Hat, page: Paging) -> Cases:
    """What came to this place in the period, and what is still open from before; the newest first."""
    days = Q(submitted_at__date__range=(asked.period.first, asked.period.last))
    cases = Case.objects.visible_to(hat).filter(
        days | Q(state__in=OPEN_STATES), inside_place(asked.place), part_of_cases(asked.part)
    )
    found, more = page.of(cases.with_faces().order_by("-submitted_at", "-id"))
    return Cases([(case, whose_turn(case)) for case in found], page.number, more)
