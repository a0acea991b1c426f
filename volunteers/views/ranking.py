from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.door import as_resident
from accounts.models import User
from grids.models import Level
from volunteers.models import Volunteer
from volunteers.ranking import Period, ranking
from worktime import clock


@never_cache
@require_safe
@as_resident
def rankings(request: HttpRequest, person: User) -> HttpResponse:
    """Of one's own community or its street, this month, quarter or year; for volunteers. An unknown place or period is
    the first one."""
    me = Volunteer.objects.active().filter(person=person).select_related("community", "person").first()
    if me is None:
        return redirect("volunteering:hub")
    street = me.community.at_level(Level.STREET)
    of_street = street is not None and request.GET.get("where") == "street"
    asked = request.GET.get("period", "")
    period = Period(asked) if asked in Period.values else Period.MONTH
    found = ranking(street if street and of_street else me.community, period, me=me, today=localdate(clock.now()))
    shown = {
        "me": me, "street": street, "of_street": of_street, "period": period, "periods": Period.choices,
        "ranking": found,
    }  # fmt: skip
    return render(request, "volunteers/resident/ranking.html", shown)
