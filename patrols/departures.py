"""Who is no volunteer of a community any more walks no patrol there."""

from __future__ import annotations

from datetime import datetime

from patrols.actions import stop_plans
from volunteers.departures import ends_with_volunteering
from volunteers.models import Volunteer


@ends_with_volunteering
def end_walking(volunteer: Volunteer, at: datetime) -> None:
    stop_plans(volunteer.person, at=at)
