"""The code on the organiser's screen, at the desk or on a telephone: it renews itself, without JavaScript too."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe

from accounts.models import User
from activities import codes
from activities.kinds import End
from activities.models import Activity


def end_or_404(end: str) -> End:
    try:
        return End(end)
    except ValueError:
        raise Http404 from None


def screen_of(request: HttpRequest, activity: Activity, end: End, by: User | None, at: datetime) -> dict[str, Any]:
    """`seconds`: until there is a new one, when the page is to be asked for again (`renewing`)."""
    by_leader = activity.is_led_by(by)
    token = codes.token(activity.pk, end, at, by_leader=by_leader)
    link = request.build_absolute_uri(reverse("activities_resident:scan", args=[token]))
    drawn = segno.make(link, error="m", micro=False).svg_inline(border=2, omitsize=True, light="#fff")
    return {
        "end": end,
        "other": End.OUT if end == End.IN else End.IN,
        "qr": mark_safe(drawn),
        "link": link,
        "digits": codes.digits(activity.pk, end, at, by_leader=by_leader),
        "seconds": codes.seconds_left(at),
        "is_open": activity.is_published and activity.opens_at <= at <= activity.shuts_at,
    }


def renewing(answer: HttpResponse, shown: dict[str, Any]) -> HttpResponse:
    """By a header: the browser asks again by itself, without a script. A code lives half a minute for a reason; nothing
    that somebody reads or types is lost by it (WCAG 2.2.1: the limit is essential)."""
    if shown["is_open"]:
        answer["Refresh"] = str(shown["seconds"])
    return answer
