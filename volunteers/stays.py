"""From when to when somebody was a volunteer, and what that makes doubtful of a day long past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localdate

from accounts.models import AuditEntry
from volunteers.models import Volunteer
from volunteers.models.volunteer import ALONE_FROM

CAME, WENT = "注册志愿者", "退出志愿者"  # as the trail keeps it, where the register itself has only the last of each


def was_away(volunteer: Volunteer, day: date) -> bool:
    """Whether they had left by then and came back later. One query."""
    trail = AuditEntry.objects.filter(object_type=volunteer._meta.label, object_id=str(volunteer.pk))
    known = trail.filter(action__in=(CAME, WENT)).order_by("pk").values_list("action", "at")
    days = [(action, localdate(moment)) for action, moment in known]
    before = [action for action, on in days if on < day]
    return before[-1:] == [WENT] and (CAME, day) not in days


def doubts_of(volunteer: Volunteer, day: date, *, guardian_was_there: bool) -> Iterator[str]:
    """Why a paper of that day is looked at by itself: a sentence each."""
    if was_away(volunteer, day):
        yield f"{day:%Y-%m-%d} 这一天本人已经退出，后来才再注册。"
    if volunteer.needs_company(day) and not guardian_was_there:
        yield f"当天未满 {ALONE_FROM} 周岁，没有写明监护人在场陪着。"
