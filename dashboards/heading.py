"""What stands above every page about a place: the way up, what is in it, which days, which of its cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q

from dashboards.asked import Asked
from dashboards.periods import DEFAULT, NAMES, OWN, month_before
from dashboards.tallies.reading import ALL
from grids.models import Boundary, Place
from grids.workflow import Level

ON_THE_SWITCH = ("today", "week", "month", "", "quarter", "year")  # "": the month that is over
NOUNS = {Level.STREET: "街道", Level.COMMUNITY: "社区", Level.VILLAGE: "村", Level.GRID: "网格"}
BELOW = {Level.DISTRICT: "街道", Level.STREET: "社区", Level.COMMUNITY: "网格", Level.VILLAGE: "网格"}

WAYS = {"panel": "板块", "category": "类别", "channel": "来源", "unit": "主办单位", "level": "层级"}


@dataclass(frozen=True, slots=True)
class Step:
    """A link of a row of links; `on`: where one stands."""

    words: str
    to: str
    on: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """How many places of each kind are in a place now, and whether any of them, or it itself, has been drawn."""

    numbers: dict[str, int]
    is_drawn: bool

    @property
    def words(self) -> str:
        """22 街道 · 137 社区 · 1,064 网格"""
        return " · ".join(f"{number:,} {NOUNS[Level(level)]}" for level, number in self.numbers.items() if number)


def crumbs(asked: Asked, view: str = "dashboards:board", *args: object) -> list[Step]:
    """From the highest place whose same figures may be read down to the one above this."""
    chain = asked.place.chain()[:-1]
    return [
        Step(place.short_name, asked.at(place).address(view, *args))
        for place in chain
        if asked.reach.allows(place, asked.part)
    ]


def periods(asked: Asked, view: str = "dashboards:board", *args: object, today: date) -> list[Step]:
    """The month that is over stands in its address as 2026-10, which goes on to mean that month."""
    days, over = asked.period, month_before(today)
    found = [(NAMES[name], replace(days, name=name)) if name else ("上月", over) for name in ON_THE_SWITCH]
    return [Step(words, asked.during(to).address(view, *args), days.name == to.name) for words, to in found]


def narrowing(asked: Asked) -> list[Step]:
    """By what the cases may be told apart: each leads to where one of them is chosen. None where they are already."""
    if asked.part != ALL:
        return []
    there = asked.address("dashboards:parts")
    return [Step(words, f"{there}#by-{name}") for name, words in WAYS.items()]


def is_own(asked: Asked) -> bool:
    """Whether the two dates of one's own are open to be filled in."""
    return asked.period.name == OWN or (bool(asked.trouble) and asked.period.name == DEFAULT)


def ends(asked: Asked, given: Mapping[str, str]) -> tuple[str, str]:
    """What the two dates of one's own begin with: as they were given, else the days that are shown."""
    if given.get("period") == OWN:
        return given.get("from", ""), given.get("to", "")
    return asked.period.first.isoformat(), asked.period.last.isoformat()


def inside(place: Place) -> Inside:
    """One query."""
    below = Place.objects.under(place).filter(valid_to=None, level__in=NOUNS)
    drawn = Count("boundaries", filter=Q(boundaries__status=Boundary.Status.IN_FORCE))
    found = {
        level: (number, number_drawn)
        for level, number, number_drawn in below.order_by()
        .values_list("level")
        .annotate(number=Count("pk", distinct=True), drawn=drawn)
        .values_list("level", "number", "drawn")
    }
    numbers = {level.value: found.get(level, (0, 0))[0] for level in NOUNS if level != place.level}
    return Inside(numbers, any(number for _, number in found.values()))
