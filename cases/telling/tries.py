"""没联系上: how often nobody answered, and from when on the case may be closed for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cases.guards.handling import TRIED_OVER, TRIES
from cases.models import Event
from cases.telling.moments import appointment_said
from cases.terms import Kind, Notice


@dataclass(frozen=True, slots=True)
class Tries:
    """Since the case last came to be revisited. `closing_from`: a try then or later is the one that may close it."""

    count: int
    closing_from: datetime | None

    def next_one(self, at: datetime) -> str:
        """What the officer reads before writing down another."""
        often = f"这是第 {self.count + 1} 次。"
        if self.closing_from is None:
            return f"{often}联系 {TRIES} 次、前后隔满三天都没联系上的，可以按未联系上结案。"
        return f"{often}{self.still_missing(at)}"

    def still_missing(self, at: datetime) -> str:
        """第 2 次没联系上之后: what it still takes."""
        if self.closing_from is None:
            return ""
        when = appointment_said(self.closing_from, at)
        missing = max(1, TRIES - self.count)
        return f"还要 {missing} 次，其中一次在 {when} 以后，才能按未联系上结案。"


def tries(events: Iterable[Event]) -> Tries:
    at_work = sorted(events, key=lambda event: event.seq)
    came = max((event.seq for event in at_work if event.kind == Kind.CHECK_PASS), default=0)
    moments = [event.at for event in at_work if event.kind == Notice.UNREACHED and event.seq > came]
    return Tries(len(moments), moments[0] + TRIED_OVER if moments else None)
