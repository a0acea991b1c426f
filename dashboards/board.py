"""The figures of one place beside those of the period before, and of the places one step below."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cases.terms import Level
from dashboards.asked import Asked
from dashboards.indicators import (
    COMBINED,
    FRONT,
    INDICATORS,
    Better,
    Combined,
    Figure,
    Indicator,
    Rules,
    came_means,
    combined,
    figure_of,
)
from dashboards.periods import Period
from dashboards.scoring.frozen import with_figures
from dashboards.since import Corrected, CorrectedBelow, since_closed, since_closed_below
from dashboards.stood import GONE, stood_in
from dashboards.tallies.reading import ALL, Asking, Counts, Slice, by_value, several_and_apart, until
from dashboards.tallies.sums import CUT_ON, KEPT_ON
from dashboards.terms import Cut, What
from grids.models import Place


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure and the same of the period before."""

    figure: Figure
    before: Figure

    @property
    def indicator(self) -> Indicator:
        return self.figure.indicator

    @property
    def is_nothing(self) -> bool:
        """Nothing was counted, then as now."""
        return self.figure.is_nothing and self.before.is_nothing

    @property
    def is_unsure(self) -> bool:
        """One of both rests on too few: what changed may be chance."""
        return self.figure.is_small or self.before.is_small

    @property
    def change(self) -> str:
        """As ▲ 0.4 or ▼ 1.2; "" where there is nothing to compare."""
        return arrow(self.figure.change_from(self.before))

    @property
    def is_better(self) -> bool | None:
        return self.figure.is_better_than(self.before)


@dataclass(frozen=True, slots=True)
class Together:
    """三率综合, and the same of the period before. None where one of its rates has nothing to divide by.

    `is_small`: one of its rates is over too few. The sum says no more than the weakest of them. `is_unsure`: now, or in
    the period before. `is_otherwise`: that one was counted by other rules, so that nothing can be said of a change.
    """

    value: Decimal | None
    before: Decimal | None
    is_small: bool = False
    is_unsure: bool = False
    is_otherwise: bool = False

    @property
    def why_not_compared(self) -> str:
        """Where both are known and no change is shown: why."""
        return OTHERWISE if self.is_otherwise else ""

    @property
    def of(self) -> Combined:
        return COMBINED

    @property
    def text(self) -> str:
        return "—" if self.value is None else f"{self.value}"

    @property
    def change(self) -> str:
        return arrow(self.moved)

    @property
    def is_better(self) -> bool | None:
        return None if not self.moved or self.is_unsure else (self.moved > 0) == (COMBINED.better == Better.MORE)

    @property
    def moved(self) -> Decimal | None:
        return None if self.is_otherwise or self.value is None or self.before is None else self.value - self.before


class Reckoned(Mapping[str, Figure]):
    """Indicators by code, each reckoned when it is read: a page shows a few of them for each of its places."""

    def __init__(self, rules: Rules, counts: Counts, stock: Counts | None = None) -> None:
        """Without a `stock` those that tell of what is there are not among them."""
        self.rules = rules
        self.counts = {False: counts, True: stock or {}}
        self.codes = FLOWING if stock is None else INDICATORS

    def __getitem__(self, code: str) -> Figure:
        indicator = self.codes[code]
        return figure_of(indicator, self.counts[indicator.stock], self.rules)

    def __iter__(self) -> Iterator[str]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)


class Compared(Mapping[str, Beside]):
    """The same of two periods."""

    def __init__(self, now: Mapping[str, Figure], before: Mapping[str, Figure]) -> None:
        self.now, self.before = now, before

    def __getitem__(self, code: str) -> Beside:
        return Beside(self.now[code], self.before[code])

    def __iter__(self) -> Iterator[str]:
        return iter(self.now)

    def __len__(self) -> int:
        return len(self.now)


OTHERWISE = "上一段是按另外的权重或者折算算的，两段的三率综合不能比，所以没有列升降。"
REST = "不在以上任何一处"
FLOWING = {one.code: one for one in INDICATORS.values() if not one.stock}


@dataclass(frozen=True, slots=True)
class Row:
    place: Place
    figures: Mapping[str, Figure]

    @property
    def name(self) -> str:
        """For what is read without links; of a place that is no more it says so."""
        return f"{self.place.name}{self._gone}"

    @property
    def short_name(self) -> str:
        return f"{self.place.short_name}{self._gone}"

    @property
    def _gone(self) -> str:
        return f"（{GONE}）" if self.place.valid_to else ""

    @property
    def only(self) -> Figure:
        """Of a row that is about one indicator."""
        [figure] = self.figures.values()
        return figure

    @property
    def is_nothing(self) -> bool:
        return all(figure.is_nothing for figure in self.figures.values())


@dataclass(frozen=True)
class Board:
    asked: Asked
    figures: Mapping[str, Beside]
    together: Together
    rows: list[Row]
    rungs: Mapping[int, int]  # what came: where it is now, or ended → how many; empty where narrowed
    rest: Mapping[str, Figure]  # what is in none of the rows

    @property
    def combined(self) -> Decimal | None:
        return self.together.value

    @property
    def corrected(self) -> list[Corrected] | None:
        """Since the month was closed, whatever is another figure now; None where there is nothing to compare with."""
        return since_closed(self.asked, [beside.figure for beside in self.figures.values()], self.combined)

    @property
    def corrected_below(self) -> list[CorrectedBelow]:
        """The same of the places one step below: what moved from one to another leaves the whole as it was."""
        return since_closed_below(self.asked, self.rows)

    @property
    def came_means(self) -> str:
        return came_means(self.asked.part.cut)

    @property
    def front(self) -> list[Beside]:
        return [self.figures[code] for code in FRONT]


def board_of(
    asked: Asked, children: Sequence[Place] | None = None, *, stock_below: bool = False, also: Collection[int] = ()
) -> Board:
    """Everything counted on the page: one query, however many cases and places there are, and one for the places
    one step below where the caller has not read them. `stock_below`: of them too what is there; no page has that.
    `also`: a row for these, whatever was counted of them."""
    place, period, part = asked.place, asked.period, asked.part
    children, earlier = ever_below(asked) if children is None else children, period.before()
    rungs = Asking([place], period, Slice(Cut.LEVEL, tuple(map(str, LEVELS))))
    (now, before, stock, stock_before), came = several_and_apart(
        [
            Asking([place, *children], period, part), Asking([place], earlier, part),
            Asking([place, *children] if stock_below else [place], until(period.last), part),
            Asking([place], until(earlier.last), part),
        ],
        rungs if part == ALL and place.level in CUT_ON else None,
    )  # fmt: skip
    rules = asked.rules
    figures = Reckoned(rules, now[place.pk], stock[place.pk])
    then = Reckoned(asked.rules_before, before[place.pk], stock_before[place.pk])
    rows = of_these_days(
        [Row(child, Reckoned(rules, now[child.pk], stock.get(child.pk))) for child in children], period, also
    )
    shown = [row.place for row in rows]
    return Board(
        asked,
        Compared(figures, then),
        together_of(figures, then, asked),
        rows,
        _came(asked, came),
        Reckoned(rules, rest_of(now, place, shown), rest_of(stock, place, shown) if stock_below else None),
    )


def of_these_days(rows: Sequence[Row], days: Period, also: Collection[int] = ()) -> list[Row]:
    """Whoever stood in these days, closed since or not; of the others those of which something was counted all the
    same (what a closed place left open, say), so that the rows add up."""
    return [row for row in rows if stood_in(row.place, days) or row.place.pk in also or not row.is_nothing]


def rest_of(counted: Mapping[int, Counts], place: Place, children: Sequence[Place]) -> Counts:
    """What was counted of the place and of none of those below: reported to itself."""
    if not children:
        return {}
    mine = counted[place.pk]
    return {what: many - sum(counted[one.pk].get(what, 0) for one in children) for what, many in mine.items()}


def together_of(now: Mapping[str, Figure], before: Mapping[str, Figure], asked: Asked) -> Together:
    """Of the three rates of both periods; what else is among them is not looked at."""
    small, was_small = (any(rates[code].is_small for code in COMBINED.parts) for rates in (now, before))
    sum_, was = combined(COMBINED, now, asked.rules), combined(COMBINED, before, asked.rules_before)
    is_otherwise = asked.rules != asked.rules_before and sum_ is not None and was is not None
    return Together(sum_, was, small, small or was_small, is_otherwise)


def _came(asked: Asked, kept: Mapping[str, Counts]) -> dict[int, int]:
    """What came, by the rung where it is, or ended. Of a grid it is counted; of some of the cases it is not known."""
    if asked.part != ALL:
        return {}
    found = kept if asked.place.level in CUT_ON else by_value(asked.place, Cut.LEVEL, asked.period)
    return {level: found.get(str(level), {}).get(What.CAME, 0) for level in LEVELS}


LEVELS: Sequence[int] = Level.values


def children_of(place: Place) -> list[Place]:
    """One step below, as they are now, in the tree's order. Below a grid nothing is counted: a building has no line."""
    return list(Place.objects.filter(parent=place, valid_to=None, level__in=KEPT_ON).order_by("lft"))


def ever_below(asked: Asked) -> list[Place]:
    """The same with those that are no more, and those to come; of a closed month with what was kept of each."""
    rows = Place.objects.filter(parent=asked.place, level__in=KEPT_ON).order_by("lft")
    return list(with_figures(rows, asked.period.first) if asked.keeps_figures else rows)


def arrow(change: Decimal | None) -> str:
    return "" if not change else f"{'▲' if change > 0 else '▼'} {abs(change):,}"
