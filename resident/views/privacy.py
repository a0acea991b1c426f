"""隐私说明: what is kept of people, what for, who sees it, and how to have it gone (个人信息保护法 art. 17)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partyorg.communities import district_served

DAY = 24 * 3600


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    shown = {"district": district_served(), "idle_days": settings.RESIDENT_IDLE_SECONDS // DAY}
    return render(request, "resident/privacy.html", shown)
