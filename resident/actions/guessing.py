"""Tracking codes that belong to no case: so many an hour from one address, then whoever shows one waits.

A right code is never refused, whatever others at the address have tried: a town hall or a whole estate may share one,
and what is guessed at random has one chance in 10^17 (60 bits). The brake is there for the noise, not for the secret.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from accounts.addresses import line_of
from resident.models import WrongTry

MOST_WRONG = 30
WITHIN = timedelta(hours=1)
KEPT_FOR = timedelta(days=1)


def wrong_code(*, address: str | None, at: datetime) -> int:
    """Count one that is wrong. 0; or in how many minutes the next may be tried, when there were too many.

    What comes after that is counted no more: a flood of them writes no rows.
    """
    of = line_of(address)
    newest = WrongTry.objects.filter(address=of, tried_at__gt=at - WITHIN).order_by("-tried_at")
    tried = list(newest.values_list("tried_at", flat=True)[:MOST_WRONG])
    if len(tried) < MOST_WRONG:
        WrongTry.objects.create(address=of, tried_at=at)
        return 0
    return max(1, ceil((tried[-1] + WITHIN - at) / timedelta(minutes=1)))


def drop_old_tries(at: datetime) -> int:
    return WrongTry.objects.filter(tried_at__lt=at - KEPT_FOR).delete()[0]
