"""Who is no volunteer any more helps nobody, is in no team and leads none."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from teams.actions.bookings import give_back
from teams.models import Booking, CourierPost, Team, TeamMember
from teams.workflow import State
from volunteers.departures import end_each


@transaction.atomic
def step_back(person: User, *, at: datetime) -> None:
    """What they had taken is anybody's again, but for what they have said is done: there the desk has the last word."""
    taken = Booking.objects.filter(helper=person, state=State.TAKEN, minutes=None)
    end_each(taken, lambda one: give_back(one, by=person, at=at))
    Team.objects.active().filter(lead=person).update(lead=None)
    TeamMember.objects.filter(person=person, until=None).update(until=localdate(at))
    CourierPost.objects.filter(person=person, until=None).update(until=localdate(at))
