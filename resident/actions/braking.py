"""How often residents may do what could be a flood, from one address or with a number that nobody has proved."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from accounts import braking
from accounts.braking import Limit, line_hash

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

WRONG_CODES = Limit("WRONG_CODE", 30, HOUR)
REPORTS = Limit("REPORT", 30, HOUR)
EMERGENCIES = Limit("EMERGENCY", 300, HOUR)
PHOTOS = Limit("PHOTO", 180, HOUR)  # six a report
URGENT_PHOTOS = Limit("URGENT_PHOTO", 1800, HOUR)
UNPROVED = Limit("UNPROVED_PHONE", 3, DAY)


def wait_for(limit: Limit, *, of: str, at: datetime, times: int = 1) -> int:
    """As `accounts.braking.wait_for`, in whole minutes: that is how pages say it."""
    return ceil(braking.wait_for(limit, of=of, at=at, times=times) / 60)


def wrong_code(*, address: str | None, at: datetime) -> int:
    """Count a tracking code of no case. 0; or in how many minutes the next may be tried.

    A right code is never refused, whatever others at the address have tried: what is guessed at random has one chance
    in 10^17 (60 bits). The brake is there for the noise, not for the secret.
    """
    return wait_for(WRONG_CODES, of=line_hash(address), at=at)
