"""积分怎么用的: for everybody, a community's points by the quarter."""

from __future__ import annotations

import re
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from grids.models import Place
from shop.figures import use_of_points
from shop.windows import Quarter
from volunteers.schemes import family_at
from volunteers.standing import COMMUNITY_LEVELS
from worktime import clock

FIRST_YEAR = 2020


@require_safe
def use(request: HttpRequest, code: str) -> HttpResponse:
    """Of the quarter in the address, else of this one."""
    community = get_object_or_404(Place.objects.filter(level__in=COMMUNITY_LEVELS), code=code)
    at = clock.now()
    now = Quarter.of(localdate(at))
    shown = _asked(request.GET.get("q", ""), now) or now
    context = {
        "community": community,
        "quarter": shown,
        "before": shown.before if shown.year >= FIRST_YEAR else None,
        "after": shown.after if shown < now else None,
        "is_now": shown == now,
        "use": use_of_points(community, shown.days),
        "family": family_at(community, localdate(at)),
    }
    return render(request, "shop/resident/use.html", context)


def _asked(said: str, now: Quarter) -> Quarter | None:
    """2026-3 is the third quarter. What is no quarter, or not yet, is none."""
    found = re.fullmatch(r"(20[0-9]{2})-([1-4])", said)
    if not found:
        return None
    asked = Quarter.of(date(int(found[1]), 3 * int(found[2]), 1))
    return asked if asked <= now else None
