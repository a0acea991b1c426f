"""What somebody may do with an activity now, for the buttons of its page. Pure but for the rows it is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from activities.ages import bar
from activities.models import Activity, Presence, SignUp
from activities.models.activity import SHORTEST
from activities.rules import RULES
from activities.workflow import COMING, MOVES, Deed, Standing, State
from volunteers.models import Volunteer


@dataclass(frozen=True, slots=True)
class Offers:
    """Of a resident. `there`: checked in and not out."""

    signs_up: bool
    cancels: bool
    comes: bool
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
    signed = mine is not None and mine.standing == Standing.SIGNED
    there = any(one.left_at is None for one in seen)
    now = activity.is_published and activity.opens_at <= at <= activity.shuts_at
    return Offers(
        signs_up=not is_coming and not barred and activity.takes_sign_ups(at),
        cancels=is_coming and not seen and activity.is_published and at < activity.ends_at,
        comes=signed and now and not there and at < activity.ends_at,
        leaves=signed and now and there,
        suggests=activity.suggestions and not activity.is_called_off,
    )


def deeds_of(activity: Activity, at: datetime) -> list[Deed]:
    """What its organiser may do with it now, in the order of the buttons."""
    state = State(activity.state)
    found = [deed for deed in Deed if state in MOVES[deed].sources]
    has_begun = at >= activity.starts_at + SHORTEST
    if not has_begun:
        found = [deed for deed in found if deed != Deed.CLOSE]
    if at < activity.opens_at:
        found = [deed for deed in found if deed != Deed.ROLL]
    return found
