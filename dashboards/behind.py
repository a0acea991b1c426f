"""What stands behind one figure: its formula with the numbers in it, where, since when, and the cases themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from dashboards.asked import Asked
from dashboards.board import Beside, Row, Together, ever_below, of_these_days, rest_of, together_of
from dashboards.indicators import COMBINED, INDICATORS, Figure, Indicator, Rules, Whole, figure_of, figures_of
from dashboards.listing import Listing, Paging, listed, listed_lasting
from dashboards.parts import Span, Took, spans_of, took_of
from dashboards.periods import OWN, Period, month_before, month_of
from dashboards.scoring.frozen import frozen_months
from dashboards.since import CorrectedBelow, since_closed_below
from dashboards.tallies.reading import Asking, Counts, by_day, lasting, several, until
from dashboards.terms import Grain, What
from grids.models import Place
from partyorg.hats import Hat

MONTHS = 12
TOOK = "took"  # in addresses, beside the codes of the indicators and of COMBINED


@dataclass(frozen=True, slots=True)
class Term:
    """One of the numbers that are added up: 解决了一部分 4, counted for 0.5 each."""

    words: str
    number: int
    share: Decimal | None = None
    is_less: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    words: str
    to: str
    figure: Figure


@dataclass(frozen=True)
class Behind:
    asked: Asked
    beside: Beside
    top: list[Term]
    bottom: list[Term]
    rows: list[Row]
    rest: Figure  # what is in none of the rows
    months: list[Month]
    listing: Listing

    @property
    def then(self) -> Figure | None:
        """What it was when its month was closed."""
        return self.asked.frozen.then(self.indicator) if self.asked.frozen else None

    @property
    def changed_below(self) -> list[CorrectedBelow]:
        """The places one step below of which it is another figure since their month was closed."""
        return since_closed_below(self.asked, self.rows)

    @property
    def busy(self) -> list[Row]:
        return [row for row in self.rows if not row.is_nothing]

    @property
    def idle(self) -> list[Row]:
        return [row for row in self.rows if row.is_nothing]

    @property
    def indicator(self) -> Indicator:
        return self.beside.indicator


@dataclass(frozen=True, slots=True)
class Weighed:
    beside: Beside
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Summed:
    """三率综合 of a place one step below, or of a month."""

    words: str
    to: str
    value: Decimal | None
    is_small: bool
    is_nothing: bool  # none of the three rates has anything
    is_otherwise: bool = False  # of a month: counted by other rules than the one before it


@dataclass(frozen=True)
class BehindCombined:
    asked: Asked
    together: Together
    parts: list[Weighed]
    rows: list[Summed]
    months: list[Summed]

    @property
    def then(self) -> Whole | None:
        """What it was when its month was closed."""
        return self.asked.frozen.whole if self.asked.frozen else None

    @property
    def busy(self) -> list[Summed]:
        return [row for row in self.rows if not row.is_nothing]

    @property
    def idle(self) -> list[Summed]:
        return [row for row in self.rows if row.is_nothing]


@dataclass(frozen=True)
class BehindTook:
    asked: Asked
    now: list[Took]
    before: list[Took]
    spans: list[Span]
    listing: Listing


def behind(asked: Asked, indicator: Indicator, hat: Hat, *, page: Paging, which: str) -> Behind:
    place, children = asked.place, ever_below(asked)
    now, before = _now_and_before(asked, children, stock=indicator.stock)
    figure = figure_of(indicator, now[place.pk], asked.rules)
    rows = [Row(child, {indicator.code: figure_of(indicator, now[child.pk], asked.rules)}) for child in children]
    rows = of_these_days(rows, asked.period)
    return Behind(
        asked,
        Beside(figure, figure_of(indicator, before[place.pk], asked.rules_before)),
        _terms(indicator.top, indicator.partly, indicator.minus, now[place.pk], asked.rules),
        _terms(indicator.bottom, {}, indicator.bottom_minus, now[place.pk], asked.rules),
        rows,
        figure_of(indicator, rest_of(now, place, [row.place for row in rows]), asked.rules),
        [
            Month(of_month.period.label, of_month.address("dashboards:indicator", indicator.code), seen)
            for of_month, seen in _monthly(asked, indicator)
        ],
        listed(asked, indicator, hat, page=page, which=which),
    )


def behind_combined(asked: Asked) -> BehindCombined:
    place, children, weights = asked.place, ever_below(asked), asked.rules.weights
    now, before = _now_and_before(asked, children, stock=False)
    below = of_these_days([Row(child, _rates(now[child.pk], asked.rules)) for child in children], asked.period)
    mine, then = _rates(now[place.pk], asked.rules), _rates(before[place.pk], asked.rules_before)
    return BehindCombined(
        asked,
        together_of(mine, then, asked),
        [Weighed(Beside(mine[code], then[code]), weights[code]) for code in COMBINED.parts],
        [_summed(row.short_name, asked.at(row.place), now[row.place.pk]) for row in below],
        _summed_months(_each_month(asked)),
    )


def behind_took(asked: Asked, hat: Hat, *, page: Paging) -> BehindTook:
    now, before = (lasting(asked.place, period, asked.part) for period in (asked.period, asked.period.before()))
    spans = spans_of(now.get(What.LASTED, {}).get(0, {}))
    return BehindTook(asked, took_of(now), took_of(before), spans, listed_lasting(asked, hat, page=page))


def _now_and_before(asked: Asked, children: list[Place], *, stock: bool) -> list[dict[int, Counts]]:
    """Of the place and of those one step below, and of the place alone before."""
    periods = [asked.period, asked.period.before()]
    spans = [until(period.last) for period in periods] if stock else periods
    return several([
        Asking([asked.place, *children], spans[0], asked.part), Asking([asked.place], spans[1], asked.part)
    ])  # fmt: skip


def _terms(
    whole: Iterable[What], partly: Mapping[What, str], less: Iterable[What], counts: Counts, rules: Rules
) -> list[Term]:
    found = [Term(what.label, counts.get(what, 0)) for what in whole]
    found += [Term(what.label, counts.get(what, 0), rules.share(name)) for what, name in partly.items()]
    return found + [Term(what.label, counts.get(what, 0), is_less=True) for what in less]


def _monthly(asked: Asked, indicator: Indicator) -> list[tuple[Asked, Figure]]:
    found = _all_until(asked) if indicator.stock else _each_month(asked)
    return [(there, figure_of(indicator, counts, there.rules)) for there, counts in found]


def _each_month(asked: Asked) -> list[tuple[Asked, Counts]]:
    months = _last_months(asked)
    span = Period(OWN, months[0].period.first, asked.period.last)
    found = by_day(asked.place, span, asked.part, grain=Grain.MONTH)
    return [(there, found.get(there.period.first, {})) for there in months]


def _all_until(asked: Asked) -> list[tuple[Asked, Counts]]:
    """Of a stock: everything that was counted until the end of each month."""
    found = by_day(asked.place, until(asked.period.last), asked.part, grain=Grain.MONTH)
    return [(there, _added(counts for first, counts in found.items() if first <= there.period.first))
            for there in _last_months(asked)]  # fmt: skip


def _added(counted: Iterable[Counts]) -> Counts:
    total: dict[str, int] = {}
    for counts in counted:
        for name, many in counts.items():
            total[name] = total.get(name, 0) + many
    return total


def _last_months(asked: Asked) -> list[Asked]:
    """The same in each month, by the rules of it where it is closed: as its own page has it. One query."""
    months = [month_of(asked.period.last)]
    while len(months) < MONTHS:
        months.insert(0, month_before(months[0].first))
    frozen = frozen_months(asked.place.district, months[0].first, months[-1].first)
    return [asked.during(month).frozen_as(frozen.get(month.first)) for month in months]


def _rates(counts: Counts, rules: Rules) -> dict[str, Figure]:
    return figures_of([INDICATORS[code] for code in COMBINED.parts], counts, counts, rules)


def _summed_months(months: list[tuple[Asked, Counts]]) -> list[Summed]:
    """A line through months of several weightings shows a step where nothing happened: so it is said where."""
    before = [months[0][0], *(there for there, _ in months)]
    return [
        replace(_summed(there.period.label, there, counts), is_otherwise=there.rules != earlier.rules)
        for earlier, (there, counts) in zip(before, months, strict=False)
    ]


def _summed(words: str, asked: Asked, counts: Counts) -> Summed:
    rates = _rates(counts, asked.rules)
    found = together_of(rates, rates, asked)
    to, is_nothing = asked.address("dashboards:indicator", COMBINED.code), all(one.is_nothing for one in rates.values())
    return Summed(words, to, found.value, found.is_small, is_nothing)
