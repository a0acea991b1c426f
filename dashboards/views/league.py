from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.asked import Asked
from dashboards.peers.league import league_of
from dashboards.views.tabled import with_sheet
from partyorg.door import at_desk
from partyorg.hats import Hat


@require_safe
@at_desk
@with_sheet()
def league(request: HttpRequest, hat: Hat, at: datetime, looked_at: Asked) -> HttpResponse:
    found = league_of(looked_at, request.GET, hat=hat, at=at)
    shown = {"hat": hat, "at": at, "tab": "league", "asked": looked_at, "league": found}
    return render(request, "dashboards/league.html", shown)
