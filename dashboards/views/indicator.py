from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.asked import Asked
from dashboards.behind import TOOK, behind, behind_combined, behind_took
from dashboards.indicators import COMBINED, INDICATORS
from dashboards.listing import paging_of
from dashboards.views.tabled import with_sheet
from partyorg.door import at_desk
from partyorg.hats import Hat


@require_safe
@at_desk
@with_sheet()
def indicator(request: HttpRequest, hat: Hat, at: datetime, looked_at: Asked, code: str) -> HttpResponse:
    """What stands behind a figure. Of how long it took, and of 三率综合, another page each."""
    shown = {"hat": hat, "at": at, "tab": "board", "asked": looked_at, "before": looked_at.period.before()}
    page = paging_of(request.GET)
    if code == COMBINED.code:
        shown |= {"combined": COMBINED, "behind": behind_combined(looked_at)}
        return render(request, "dashboards/combined.html", shown)
    if code == TOOK:
        return render(request, "dashboards/took.html", shown | {"behind": behind_took(looked_at, hat, page=page)})
    if code not in INDICATORS:
        raise Http404
    which = request.GET.get("which", "")
    shown |= {"behind": behind(looked_at, INDICATORS[code], hat, page=page, which=which)}
    return render(request, "dashboards/indicator.html", shown)
