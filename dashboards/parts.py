"""What a place's figures are made of: over time, how long it took, by category, channel, unit and rung."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from cases.models import Category
from cases.terms import Channel, Level
from dashboards.asked import PANEL, Asked
from dashboards.board import Beside, Together, together_of
from dashboards.categories import NONE_YET
from dashboards.indicators import INDICATORS, MINIMUM, Figure, came_means, figure_of, figures_of, quantile
from dashboards.periods import A_DAY, OWN, Period, month_of
from dashboards.tallies.reading import ALL, Asking, Counts, by_cuts, by_day, lasting, several, until
from dashboards.terms import Cut, Grain, What
from partyorg.models import Organisation
from worktime.limits import HOURS_OF_A_WORKING_DAY

PARTS_SHOWN = 10  # of a cut, drawn too; the smaller ones stand folded below
DAYS_SHOWN = 62  # a longer period is shown by months
COLUMNS = ("came", "closed", "solved", "satisfied", "disputed")
NAMES = {Cut.CATEGORY: "category", Cut.CHANNEL: "channel", Cut.UNIT: "unit", Cut.LEVEL: "level"}


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or a month of the trend."""

    words: str
    to: str
    came: int
    closed: int
    whistled: int


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a cut: one category, channel, unit or rung."""

    words: str
    to: str
    figures: list[Figure]  # as COLUMNS
    disputes: int
    link: Asked | None = None  # the same place and days, of this value alone


@dataclass(frozen=True, slots=True)
class Cutting:
    """`name`: as an address says it."""

    name: str
    words: str
    parts: list[Part]

    @property
    def came_means(self) -> str:
        return came_means(Cut.UNIT) if self.name == NAMES[Cut.UNIT] else ""

    @property
    def each_alone(self) -> str:
        """Of categories: that a row is of one alone, and what it leads to is not."""
        if self.name != NAMES[Cut.CATEGORY]:
            return ""
        return "每一行只算这一类自己的，加起来是合计；点进去看的，连它下面的小类一起算。"

    @property
    def largest(self) -> list[Part]:
        return self.parts[:PARTS_SHOWN]

    @property
    def smaller(self) -> list[Part]:
        return self.parts[PARTS_SHOWN:]


@dataclass(frozen=True, slots=True)
class Took:
    """How long the cases of a rung, or all of them from the report on, took: working hours, in steps."""

    words: str
    number: int
    median: int
    p90: int

    @property
    def is_small(self) -> bool:
        return self.number < MINIMUM


@dataclass(frozen=True, slots=True)
class Span:
    """So many were done within so long."""

    words: str
    number: int


@dataclass(frozen=True)
class Parts:
    asked: Asked
    figures: list[Beside]
    together: Together
    grain: str
    moments: list[Moment]
    took: list[Took]
    spans: list[Span]
    cuttings: list[Cutting]

    @property
    def came_means(self) -> str:
        return came_means(self.asked.part.cut)

    @property
    def is_wider(self) -> bool:
        """The trend has whole months where the days that were asked for are not."""
        ends = month_of(self.asked.period.first).first, month_of(self.asked.period.last).last
        return self.grain == Grain.MONTH and ends != (self.asked.period.first, self.asked.period.last)

    @property
    def telling(self) -> list[Beside]:
        return [beside for beside in self.figures if not beside.is_nothing]

    @property
    def nothing(self) -> list[Beside]:
        return [beside for beside in self.figures if beside.is_nothing]


def parts_of(asked: Asked) -> Parts:
    """Six queries, however many cases there are."""
    grain = Grain.DAY if asked.period.days <= DAYS_SHOWN else Grain.MONTH
    whole = asked.part == ALL
    figures, together = _figures(asked)
    times = lasting(asked.place, asked.period) if whole else {}
    return Parts(
        asked,
        figures,
        together,
        grain,
        _moments(asked, grain),
        took_of(times),
        spans_of(times.get(What.LASTED, {}).get(0, {})),
        _cuttings(asked) if whole else [],
    )


def _figures(asked: Asked) -> tuple[list[Beside], Together]:
    place, period, before = asked.place, asked.period, asked.period.before()
    spans = [period, before, until(period.last), until(before.last)]
    found = [each[place.pk] for each in several([Asking([place], span, asked.part) for span in spans])]
    now = figures_of(INDICATORS.values(), found[0], found[2], asked.rules)
    then = figures_of(INDICATORS.values(), found[1], found[3], asked.rules_before)
    return [Beside(figure, then[code]) for code, figure in now.items()], together_of(now, then, asked)


def _moments(asked: Asked, grain: str) -> list[Moment]:
    """Every day or month of the period, those on which nothing happened too. Months are whole ones."""
    period = asked.period
    if grain == Grain.MONTH:
        period = Period(OWN, period.first.replace(day=1), period.last)
    found = by_day(asked.place, period, asked.part, grain=grain)
    spans = _days(period) if grain == Grain.DAY else _months(period)
    return [_moment(asked.during(span), span, found.get(span.first, {})) for span in spans]


def _moment(asked: Asked, span: Period, counts: Counts) -> Moment:
    words = span.label if span.name != OWN else f"{span.first:%m-%d}"
    whistled = counts.get(What.WHISTLED, 0) + counts.get(What.CLIMBED, 0)
    return Moment(words, asked.address(), counts.get(What.CAME, 0), counts.get(What.CLOSED, 0), whistled)


def _days(period: Period) -> list[Period]:
    days = [period.first + timedelta(days=number) for number in range(period.days)]
    return [Period(OWN, day, day) for day in days]


def _months(period: Period) -> list[Period]:
    found, first = [], period.first
    while first <= period.last:
        found.append(month_of(first))
        first = found[-1].last + A_DAY
    return found


def took_of(times: Mapping[str, Mapping[int, Mapping[int, int]]]) -> list[Took]:
    """The whole first, then each rung that had any."""
    found = [("从上报到办结", times.get(What.LASTED, {}).get(0, {}))]
    found += [(f"在{Level(level).label}", steps) for level, steps in sorted(times.get(What.TOOK, {}).items())]
    return [
        Took(words, sum(steps.values()), quantile(steps, 0.5) or 0, quantile(steps, 0.9) or 0)
        for words, steps in found
        if sum(steps.values()) > 0
    ]


_ENDS = (1, 2, 3, 5, 10, 20)  # working days


def spans_of(steps: Mapping[int, int]) -> list[Span]:
    """From the report to 办结: how many within how many working days. Nothing of nothing."""
    if not steps:
        return []
    ends = [days * HOURS_OF_A_WORKING_DAY for days in _ENDS]
    edges = list(zip([0, *ends], [*ends, max(*steps, *ends) + 1], strict=True))
    words = [f"第 {high} 天" if high - low == 1 else f"{low + 1}–{high} 天" for low, high in pairwise((0, *_ENDS))]
    words.append(f"超过 {_ENDS[-1]} 天")
    return [
        Span(said, sum(many for step, many in steps.items() if low < step <= high))
        for said, (low, high) in zip(words, edges, strict=True)
    ]


def _cuttings(asked: Asked) -> list[Cutting]:
    found = by_cuts(asked.place, asked.period)
    categories = list(Category.objects.filter(pk__in=_numbers(found[Cut.CATEGORY])).select_related("panel"))
    names = {
        Cut.CATEGORY: _named(categories),
        Cut.UNIT: _named(Organisation.objects.filter(pk__in=_numbers(found[Cut.UNIT]))),
        Cut.CHANNEL: dict(Channel.choices),
        Cut.LEVEL: {str(level): words for level, words in Level.choices},
    }
    cuttings = [_cutting(asked, NAMES[cut], cut.label, found[cut], names[cut]) for cut in NAMES]
    panel_of = {str(one.pk): str(one.panel_id) for one in categories}
    panels = {str(one.panel_id): str(one.panel) for one in categories}
    return [_cutting(asked, PANEL, "板块", by_panel(found[Cut.CATEGORY], panel_of), panels), *cuttings]


def by_panel(found: Mapping[str, Counts], panel_of: Mapping[str, str]) -> dict[str, Counts]:
    """`panel_of`: of each category the panel's mark."""
    panels: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for value, counts in found.items():
        for name, many in counts.items():
            panels[panel_of.get(value, "")][name] += many
    return dict(panels)


def _cutting(asked: Asked, name: str, words: str, found: Mapping[str, Counts], names: Mapping[str, str]) -> Cutting:
    """The largest first; rungs from the grid up."""
    parts = [_part(asked, name, value, counts, names) for value, counts in found.items() if any(counts.values())]
    parts.sort(key=lambda part: (-part.figures[0].numerator, part.words))
    if name == NAMES[Cut.LEVEL]:
        parts.sort(key=lambda part: list(names.values()).index(part.words))
    return Cutting(name, words, parts)


def _part(asked: Asked, name: str, value: str, counts: Counts, names: Mapping[str, str]) -> Part:
    link = asked.of(name, value) if value else None
    return Part(
        names.get(value, NONE_YET),
        link.address() if link else "",
        [figure_of(INDICATORS[code], counts, asked.rules) for code in COLUMNS],
        counts.get(What.DISPUTED, 0),
        link,
    )


def _numbers(found: Mapping[str, Counts]) -> Sequence[int]:
    return [int(value) for value in found if value.isdecimal()]


def _named(rows: Iterable[Category | Organisation]) -> dict[str, str]:
    return {str(row.pk): str(row) for row in rows}
