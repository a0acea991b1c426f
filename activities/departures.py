"""Who is no volunteer any more keeps no place that others wait for, and leads nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from activities.actions import give_up_leading, give_up_places
from activities.actions.leading import led_by
from activities.actions.signing import places_of
from activities.models import Template
from volunteers.departures import ends_with_volunteering, says_what_ends
from volunteers.models import Volunteer


@ends_with_volunteering
def end_sign_ups(volunteer: Volunteer, at: datetime) -> None:
    give_up_places(volunteer.person, at=at)


@ends_with_volunteering
def end_leading(volunteer: Volunteer, at: datetime) -> None:
    give_up_leading(volunteer.person, at=at)


@says_what_ends
def led_and_signed_up_for(volunteer: Volunteer, at: datetime) -> Iterator[str]:
    for one in led_by(volunteer.person, at=at):
        when = f"，{one.get_rhythm_display()}一次" if isinstance(one, Template) else f"（{one.when_said}）"
        yield f"您负责的“{one.title}”{when}：请先和社区说好，由社区另派负责人。"
    for place in places_of(volunteer.person, at=at):
        yield f"您报名的“{place.activity.title}”（{place.activity.when_said}）：位子让给别人。"
