"""The limits in force, asked of the clockwork that every case asks: by clock, level and urgency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import BooleanField

from cases.deadlines import Clockwork
from cases.models import Category
from cases.models.rules import ASKED_AT
from cases.rulebook.lines import levels_said
from cases.terms import Clock, Level, Urgency

NOT_SET = "没有设定"


@dataclass(frozen=True, slots=True)
class LimitRow:
    """`cells`: the limit in words for each urgency, equal neighbours in one, each with how many it spans."""

    clock: Clock
    levels: str
    cells: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Exceptions:
    """How cases of a category are treated otherwise: its own limits, its marks."""

    category: Category
    limits: list[str]
    marks: list[str]


def limit_rows(clockwork: Clockwork) -> list[LimitRow]:
    return [row for clock in Clock for row in _rows(clock, clockwork)]


def _rows(clock: Clock, clockwork: Clockwork) -> Iterator[LimitRow]:
    """A row for each run of levels with the same limits; none for levels at which the clock never starts."""
    levels = [level for level in Level if level in ASKED_AT.get(clock, Level)]
    by_level = [(level, tuple(_said(clockwork, clock, level, urgency) for urgency in Urgency)) for level in levels]
    for cells, run in groupby(by_level, key=lambda pair: pair[1]):
        said = levels_said([level for level, _ in run])
        yield LimitRow(clock, said, [(words, len(list(same))) for words, same in groupby(cells)])


def _said(clockwork: Clockwork, clock: Clock, level: int, urgency: str) -> str:
    try:
        return clockwork.span(clock, category_id=None, level=level, urgency=urgency).in_words
    except LookupError:
        return NOT_SET


def exceptions(clockwork: Clockwork, categories: Iterable[Category]) -> list[Exceptions]:
    """The categories that are treated otherwise than the rest."""
    found = [Exceptions(category, list(_own_limits(category, clockwork)), _marks(category)) for category in categories]
    return [one for one in found if one.limits or one.marks]


def _own_limits(category: Category, clockwork: Clockwork) -> Iterator[str]:
    for (clock, owner, level, urgency), span in clockwork.limits.items():
        if owner == category.pk:
            where = [str(Level(level).label)] if level else []
            when = [str(Urgency(urgency).label)] if urgency else []
            for_whom = "，".join(where + when)
            yield f"{Clock(clock).label}{for_whom and f'（{for_whom}）'} {span.in_words}"


def _marks(category: Category) -> list[str]:
    """Its yes-or-no's that are not as usual, in the words of the register; and its urgency."""
    flags = [field for field in category._meta.fields if isinstance(field, BooleanField) and field.name != "is_active"]
    told = [(getattr(category, flag.name), flag) for flag in flags]
    marks = [f"{'' if value else '不'}{flag.verbose_name}" for value, flag in told if value != flag.default]
    return marks + [category.get_urgency_display()] * (category.urgency != Urgency.NORMAL)
