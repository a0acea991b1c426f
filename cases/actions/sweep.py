"""The sweep: every case whose clock has run out takes one step, and the system whistles on.

Any number of sweepers may run at once, and run again: each batch is claimed (row locks where the engine has them, one
writer at a time where it has not) and written by compare-and-set. A row that cannot be moved is set aside with its
error for an hour and never stops the line. After an outage each case takes one step, the heaviest that is due.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import DatabaseError, OperationalError, transaction

from cases.actions.expiry import Tools, due_step
from cases.actions.moving import Step, write
from cases.models import Case, Heartbeat, SetAside

log = logging.getLogger(__name__)

BATCH = 2000
SET_ASIDE_FOR = timedelta(hours=1)

# Not read to move a case, and nothing encrypted is opened for it.
WHAT_WAS_SAID = (
    *("number", "tracking_code", "key", "title", "words", "purpose", "address", "lat", "lon", "households"),
    *("reporter_name", "reporter_phone"),
)


@dataclass
class Swept:
    """What one sweep did: steps by event kind, how many rows were set aside, how late the latest step was."""

    at: datetime
    steps: Counter[str] = field(default_factory=Counter)
    set_aside: int = 0
    latest_seconds: int = 0

    @property
    def moved(self) -> int:
        return self.steps.total()

    def count(self, done: list[Step]) -> None:
        self.steps.update(str(step.kind) for step in done)
        self.latest_seconds = max([self.latest_seconds, *(step.late_seconds for step in done)])

    def add(self, batch: Swept) -> None:
        self.steps += batch.steps
        self.set_aside += batch.set_aside
        self.latest_seconds = max(self.latest_seconds, batch.latest_seconds)


def sweep(*, at: datetime, batch: int = BATCH) -> Swept:
    """Let every case that is due at `at` take one step. Run again at once it finds nothing."""
    swept = Swept(at)
    if Case.objects.overdue(at).exists():  # mostly nothing is: then the registers need not be read
        tools = Tools.load(at)
        while _sweep_batch(swept, tools, batch):
            pass
    Heartbeat.objects.update_or_create(
        name="sweep", defaults={"last_at": at, "moved": swept.moved, "failed": swept.set_aside}
    )
    return swept


def _sweep_batch(swept: Swept, tools: Tools, size: int) -> bool:
    """One transaction's worth, counted once it is committed. False when nothing was due."""
    batch = Swept(tools.at)
    try:
        with transaction.atomic():
            cases = _claim(tools.at, size)
            batch.count(write([step for case in cases if (step := _planned(case, tools, batch))]))
    except OperationalError:  # a deadlock, a lost connection: nothing is wrong with the rows, the next sweep has them
        raise
    except DatabaseError:
        # Some row of the batch is poison: go through it row by row to find it.
        batch = Swept(tools.at)
        with transaction.atomic():
            cases = _claim(tools.at, size)
            for case in cases:
                _sweep_one(case, tools, batch)
    swept.add(batch)
    return bool(cases)


def _sweep_one(case: Case, tools: Tools, batch: Swept) -> None:
    try:
        with transaction.atomic():
            step = _planned(case, tools, batch)
            batch.count(write([step]) if step else [])
    except OperationalError:
        raise
    except DatabaseError as error:
        _set_aside(case, error, tools.at, batch)


def _claim(at: datetime, size: int) -> list[Case]:
    """The next due cases, locked against other sweepers where the engine can; a busy row is another's."""
    due = Case.objects.overdue(at).order_by("due_at").prefetch_related("category")
    due = due.defer(*WHAT_WAS_SAID)
    return list(due.select_for_update(skip_locked=True, of=("self",))[:size])


def _planned(case: Case, tools: Tools, swept: Swept) -> Step | None:
    try:
        return due_step(case, tools)
    except Exception as error:  # whatever is wrong with one row, the others go on
        log.exception("case %s cannot be moved", case.pk)
        _set_aside(case, error, tools.at, swept)
        return None


def _set_aside(case: Case, error: Exception, at: datetime, swept: Swept) -> None:
    said = f"{type(error).__name__}: {error}".splitlines()[0]  # what follows may quote the row, and what it says
    SetAside.objects.create(case=case, at=at, error=said)
    Case.objects.filter(pk=case.pk).update(due_at=at + SET_ASIDE_FOR)
    swept.set_aside += 1
