"""What each row of limits is good for among the others: sentences for whoever edits them. "" where nothing is amiss.

The clockwork asks for a clock, a level and an urgency, first of the category's own rows and then of those for all
(cases/deadlines.py); among them urgency goes before level.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cases.models import Limit
from cases.models.rules import ASKED_AT
from cases.terms import Clock, Level, Urgency

Question = tuple[int, str]  # level, urgency


def hidden(row: Limit, rows: Iterable[Limit]) -> str:
    """Why nothing is left for this row to answer."""
    if row.category and not row.category.is_active:
        return f"类别“{row.category}”已停用，新的案件用不上这一行。"
    beside = [one for one in _of_clock(row.clock, rows) if one.category_id == row.category_id and one.pk != row.pk]
    asked = [question for question in _questions(row.clock) if _answers(row, question)]
    firsts = [[one for one in beside if _answers(one, asking) and _weight(one) > _weight(row)] for asking in asked]
    if not asked or not all(firsts):
        return ""
    by_urgency = all(any(one.urgency for one in found) for found in firsts)
    of_each = "每一种紧急程度" if by_urgency else "每一级"
    return f"{of_each}都另有自己的时限，这一行现在用不上。"


def newly_hidden(row: Limit, rows: Iterable[Limit]) -> list[Limit]:
    """The rows that had something to answer before this one came."""
    rows = list(rows)
    others = [one for one in rows if one.pk != row.pk]
    return [one for one in others if hidden(one, rows) and not hidden(one, others)]


def overridden(row: Limit, rows: Iterable[Limit]) -> str:
    """That a category's row also takes the urgent cases, which have a limit of their own everywhere else."""
    if row.category_id is None or row.urgency:
        return ""
    rows = _of_clock(row.clock, rows)
    own = [one for one in rows if one.category_id == row.category_id and one.urgency]
    common = [one for one in rows if one.category_id is None and one.urgency]
    taken = {
        urgency: one.limit
        for level, urgency in _questions(row.clock)
        for one in common
        if _answers(row, (level, urgency)) and _answers(one, (level, urgency))
        if not any(_answers(mine, (level, urgency)) for mine in own)
    }
    if not taken:
        return ""
    said = "、".join(f"{Urgency(urgency).label}（{limit}）" for urgency, limit in taken.items())
    return f"“{row.category}”的{said}也改用这一行的 {row.limit}。要分开，请给这个类别按紧急程度另加一行。"


def needed(row: Limit, rows: Iterable[Limit]) -> str:
    """Why this row cannot go: without it a clock that starts would find no limit, and the case could not go on."""
    if row.category_id is not None:
        return ""
    common = [one for one in _of_clock(row.clock, rows) if one.category_id is None and one.pk != row.pk]
    alone = [asking for asking in _questions(row.clock) if not any(_answers(one, asking) for one in common)]
    if not alone:
        return ""
    levels = "、".join(level.label for level in Level if level in {level for level, _ in alone})
    return f"这一行不能删：没有它，{levels}的“{Clock(row.clock).label}”就没有时限，案件走不下去。可以改时限。"


def _of_clock(clock: str, rows: Iterable[Limit]) -> list[Limit]:
    return [one for one in rows if one.clock == clock]


def _questions(clock: str) -> Iterator[Question]:
    for level in sorted(ASKED_AT.get(Clock(clock), frozenset(Level))):
        for urgency in Urgency:
            yield level, urgency


def _answers(row: Limit, question: Question) -> bool:
    level, urgency = question
    return row.level in (None, level) and row.urgency in ("", urgency)


def _weight(row: Limit) -> int:
    """The heavier answers first, as in Clockwork.span."""
    return 2 * bool(row.urgency) + bool(row.level)
