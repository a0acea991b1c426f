"""How often something may be done from one address, by one person, with a number that nobody has proved. One way to
count for all.

Of IPv6 a /64 counts as one address. A town hall or a whole estate may share one, so the limits are wide: they are there
for the flood, not for people. What comes beyond a limit is counted no more: a flood writes no rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from accounts.addresses import line_of
from accounts.models import Counted
from accounts.personal import lookup_hash

KEPT_FOR = timedelta(days=1)  # no limit reaches further


@dataclass(frozen=True, slots=True)
class Limit:
    """`what`: the name under which it is counted."""

    what: str
    most: int
    within: timedelta


def wait_for(limit: Limit, *, of: str, at: datetime, times: int = 1) -> int:
    """Count it. 0; or in how many seconds it may be done again, when there were too many. `of`: a hash by `line_hash`,
    or of whatever else it is counted by."""
    if wait := still_to_wait(limit, of=of, at=at):
        return wait
    Counted.objects.bulk_create(Counted(what=limit.what, of=of, at=at) for _ in range(times))
    return 0


def still_to_wait(limit: Limit, *, of: str, at: datetime) -> int:
    """As `wait_for`, without counting: where only what went wrong is counted, and braked all the same."""
    newest = Counted.objects.filter(what=limit.what, of=of, at__gt=at - limit.within).order_by("-at")
    done = list(newest.values_list("at", flat=True)[: limit.most])
    return max(1, ceil((done[-1] + limit.within - at).total_seconds())) if len(done) >= limit.most else 0


def start_anew(limit: Limit, *, of: str) -> None:
    """It went right: what went wrong before counts no more."""
    Counted.objects.filter(what=limit.what, of=of).delete()


def line_hash(address: str | None) -> str:
    """What an address is counted by: enough to know it again, not to read it."""
    return lookup_hash(line_of(address) or "")


def drop_old_counts(at: datetime) -> int:
    return Counted.objects.filter(at__lt=at - KEPT_FOR).delete()[0]
