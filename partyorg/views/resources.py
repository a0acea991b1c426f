"""资源清单: what can be called on in a place, by its class (五融)."""

from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from grids.models import Level, Place
from partyorg.door import at_desk
from partyorg.gridcard import by_pool
from partyorg.hats import Hat
from partyorg.models import Resource
from partyorg.standing import widest_place

ROWS = 50


@require_safe
@at_desk
def resources(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """Of the place asked for (`?place=`, its code), else of the widest of one's own; `?pool=` one class of the five."""
    code, pool = request.GET.get("place", ""), request.GET.get("pool", "")
    place = get_object_or_404(Place.objects.with_code(code)) if code else widest_place(hat)
    if place is None:
        place = get_object_or_404(Place.objects.filter(level=Level.DISTRICT)[:1])
    found = Resource.objects.filter(is_active=True, place__in=Place.objects.under(place).order_by().values("pk"))
    shown = found.filter(pool=pool) if pool in Resource.Pool.values else found
    rows = shown.select_related("place").order_by("place__tree_id", "place__lft", "name", "id")
    context = {
        "hat": hat,
        "place": place,
        "pool": pool if pool in Resource.Pool.values else "",
        "pools": by_pool(found),
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
    }
    return render(request, "partyorg/resources.html", context)
