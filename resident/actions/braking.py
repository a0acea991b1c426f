"""How often something may be done from one address, or with a number that nobody has proved. One way to count for all.

Of IPv6 a /64 counts as one address. A town hall or a whole estate may share one, so the limits are wide: they are there
for the flood, not for people. What comes beyond a limit is counted no more: a flood writes no rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from accounts.addresses import line_of
from accounts.personal import lookup_hash
from resident.models import Counted

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KEPT_FOR = DAY
What = Counted.What


@dataclass(frozen=True, slots=True)
class Limit:
    what: Counted.What
    most: int
    within: timedelta


WRONG_CODES = Limit(What.WRONG_CODE, 30, HOUR)
REPORTS = Limit(What.REPORT, 30, HOUR)
EMERGENCIES = Limit(What.EMERGENCY, 300, HOUR)
PHOTOS = Limit(What.PHOTO, 180, HOUR)  # six a report
URGENT_PHOTOS = Limit(What.URGENT_PHOTO, 1800, HOUR)
UNPROVED = Limit(What.UNPROVED_PHONE, 3, DAY)


def wait_for(limit: Limit, *, of: str, at: datetime, times: int = 1) -> int:
    """Count it. 0; or in how many minutes it may be done again, when there were too many. `of`: a hash by `line_hash`,
    or of a phone."""
    newest = Counted.objects.filter(what=limit.what, of=of, at__gt=at - limit.within).order_by("-at")
    done = list(newest.values_list("at", flat=True)[: limit.most])
    if len(done) < limit.most:
        Counted.objects.bulk_create(Counted(what=limit.what, of=of, at=at) for _ in range(times))
        return 0
    return max(1, ceil((done[-1] + limit.within - at) / timedelta(minutes=1)))


def line_hash(address: str | None) -> str:
    """What an address is counted by: enough to know it again, not to read it."""
    return lookup_hash(line_of(address) or "")


def wrong_code(*, address: str | None, at: datetime) -> int:
    """Count a tracking code of no case. 0; or in how many minutes the next may be tried.

    A right code is never refused, whatever others at the address have tried: what is guessed at random has one chance
    in 10^17 (60 bits). The brake is there for the noise, not for the secret.
    """
    return wait_for(WRONG_CODES, of=line_hash(address), at=at)


def drop_old_counts(at: datetime) -> int:
    return Counted.objects.filter(at__lt=at - KEPT_FOR).delete()[0]
