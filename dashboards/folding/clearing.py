"""挂账清零: whether what was put aside was closed before the day came on which it was to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from cases.deadlines import review_begins
from cases.terms import TERMINAL, State
from dashboards.folding.found import Found, Step
from dashboards.terms import What


class Clearing:
    """One date at a time: put aside anew before it, the new date stands in its place. It holds for whoever had the
    case when it was put aside, and goes on where the case is taken up earlier: taken up it is not done yet.
    """

    def __init__(self) -> None:
        self._owed: tuple[datetime, int, int] | None = None  # until when; by whom, on which rung

    def take(self, step: Step) -> Iterator[Found]:
        """What is settled with this step. The date comes with its first minute, when the system takes the case up."""
        if self._owed:
            by, unit, level = self._owed
            if step.to_state == State.CLOSED and step.at <= by:
                yield Found(What.CLEARED, step.at, unit, level)
            elif by <= step.at:
                yield Found(What.NOT_CLEARED, by, unit, level)
            if by <= step.at or step.to_state in TERMINAL:
                self._owed = None
        if step.to_state == State.SUSPENDED != step.from_state:
            self._owed = review_begins(date.fromisoformat(step.data["review_on"])), step.holder, step.to_level
