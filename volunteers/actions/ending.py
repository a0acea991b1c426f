"""A volunteer no more: what both 退出 and 注销 begin with."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from accounts.models import User
from volunteers.departures import end_all
from volunteers.kinds import Ranked
from volunteers.models import Volunteer


def end_volunteering(person: User, *, at: datetime) -> bool:
    """They are called to nothing more and stand in no ranking, and what hangs on being a volunteer ends. False where
    they were none, or not any more: of two at once, one does it.

    Within the caller's transaction, and before anything else of it: their own row is locked first, as by whoever signs
    up or is added on the spot, so nobody gets a place of which the list of what ends knows nothing.
    """
    theirs = Volunteer.objects.filter(person=person)
    if not theirs.active().update(left_on=localdate(at), ranked=Ranked.HIDDEN):
        return False
    end_all(theirs.select_related("person").get(), at=at)
    return True
