"""What ends with somebody's being a volunteer."""

from __future__ import annotations

from datetime import datetime

from teams.actions import step_back
from volunteers.departures import ends_with_volunteering
from volunteers.models import Volunteer


@ends_with_volunteering
def end_helping(volunteer: Volunteer, at: datetime) -> None:
    step_back(volunteer.person, at=at)
