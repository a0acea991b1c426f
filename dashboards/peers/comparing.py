"""The places one step below, side by side: sorted as asked, ties tie, too few to say anything stand behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from dashboards.asked import Asked
from dashboards.board import Row
from dashboards.indicators import INDICATORS, Better, Figure
from dashboards.periods import OWN, Period
from dashboards.ranking import ranked
from dashboards.tallies.reading import ALL, Slice, daily
from dashboards.terms import What
from grids.models import Place

COLUMNS = ("came", "response", "solved", "satisfied", "in_grid", "whistle")
LATE = "late"
INDICATED = {code: INDICATORS[code].name for code in COLUMNS} | {LATE: "现在超期"}  # as the columns are headed
WEEKS = 8
_WIDTH, _HEIGHT = 80, 18


@dataclass(frozen=True, slots=True)
class Spark:
    """How many came in each of the last weeks, the oldest first."""

    weeks: tuple[int, ...]

    @property
    def points(self) -> str:
        top, step = max(self.weeks) or 1, _WIDTH / (len(self.weeks) - 1)
        return " ".join(
            f"{round(step * number)},{round(_HEIGHT - 2 - (_HEIGHT - 4) * many / top)}"
            for number, many in enumerate(self.weeks)
        )

    @property
    def words(self) -> str:
        return f"近 {len(self.weeks)} 周每周受理：{'、'.join(map(str, self.weeks))} 件"


@dataclass(frozen=True, slots=True)
class Line:
    place: Place
    figures: list[Figure]  # as COLUMNS
    late: int
    spark: Spark
    rank: int | None  # None: not ranked by this, or too few to be

    def of(self, code: str) -> Figure:
        return self.figures[COLUMNS.index(code)]

    @property
    def is_gone(self) -> bool:
        return self.place.valid_to is not None

    def told(self, code: str) -> str:
        """What it has in this column; "" where that is nothing."""
        if code == LATE:
            return f"{self.late:,}" if self.late else ""
        figure = self.of(code)
        return "" if figure.is_nothing else figure.text

    @property
    def is_idle(self) -> bool:
        """Nothing in this period, and nothing late now."""
        return not self.late and all(figure.is_nothing for figure in self.figures)


@dataclass(frozen=True, slots=True)
class Column:
    code: str
    words: str
    to: str  # sorts by it; by it the other way round where it is sorted by already
    sorted: str  # "ascending", "descending" or ""


def compared(rows: Sequence[Row], late: Mapping[int, int], *, sort: str, today: date, part: Slice = ALL) -> list[Line]:
    """`sort`: a column's code, with - in front the other way round; anything else: as the tree has them. `part`: of
    which cases the rows are. One query, and another for a part of grids."""
    sparks = _sparks([row.place for row in rows], today, part) if rows else {}
    lines = [
        Line(
            row.place,
            [row.figures[code] for code in COLUMNS],
            late.get(row.place.pk, 0),
            sparks[row.place.pk],
            None,
        )
        for row in rows
    ]
    if sort.removeprefix("-") not in (*COLUMNS, LATE):
        return lines
    return _sorted(lines, sort.removeprefix("-"), best_first=not sort.startswith("-"))


def chosen_of(sort: str) -> str:
    """The column that is sorted by; without one how many came."""
    code = sort.removeprefix("-")
    return code if code in (*COLUMNS, LATE) else COLUMNS[0]


def columns(asked: Asked, sort: str) -> list[Column]:
    """The heads of the table: the column that is sorted by says so, and turns round."""
    here, by = asked.address(), sort.removeprefix("-")
    found = []
    for code, name in INDICATED.items():
        turned = "-" if code == by and not sort.startswith("-") else ""
        way = "" if code != by else ("ascending" if _falls(code) == sort.startswith("-") else "descending")
        found.append(Column(code, name, f"{here}&sort={turned}{code}#compared", way))
    return found


def _falls(code: str) -> bool:
    """Whether the best, or of a plain number the most, is the largest."""
    return code == LATE or INDICATORS[code].better != Better.LESS


def _worth(code: str) -> Callable[[Line], Decimal | None]:
    """What a line is ranked by; None: it is not."""
    if code == LATE:
        return lambda line: Decimal(line.late)

    def shown(line: Line) -> Decimal | None:
        figure = line.of(code)
        return None if figure.is_small else figure.value

    return shown


def _sorted(lines: Sequence[Line], code: str, *, best_first: bool) -> list[Line]:
    """Equal ones share a rank, where there is a better and a worse; whoever has too few stands last, whichever way."""
    found = ranked(lines, _worth(code), better=Better.MORE if _falls(code) else Better.LESS)
    placed = [replace(line, rank=rank) for rank, line in found if rank is not None]
    if not best_first:
        placed.sort(key=lambda line: line.rank or 0, reverse=True)
    if code == LATE or INDICATORS[code].better == Better.NEITHER:
        placed = [replace(line, rank=None) for line in placed]
    return placed + [line for rank, line in found if rank is None]


def _sparks(places: Sequence[Place], today: date, part: Slice) -> dict[int, Spark]:
    days = Period(OWN, today - timedelta(days=7 * WEEKS - 1), today)
    return {pk: Spark(_weekly(found, days.first)) for pk, found in daily(places, days, What.CAME, part).items()}


def _weekly(found: Mapping[date, int], first: date) -> tuple[int, ...]:
    weeks = [0] * WEEKS
    for day, many in found.items():
        weeks[(day - first).days // 7] += many
    return tuple(weeks)
