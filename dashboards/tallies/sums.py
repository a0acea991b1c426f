"""How facts become tallies: which place, cut and span a fact is counted in. The one place that says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from dashboards.terms import COUNTED, LASTING, Cut, Grain, What
from grids.workflow import Level

# On what levels figures are kept, and on which of them cut by category, unit … too.
KEPT_ON = frozenset({Level.DISTRICT, Level.STREET, Level.COMMUNITY, Level.VILLAGE, Level.GRID})
CUT_ON = KEPT_ON - {Level.GRID}

Key = tuple[int, str, str, str, date]  # place, cut, value, grain, day
Step = tuple[int, str, int, str, date, int]  # place, what, level, grain, day, hours


class FactRow(NamedTuple):
    """A fact as its columns are called, without its own number."""

    case_id: int
    what: str
    at: datetime
    day: date
    place_id: int
    category_id: int | None
    channel: str
    unit_id: int | None
    level: int
    number: int
    hours: int | None


@dataclass
class Sums:
    """What tallies and spreads change by. `above`: of each place those above it and itself, with their levels."""

    above: Mapping[int, list[tuple[int, str]]]
    tallies: dict[Key, dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    spreads: dict[Step, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, facts: Iterable[FactRow], sign: int = 1) -> None:
        """What is alike in all but what it counts goes to the same rows: their keys are made once for all of it."""
        alike: dict[tuple[object, ...], tuple[FactRow, dict[str, int]]] = {}
        for fact in facts:
            if fact.what in LASTING and fact.hours is not None:
                self._add_hours(fact, sign)
                continue
            key = (fact.place_id, fact.day, fact.category_id, fact.channel, fact.unit_id, fact.level)
            _, counts = alike.setdefault(key, (fact, defaultdict(int)))
            counts[fact.what] += sign * fact.number
        for fact, counts in alike.values():
            self._add(fact, counts)

    def _add(self, fact: FactRow, counts: Mapping[str, int]) -> None:
        for place, level in self.above.get(fact.place_id, ()):
            cuts = list(cuts_of(fact, level))
            for grain, day in spans_of(fact.day):
                for cut, value in cuts:
                    row = self.tallies[place, cut, value, grain, day]
                    for what, number in counts.items():
                        row[what] += number

    def _add_hours(self, fact: FactRow, sign: int) -> None:
        assert fact.hours is not None
        for place, _ in self.above.get(fact.place_id, ()):
            for grain, day in spans_of(fact.day):
                self.spreads[place, fact.what, rung_of(fact), grain, day, fact.hours] += sign * fact.number

    def tally_rows(self) -> list[dict[str, object]]:
        return [
            {"place_id": place, "cut": cut, "value": value, "grain": grain, "day": day}
            | {what.value: counts.get(what.value, 0) for what in COUNTED}
            for (place, cut, value, grain, day), counts in sorted(self.tallies.items())
            if any(counts.values())
        ]

    def spread_rows(self) -> list[dict[str, object]]:
        names = ("place_id", "what", "level", "grain", "day", "hours")
        return [{**dict(zip(names, key, strict=True)), "number": n} for key, n in sorted(self.spreads.items()) if n]


def rung_of(fact: FactRow) -> int:
    """Under which rung its hours are kept: how long the whole took belongs to none."""
    return fact.level if fact.what == What.TOOK else 0


def spans_of(day: date) -> tuple[tuple[str, date], tuple[str, date]]:
    return (Grain.DAY.value, day), (Grain.MONTH.value, day.replace(day=1))


def cuts_of(fact: FactRow, level: str) -> Iterator[tuple[str, str]]:
    yield Cut.ALL.value, ""
    if level in CUT_ON:
        yield Cut.CATEGORY.value, str(fact.category_id or "")
        yield Cut.CHANNEL.value, fact.channel
        yield Cut.UNIT.value, str(fact.unit_id or "")
        yield Cut.LEVEL.value, str(fact.level)
