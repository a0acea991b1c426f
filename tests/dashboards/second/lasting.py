"""How long things took, in working time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from math import ceil

from cases.terms import TERMINAL, Kind, State
from dashboards.terms import What
from tests.dashboards.second.history import Count, History, holder
from worktime.current import current_calendar

K, S, W = Kind, State, What


def hours(minutes: float) -> int:
    """Begun hours; above two working days whole begun working days of eight; a year of 250 of them at most."""
    begun = ceil(round(minutes / 60, 6))
    if begun > 16:
        begun = ceil(begun / 8) * 8
    return min(begun, 2000)


def lasted(history: History) -> Iterator[Count]:
    """From the report until it was first said to be done."""
    for row in history.rows:
        if row.kind == K.FINISH:
            spent = worked(history, history.rows[0].at, row.at)
            yield Count(W.LASTED, row.at, holder(history.before(row)), row.to_level, hours=hours(spent))
            return


def took(history: History) -> Iterator[Count]:
    """Each stretch that one rung had it: since it came, rose or came back, until it rose or was done.

    What went straight to the street the grid never had.
    """
    begins: datetime | None = history.rows[0].at
    for row in history.rows[1:]:
        rose, came_back = row.from_level != row.to_level, row.kind in (K.CHECK_FAIL, K.REVISIT_BAD, K.REOPEN)
        if begins and (rose or row.kind == K.FINISH) and row.kind != K.EMERGENCY_DIRECT:
            spent = worked(history, begins, row.at)
            yield Count(W.TOOK, row.at, holder(history.before(row)), row.from_level, hours=hours(spent))
        if rose or came_back:
            begins = row.at
        elif row.kind == K.FINISH or row.to_state in TERMINAL:
            begins = None


def worked(history: History, since: datetime, until: datetime) -> float:
    """Minutes of working time between the two, but for the time in which it was put off."""
    spent = current_calendar().working_minutes(since, until)
    for row in history.rows:
        if row.to_state == S.SUSPENDED != row.from_state and since <= row.at <= until:
            on = next((one.at for one in history.after(row) if one.to_state != S.SUSPENDED), until)
            spent -= current_calendar().working_minutes(row.at, min(on, until))
    return spent
