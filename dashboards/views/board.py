from collections.abc import Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from dashboards.asked import Asked, asked, opening
from dashboards.listing import paging_of
from dashboards.now.late import due_cases
from dashboards.page import page_of
from dashboards.parts import parts_of
from dashboards.reach import reach_of
from dashboards.views.tabled import with_sheet
from partyorg.door import at_desk
from partyorg.hats import Hat


@require_safe
@at_desk
def front(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """The highest place that this hat covers; of a unit its own line; with neither, why there is nothing to read."""
    reach = reach_of(hat)
    if reach.first is None:
        return render(request, "dashboards/nothing.html", {"hat": hat}, status=403)
    return redirect(opening(reach, request.GET))


@require_safe
@at_desk
@with_sheet()
def board(request: HttpRequest, hat: Hat, at: datetime, looked_at: Asked) -> HttpResponse:
    sort, page = request.GET.get("sort", ""), paging_of(request.GET)
    shown = page_of(looked_at, hat, at, sort=sort, page=page)
    return render(
        request, "dashboards/board.html", {"hat": hat, "at": at, "tab": "board", "asked": looked_at, "page": shown}
    )


@require_safe
@at_desk
@with_sheet()
def parts(request: HttpRequest, hat: Hat, at: datetime, looked_at: Asked) -> HttpResponse:
    """趋势与分项."""
    shown = {"hat": hat, "at": at, "tab": "parts", "asked": looked_at, "parts": parts_of(looked_at)}
    return render(request, "dashboards/parts.html", shown)


def _now(given: Mapping[str, str], *, place: int, hat: Hat, at: datetime) -> Asked:
    words = f"现在（{localtime(at):%Y-%m-%d %H:%M}），不分时段"
    return asked(given, place=place, hat=hat, at=at).now(at, words)


@require_safe
@at_desk
@with_sheet(_now)
def late(request: HttpRequest, hat: Hat, at: datetime, looked_at: Asked) -> HttpResponse:
    """现在超期, and what falls due next."""
    given = request.GET
    found = due_cases(
        looked_at, hat, at, page=paging_of(given), holder=given.get("holder", ""), due=given.get("due", "")
    )
    return render(
        request, "dashboards/late.html", {"hat": hat, "at": at, "tab": "board", "asked": looked_at, "late": found}
    )
