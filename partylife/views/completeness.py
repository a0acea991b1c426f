from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from partylife.branches import records
from partylife.sight import units_seen_by
from partylife.views.door import ROWS, in_the_party, period_asked, periods_beside
from partyorg.hats import Hat


@require_safe
@in_the_party
def completeness(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """三会一课 by branch; `?short=1` shows only those for which something is missing."""
    period = period_asked(request, at)
    found = records(units_seen_by(hat), period, localdate(at))
    short = [one for one in found if one.short]
    only_short = request.GET.get("short") == "1"
    context = {
        "hat": hat,
        "here": "completeness",
        "period": period,
        "periods": periods_beside(at),
        "number": len(found),
        "short_number": len(short),
        "only_short": only_short,
        "page": Paginator(short if only_short else found, ROWS).get_page(request.GET.get("page")),
    }
    return render(request, "partylife/completeness.html", context)
