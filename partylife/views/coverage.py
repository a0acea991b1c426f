from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from partylife.coverage import life_coverage, members_without
from partylife.sight import units_seen_by
from partylife.views.door import ROWS, in_the_party, period_asked, periods_beside
from partyorg.hats import Hat


@require_safe
@in_the_party
def coverage(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """How many of one's members took part in something, and who did not."""
    period, units, today = period_asked(request, at), units_seen_by(hat), localdate(at)
    counted = life_coverage(units, period, today)
    paged = Paginator(members_without(units, period, today), ROWS)
    paged.count = counted.without  # known already: no query
    context = {
        "hat": hat,
        "here": "coverage",
        "period": period,
        "periods": periods_beside(at),
        "coverage": counted,
        "page": paged.get_page(request.GET.get("page")),
    }
    return render(request, "partylife/coverage.html", context)
