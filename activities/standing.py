"""Who answers for an activity: the posts of its community, and whoever leads it, also from their own telephone."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from django.utils.timezone import localdate

from accounts.models import User
from activities.models import Activity
from activities.models.activity import RIGHTED_FOR
from activities.rules import Refused
from partyorg.hats import Hat
from volunteers.standing import organises

Actor: TypeAlias = Hat | User


def person_of(by: Actor) -> User:
    """Raises Refused `not_yours` for nobody."""
    person = by.person if isinstance(by, Hat) else by
    if person is None:
        raise Refused("not_yours")
    return person


def leads(activity: Activity, by: Actor) -> bool:
    """Whether they may show its codes and keep its roster."""
    if isinstance(by, Hat) and organises(by, activity.community):
        return True
    person = by.person if isinstance(by, Hat) else by
    return activity.is_led_by(person)


def why_no_reopening(activity: Activity, by: Actor, at: datetime) -> Refused | None:
    """Of one that is closed. One rule for the deed and its button."""
    if not leads(activity, by):
        return Refused("not_yours")
    if at >= activity.righted_until:
        return Refused("too_late_to_reopen", days=RIGHTED_FOR.days)
    is_today = activity.closed_at is not None and localdate(activity.closed_at) == localdate(at)
    return None if isinstance(by, Hat) or is_today else Refused("desk_reopens")


def known_as(person: User) -> str:
    """At the desk: a resident's account knows no name, the volunteer gave theirs. Asks nothing where it was fetched."""
    return person.volunteer.name if hasattr(person, "volunteer") else str(person)
