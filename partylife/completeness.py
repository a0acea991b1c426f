"""三会一课: what of it a branch has held in a period, and what is missing. Pure: rows in, figures out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from partylife.kinds import COMMITTEE_FROM, DUES, Due, Of
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
    rows = list(held)
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


def _kept(due: Due, branch: Branch, held: Sequence[Held], period: Period, today: date) -> Kept:
    done = 0
    missing: list[str] = []
    still_open: list[str] = []
    parts = period.parts(due.span)
    hosts = _asked_of(due, branch)
    for part in parts:
        for host, said in hosts.items():
            if any(_counts(row, due, host, part) for row in held):
                done += 1
            elif part.first <= today:
                (still_open if part.last >= today else missing).append(f"{part}{said}")
    return Kept(due, done, len(parts) * len(hosts), tuple(missing), tuple(still_open))


def _asked_of(due: Due, branch: Branch) -> dict[int, str]:
    """Which hosts it is due of, with what to say of each beside the span."""
    if due.of == Of.GROUPS:
        return dict(branch.groups)
    if due.of == Of.COMMITTEE and branch.full < COMMITTEE_FROM:
        return {}
    return {branch.id: ""}


def _counts(row: Held, due: Due, host: int, part: Period) -> bool:
    if row.host != host or row.life != due.life or not part.first <= row.on <= part.last:
        return False
    return row.by_secretary or due.of != Of.SECRETARY


def all_short(kept: Iterable[Kept]) -> list[str]:
    """What is missing, in a line for each thing."""
    return [f"{one.due.name}：缺{'、'.join(one.missing)}" for one in kept if one.missing]
