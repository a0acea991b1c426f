"""What ends with somebody's being a volunteer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from teams.actions import step_back
from teams.actions.handing import in_hand_of
from teams.hub import posts_and_teams
from volunteers.departures import ends_with_volunteering, says_what_ends
from volunteers.models import Volunteer


@ends_with_volunteering
def end_helping(volunteer: Volunteer, at: datetime) -> None:
    step_back(volunteer.person, at=at)


@says_what_ends
def helps_and_is_in(volunteer: Volunteer, at: datetime) -> Iterator[str]:
    for one in in_hand_of(volunteer.person).select_related("skill").order_by("wanted_on", "pk"):
        yield f"您接的单（{one.when}，{one.skill}）：退给别人接，答应了的请先和对方说一声。"
    yield from posts_and_teams(volunteer.person, at)
