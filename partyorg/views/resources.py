"""资源清单: what can be called on in a place, by its class (五融)."""

from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.door import both
from grids.models import Level, Place
from partyorg.door import at_desk
from partyorg.forms.resource import NewHelper, RetireHelper
from partyorg.gridcard import by_pool
from partyorg.hats import Hat
from partyorg.models import Resource
from partyorg.rolls import keeps_the_roll
from partyorg.standing import widest_place
from partyorg.views.deeds import page_of, refused

ROWS = 50
NOT_YOURS = "党员资源由管网格的各级书记、党务专干登记。您的岗位不在其中。"


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
        "keeps": keeps_the_roll(hat),
        "own": set(_kept(hat).filter(place__tree_id=place.tree_id).values_list("pk", flat=True))
        if keeps_the_roll(hat)
        else set(),
    }
    return render(request, "partyorg/resources.html", context)


@both
@at_desk
def new_helper(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """A member who can do something for a grid, by whoever keeps the roll there."""
    back = reverse("partyorg:resources")
    if not keeps_the_roll(hat):
        return refused(request, hat, NOT_YOURS, title=NewHelper.title, back=back)
    form = NewHelper(request.POST if request.method == "POST" else None, hat=hat, at=at)
    return page_of(request, hat, form, about="资源清单", back=back)


@both
@at_desk
def retire_helper(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = get_object_or_404(_kept(hat).select_related("place"), pk=pk)
    form = RetireHelper(request.POST if request.method == "POST" else None, hat=hat, at=at, resource=found)
    return page_of(request, hat, form, about=f"{found} · {found.place}", back=reverse("partyorg:resources"))


def _kept(hat: Hat) -> QuerySet[Resource]:
    """The members among the resources of the grids that this hat keeps; for others there is none to take out of use."""
    grids = Resource.grids_kept_by(hat).order_by().values("pk")
    return Resource.objects.filter(kind=Resource.Kind.PARTY_MEMBER, is_active=True, place__in=grids)
