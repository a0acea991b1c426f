"""What is read: a case as it stands and all its rows; and what is said of it: when what counted for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from cases.models import Case, Event
from cases.terms import Kind, State
from dashboards.terms import What

K, S = Kind, State
SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Count:
    """Something that counts: what, when, who owed it, on which rung; `number` of them; `hours` of what lasts."""

    what: str
    at: datetime
    unit: int | None
    level: int | None
    number: int = 1
    hours: int | None = None

    @property
    def day(self) -> date:
        return self.at.astimezone(SHANGHAI).date()


@dataclass(frozen=True)
class History:
    """A case as it stands now, and all its rows in their order."""

    case: Case
    rows: list[Event]

    def before(self, row: Event) -> Event:
        return self.rows[self.rows.index(row) - 1]

    def after(self, row: Event) -> list[Event]:
        return self.rows[self.rows.index(row) + 1 :]

    def was_known_at(self, row: Event) -> bool:
        """Whether there was a reporter then whose data have left the case since: that leaves a gap in the numbers."""
        numbers = {one.seq for one in self.rows}
        return any(number not in numbers for number in range(row.seq, self.case.version + 1))


def holder(row: Event | Case) -> int:
    """Who has it then: the host, or where nobody hosts the owner."""
    found: int | None = row.host_org_id or row.owner_org_id
    assert found
    return found


def whole(what: What, at: datetime, case: Case) -> Count:
    """What is said of the case as a whole counts for whoever has it now, or had it last."""
    return Count(what, at, holder(case), case.owner_level)


def reworks_since_opened(history: History, last: Event) -> int:
    times = 0
    for row in history.rows[: history.rows.index(last) + 1]:
        if row.kind == K.REOPEN:
            times = 0
        if row.to_state == S.REWORK != row.from_state:
            times += 1
    return times
