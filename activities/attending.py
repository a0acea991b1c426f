"""Whether somebody may check in or out now, whatever they show, or cancel: one rule for the deed and its button."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localdate

from activities.kinds import End
from activities.models import Activity, Presence, SignUp
from activities.models.activity import EARLY, LONGEST_STAY
from activities.models.presence import MOST_A_DAY
from activities.rules import Refused
from activities.workflow import COMING, Standing


def why_no_check(
    activity: Activity, mine: SignUp | None, seen: Sequence[Presence], end: End, at: datetime
) -> Refused | None:
    """`seen`: all their presences. Whoever forgot to check out the other day is there no more."""
    there = any(one.left_at is None and at - one.came_at <= LONGEST_STAY for one in seen)
    today = sum(one.day == localdate(at) for one in seen)
    if mine is None or mine.standing not in COMING:
        return Refused("not_signed_up")
    if mine.standing == Standing.WAITING:
        return Refused("waiting")
    if at < activity.opens_at:
        return too_early()
    if not activity.is_published or at > activity.shuts_at:
        return Refused("over")
    if end == End.OUT:
        return None if there else Refused("left_already" if today else "not_in")
    if there:
        return Refused("already_in")
    return Refused("three_a_day", most=MOST_A_DAY) if today >= MOST_A_DAY else None


def why_no_cancel(
    activity: Activity, mine: SignUp | None, seen: Sequence[Presence], at: datetime
) -> Refused | None:  # fmt: skip
    """`seen`: all their presences. Whoever came was there; what is called off or over needs no cancelling."""
    if mine is None or mine.standing not in COMING:
        return Refused("not_signed_up")
    if seen:
        return Refused("already_there")
    return None if activity.is_published and at < activity.ends_at else Refused("over_already")


def too_early() -> Refused:
    return Refused("not_yet", minutes=int(EARLY.total_seconds() // 60))
