"""积分怎么算: what holds today where one is and what comes, for everybody to read before they begin."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.passing import resident_of
from partyorg.communities import remembered
from volunteers.explaining import rules_of
from volunteers.models import Volunteer
from worktime import clock


@never_cache
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Of the volunteer's community, else of the one this browser looked at last, else what holds everywhere."""
    person = resident_of(request)
    volunteer = Volunteer.objects.registered(person) if person else None
    community, today = volunteer.community if volunteer else remembered(request), localdate(clock.now())
    now, coming = rules_of(community, today)
    shown = {"community": community, "rules": now, "coming": coming, "today": today, "volunteer": volunteer}
    return render(request, "volunteers/resident/rules.html", shown)
