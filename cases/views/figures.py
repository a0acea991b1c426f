from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.figures import figures as counted
from cases.lately import begin_of_last
from partyorg.door import at_desk
from partyorg.hats import Hat

PERIODS = {"7": "近 7 天", "30": "近 30 天", "90": "近 90 天", "365": "近一年"}


@require_safe
@at_desk
def figures(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """统计 over what this hat may see. An unknown period is no error: the month is shown."""
    asked = request.GET.get("days", "")
    days = asked if asked in PERIODS else "30"
    since = begin_of_last(int(days), at)
    shown = {"hat": hat, "periods": PERIODS.items(), "days": days, "figures": counted(hat, since=since)}
    return render(request, "cases/figures.html", shown)
