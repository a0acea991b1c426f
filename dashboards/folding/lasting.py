"""How long each rung had a case, in working time, without the days on which it was suspended (挂账)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from cases.terms import TERMINAL, Kind, Level, State
from dashboards.folding.found import Step
from dashboards.folding.hours import steps_of
from dashboards.terms import What

_BACK_TO_WORK = frozenset({Kind.CHECK_FAIL, Kind.REVISIT_BAD, Kind.REOPEN})


class Lasting:
    """A stretch begins with the report, with each rise and with each way back to work; a rise or 办结 ends it."""

    def __init__(self, submitted_at: datetime, minutes: Callable[[datetime, datetime], float]) -> None:
        self._minutes = minutes
        self._submitted_at = submitted_at
        self._since: datetime | None = submitted_at  # None: nobody works at it
        self._before = 0.0  # minutes of this stretch until it was suspended
        self._aside = 0.0  # minutes suspended since the report
        self._aside_since: datetime | None = None
        self._level: int = Level.GRID
        self._answered = False

    def take(self, step: Step) -> Iterator[tuple[What, int, int, datetime]]:
        """What ended with this step: (what, level, hours in steps, when)."""
        if step.from_state == State.SUSPENDED != step.to_state:
            self._go_on(step.at)
        if step.kind == Kind.FINISH:
            yield from self._stretch_ended(step.at)
            if not self._answered:
                self._answered = True
                whole = self._minutes(self._submitted_at, step.at) - self._aside
                yield What.LASTED, step.to_level, steps_of(max(whole, 0)), step.at
        elif step.rises:
            if step.kind != Kind.EMERGENCY_DIRECT:
                yield from self._stretch_ended(step.at)
            self._since, self._before, self._level = step.at, 0.0, step.to_level
        elif step.kind in _BACK_TO_WORK:
            self._since, self._before, self._level = step.at, 0.0, step.to_level
        elif step.to_state in TERMINAL:
            self._since = None
        if step.to_state == State.SUSPENDED != step.from_state:
            self._stop(step.at)

    def _stretch_ended(self, at: datetime) -> Iterator[tuple[What, int, int, datetime]]:
        if self._since is not None:
            minutes = self._before + self._minutes(self._since, at)
            self._since = None
            yield What.TOOK, self._level, steps_of(minutes), at

    def _stop(self, at: datetime) -> None:
        if self._since is not None:
            self._before += self._minutes(self._since, at)
            self._since = None
        self._aside_since = at

    def _go_on(self, at: datetime) -> None:
        if self._aside_since is not None:
            self._aside += self._minutes(self._aside_since, at)
            self._aside_since = None
        self._since = at
