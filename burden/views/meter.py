from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from burden.fortnights import fortnights
from burden.meter import loads
from burden.territory import watched_by
from partyorg.door import at_desk
from partyorg.hats import Hat


@require_safe
@at_desk
def meter(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """The communities in one's territory by the tasks that came to them in the last fortnight."""
    found = loads(watched_by(hat), today=localdate(at))
    most = max((count.tasks for load in found for count in load.trend), default=0)
    context = {"hat": hat, "loads": found, "most": most or 1, "spans": fortnights(localdate(at))}
    return render(request, "burden/meter.html", context)
