"""What somebody reads of their posts and teams on the page 志愿服务."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from accounts.models import User
from teams.models import CourierPost, TeamMember
from volunteers.hub import said_on_the_hub


@said_on_the_hub
def posts_and_teams(person: User, on: date) -> Iterator[str]:
    """Two queries."""
    for post in CourierPost.objects.open().filter(person=person).select_related("community"):
        yield f"您是{post.community.short_name}的{post}。"
    mine = TeamMember.objects.on(on).filter(person=person, team__ended_on=None)
    for member in mine.select_related("team__community"):
        team = member.team
        part = "队长" if team.lead_id == person.pk else "队员"
        yield f"您是“{team}”（{team.community.short_name}）的{part}。"
