from collections.abc import Mapping
from datetime import datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from dashboards.asked import Asked, asked
from dashboards.forces import behind, forces_of
from dashboards.listing import paging_of
from dashboards.views.tabled import with_sheet
from partyorg.door import at_desk
from partyorg.hats import Hat


def covered(given: Mapping[str, str], *, place: int, hat: Hat, at: datetime) -> Asked:
    """A place in one's territory, all of it. Raises Http404 elsewhere: a unit that reads its own line alone has no
    business with the registers.
    """
    looked_at = asked(given, place=place, hat=hat, at=at)
    if not looked_at.is_covered:
        raise Http404
    return looked_at.whole()


@require_safe
@at_desk
@with_sheet(covered)
def forces(request: HttpRequest, hat: Hat, at: datetime, looked_at: Asked) -> HttpResponse:
    found = forces_of(looked_at, localdate(at), all_loads=request.GET.get("as") == "xlsx")
    shown = {"hat": hat, "at": at, "tab": "forces", "asked": looked_at, "forces": found}
    return render(request, "dashboards/forces.html", shown)


@require_safe
@at_desk
@with_sheet(covered)
def force(request: HttpRequest, hat: Hat, at: datetime, looked_at: Asked, code: str) -> HttpResponse:
    """One figure: what it means, and what it is made of."""
    try:
        found = behind(looked_at, code, hat, localdate(at))
    except KeyError as error:
        raise Http404 from error
    asked_for = paging_of(request.GET)
    page = Paginator(found.lines, asked_for.size).get_page(asked_for.number)
    shown = {"hat": hat, "at": at, "tab": "forces", "asked": looked_at, "behind": found, "page": page}
    return render(request, "dashboards/force.html", shown)
