"""What somebody may do with an activity now, for the buttons of its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from activities.ages import bar
from activities.attending import why_no_cancel, why_no_check
from activities.kinds import End
from activities.models import Activity, Presence, SignUp
from activities.models.activity import SHORTEST
from activities.rules import RULES
from activities.workflow import COMING, MOVES, Deed, State
from volunteers.models import Volunteer


@dataclass(frozen=True, slots=True)
class Offers:
    """Of a resident. `returns`: was there today and has left, and may come once more."""

    signs_up: bool
    cancels: bool
    comes: bool
    returns: bool
    leaves: bool
    suggests: bool


def barred(activity: Activity, volunteer: Volunteer | None) -> str:
    """Why somebody may not sign up however they come: the sentence; "" where they may, or nobody knows them."""
    if volunteer is None:
        return ""
    rule = bar(activity.minors, volunteer, localdate(activity.starts_at), with_guardian=True)
    return RULES[rule] if rule else ""


def offers_for(
    activity: Activity, mine: SignUp | None, seen: Sequence[Presence], at: datetime, *, barred: str = ""
) -> Offers:
    is_coming = mine is not None and mine.standing in COMING
    comes = at < activity.ends_at and not why_no_check(activity, mine, seen, End.IN, at)
    was_today = any(one.day == localdate(at) for one in seen)
    return Offers(
        signs_up=not is_coming and not barred and activity.takes_sign_ups(at),
        cancels=not why_no_cancel(activity, mine, seen, at),
        comes=comes and not was_today,
        returns=comes and was_today,
        leaves=not why_no_check(activity, mine, seen, End.OUT, at),
        suggests=activity.suggestions and not activity.is_called_off,
    )


def deeds_of(activity: Activity, at: datetime) -> list[Deed]:
    """What its organiser may do with it now, in the order of the buttons. One query."""
    state = State(activity.state)
    found = [deed for deed in Deed if state in MOVES[deed].sources]
    has_begun = at >= activity.starts_at + SHORTEST
    if not has_begun:
        found = [deed for deed in found if deed != Deed.CLOSE]
    if at >= activity.righted_until:
        found = [deed for deed in found if deed not in (Deed.REOPEN, Deed.RIGHT)]
    if at < activity.opens_at:
        found = [deed for deed in found if deed != Deed.ROLL]
    elif activity.who_came():
        found = [deed for deed in found if deed != Deed.CANCEL]
    return found
