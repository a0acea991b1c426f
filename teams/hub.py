"""What somebody reads of their posts and teams on the page 志愿服务, and how much waits there for what they can do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localdate

from accounts.models import User
from teams.models import Booking, CourierPost, TeamMember
from volunteers.hub import said_on_the_hub


@said_on_the_hub
def posts_and_teams(person: User, at: datetime) -> Iterator[str]:
    """Two queries."""
    for post in CourierPost.objects.open().filter(person=person).select_related("community"):
        yield f"您是{post.community.short_name}的{post}。"
    mine = TeamMember.objects.on(localdate(at)).filter(person=person, team__ended_on=None)
    for member in mine.select_related("team__community"):
        team = member.team
        part = "队长" if team.lead_id == person.pk else "队员"
        yield f"您是“{team}”（{team.community.short_name}）的{part}。"


@said_on_the_hub
def waits_for_you(person: User, at: datetime) -> Iterator[str]:
    """Two queries."""
    if number := Booking.objects.for_helper(person, at).count():
        yield f"有 {number} 单帮办要的是您会的，还没有人接：能去的，在“找人帮忙”里接单。"
