"""Who is no volunteer any more keeps no place that others wait for."""

from __future__ import annotations

from datetime import datetime

from activities.actions import give_up_places
from volunteers.departures import ends_with_volunteering
from volunteers.models import Volunteer


@ends_with_volunteering
def end_sign_ups(volunteer: Volunteer, at: datetime) -> None:
    give_up_places(volunteer.person, at=at)
