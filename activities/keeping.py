"""What is kept of somebody who took part, for themselves; and what of it goes when they leave (PIPL art. 45, 47)."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from accounts.models import User
from activities.models import Presence, SignUp, Suggestion


def kept_of(person: User) -> dict[str, object]:
    """By the names that people use; nothing is masked."""
    sign_ups = SignUp.objects.of(person).select_related("activity").prefetch_related("presences")
    return {
        "报名的活动": [
            {
                "活动": one.activity.title, "开始": _said(one.activity.starts_at), "状态": one.get_standing_display(),
                "签到签退": [_pair(seen) for seen in one.presences.all()],
            }
            for one in sign_ups
        ],
        "献一策": [{"时间": _said(one.at), "内容": one.words} for one in Suggestion.objects.filter(person=person)],
    }  # fmt: skip


def forget(person: User, *, at: datetime) -> None:
    """Where they stood and by which telephone is gone. That they were there stays."""
    Presence.objects.filter(sign_up__volunteer__person=person).update(
        device="", came_lat=None, came_lon=None, left_lat=None, left_lon=None
    )


def _pair(seen: Presence) -> dict[str, object]:
    where = [[seen.came_lat, seen.came_lon], [seen.left_lat, seen.left_lon]]
    return {
        "签到": _said(seen.came_at),
        "签退": _said(seen.left_at),
        "位置": [one for one in where if one[0] is not None],
    }


def _said(moment: datetime | None) -> str:
    return localtime(moment).isoformat(timespec="seconds") if moment else ""
