"""Who is no volunteer any more helps nobody, is in no team and leads none."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from teams.actions.handing import let_go
from teams.models import CourierPost, Team, TeamMember


@transaction.atomic
def step_back(person: User, *, at: datetime) -> None:
    """What they had taken is anybody's again, but for what they have said is done: there the desk has the last word.

    The memberships end first: who is taking a booking at this moment holds theirs, and it is given back as well.
    """
    Team.objects.active().filter(lead=person).update(lead=None)
    TeamMember.objects.filter(person=person, until=None).update(until=localdate(at))
    CourierPost.objects.filter(person=person, until=None).update(until=localdate(at))
    let_go([person], by=person, at=at)
