"""What is kept of somebody who helped or was helped, for themselves; what goes when they leave (PIPL art. 45, 47)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from teams.actions import cancel
from teams.models import Booking, CourierPost, TeamMember
from teams.workflow import OPEN
from volunteers.departures import end_each


def kept_of(person: User) -> dict[str, object]:
    """By the names that people use; nothing is masked."""
    return {
        "我的预约": [
            {
                "哪一天": f"{one.wanted_on:%Y-%m-%d}", "特长": one.skill.name, "七助": one.get_help_display(),
                "要办什么": one.words, "上门地址": one.where, "状态": one.get_state_display(),
            }
            for one in Booking.objects.filter(person=person).select_related("skill")
        ],
        "加入的队伍": [
            {"队伍": one.team.name, "加入": f"{one.since:%Y-%m-%d}", "特长": [skill.name for skill in one.skills.all()]}
            for one in TeamMember.objects.filter(person=person).select_related("team").prefetch_related("skills")
        ],
        "四员岗位": [
            {"岗位": one.get_kind_display(), "从": f"{one.since:%Y-%m-%d}"}
            for one in CourierPost.objects.filter(person=person)
        ],
    }  # fmt: skip


@transaction.atomic
def forget(person: User, *, at: datetime) -> None:
    """What they asked for is called off; their address is gone."""
    not_done = Booking.objects.filter(minutes=None)  # where the helper has had their word, the desk has the last one
    end_each(not_done.filter(person=person, state__in=OPEN), lambda mine: cancel(mine, by=person, at=at))
    Booking.objects.filter(person=person).update(where="")
