"""三会一课: what of it a branch has held in a period, and what is missing. Pure: rows in, figures out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from partylife.kinds import COMMITTEE_FROM, DUES, MONTHS_OF, Due, Of, Span
from partylife.periods import Period


@dataclass(frozen=True, slots=True)
class Branch:
    """What the rules ask about a branch. `groups`: the party groups under it; `full`: its full members."""

    id: int
    name: str
    full: int
    groups: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Held:
    """One activity by one of its hosts. `by_secretary`: taught by the secretary of that very host."""

    activity: int
    host: int
    life: str
    on: date
    by_secretary: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """Of `of` times that one thing was due, it was kept `done` times. `missing`: the spans past without it, in words;
    `open`: those that still run."""

    due: Due
    done: int
    of: int
    missing: tuple[str, ...] = ()
    open: tuple[str, ...] = ()

    @property
    def is_short(self) -> bool:
        return bool(self.missing)

    def __str__(self) -> str:
        return f"{self.done}/{self.of}"


def completeness(branch: Branch, held: Iterable[Held], period: Period, today: date) -> list[Kept]:
    """For each thing that is due of this branch within the period, in the order of DUES.

    Twice in one month does not make up for none in another. What spans more than the period is not asked.
    """
    rows: dict[tuple[int, str], list[Held]] = defaultdict(list)
    for row in held:
        rows[row.host, row.life].append(row)
    return [kept for due in DUES if (kept := _kept(due, branch, rows, period, today)).of]


def times_held(branch: Branch, held: Iterable[Held]) -> dict[str, int]:
    """How many activities of each kind this branch hosted, alone or with others, itself or by a group of its own:
    a joint one counts once."""
    ours = {branch.id, *branch.groups}
    counted: dict[str, set[int]] = {}
    for row in held:
        if row.host in ours:
            counted.setdefault(row.life, set()).add(row.activity)
    return {life: len(activities) for life, activities in counted.items()}


def _kept(
    due: Due, branch: Branch, rows: Mapping[tuple[int, str], Sequence[Held]], period: Period, today: date
) -> Kept:
    """Each activity falls into the span of its day: a district has a thousand branches, and every one is asked this."""
    spans = _spans(period, due.span)
    hosts = [
        (said, {_span_of(row.on, period, due.span) for row in rows.get((host, due.life), ()) if _counts(row, due)})
        for host, said in _asked_of(due, branch).items()
    ]
    missing: list[str] = []
    still_open: list[str] = []
    for number, (first, last, span) in enumerate(spans):
        if first > today:
            continue
        without = still_open if last >= today else missing
        without += [f"{span}{said}" for said, kept in hosts if number not in kept]
    done = sum(number in kept for _, kept in hosts for number in range(len(spans)))
    return Kept(due, done, len(spans) * len(hosts), tuple(missing), tuple(still_open))


@lru_cache(maxsize=64)
def _spans(period: Period, span: Span) -> tuple[tuple[date, date, str], ...]:
    """First day, last day and name of each; the same for all branches."""
    return tuple((part.first, part.last, str(part)) for part in period.parts(span))


def _span_of(day: date, period: Period, span: Span) -> int:
    """Which of them a day lies in, from 0; none of them, where it lies in none."""
    return ((day.year - period.first.year) * 12 + day.month - period.first.month) // MONTHS_OF[span]


def _asked_of(due: Due, branch: Branch) -> dict[int, str]:
    """Which hosts it is due of, with what to say of each beside the span."""
    if due.of == Of.GROUPS:
        return dict(branch.groups)
    if due.of == Of.COMMITTEE and branch.full < COMMITTEE_FROM:
        return {}
    return {branch.id: ""}


def _counts(row: Held, due: Due) -> bool:
    return row.by_secretary or due.of != Of.SECRETARY


def all_short(kept: Iterable[Kept]) -> list[str]:
    """What is missing, in a line for each thing."""
    return [f"{one.due.name}：缺{'、'.join(one.missing)}" for one in kept if one.missing]
