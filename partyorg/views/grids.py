"""网格: the grids of a place with what they lack, and the card of one."""

from datetime import date, datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import both
from grids.models import Level, Place
from partyorg import gridcard
from partyorg.door import at_desk
from partyorg.forms.grid import Pair
from partyorg.hats import Hat
from partyorg.kinds import SLOTS
from partyorg.models import Neighbourhood, Organisation, Resource, Round
from partyorg.rolls import reads_the_roll
from partyorg.staffing import posts_for, staffed
from partyorg.standing import widest_place
from partyorg.views.deeds import page_of, refused

ROWS = 50
ABOVE_GRIDS = (Level.DISTRICT, Level.STREET, Level.COMMUNITY, Level.VILLAGE)
ANY, NOBODY_SENT = "any", "sent"
NOT_YOURS = "搭档由管这个网格的书记、党务专干登记。您的岗位不在其中。"


@require_safe
@at_desk
def grids(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """Of the place asked for (`?place=`, its code), else of the widest of one's own. `?lack=`: a role, any, sent."""
    on = localdate(at)
    within = _place(request.GET.get("place", ""), hat)
    every = list(Place.objects.under(within).grids().in_force(on).select_related("parent").order_by("lft"))
    found = staffed(every, posts_for(within, on))
    lacks = [
        (ANY, "未配齐", [grid for grid in every if found[grid.pk].missing]),
        *((role, f"缺{role.label}", [grid for grid in every if role not in found[grid.pk].roles]) for role in SLOTS),
        (NOBODY_SENT, "无下沉干部", [grid for grid in every if not found[grid.pk].has_seconded]),
    ]
    lack = request.GET.get("lack", "")
    shown = next((some for code, _, some in lacks if code == lack), every)
    page = Paginator(shown, ROWS).get_page(request.GET.get("page"))
    context = {
        "hat": hat,
        "place": within,
        "above": within.chain()[:-1],
        "below": within.get_children().not_closed().filter(level__in=ABOVE_GRIDS)
        if within.level in ABOVE_GRIDS
        else [],
        "number": len(every),
        "lack": lack,
        "lacks": [(code, label, len(some)) for code, label, some in lacks],
        "page": page,
        "rows": [(grid, found[grid.pk]) for grid in page],
    }
    return render(request, "partyorg/grids.html", context)


@require_safe
@at_desk
def grid(request: HttpRequest, hat: Hat, at: datetime, code: str) -> HttpResponse:
    on, place = localdate(at), _grid(code)
    slots = gridcard.slots_of(place, on)
    resources = Resource.objects.filter(place=place, is_active=True).select_related("place")
    pool = request.GET.get("pool", "")
    context = {
        "hat": hat,
        "place": place,
        "slots": slots,
        "lacking": "、".join(slot.label for slot in slots if not slot.posts),
        "nobody_sent": not any(post.sent_by_id for slot in slots for post in slot.posts),
        "forces": gridcard.forces_by_type(place, on),
        "pair": gridcard.pair_of(place, on),
        "may_pair": _may_pair(hat, place),
        "units": gridcard.party_tree(place),
        "ways": gridcard.members_by_way(place),
        "links": gridcard.members_seen(place, hat) if reads_the_roll(hat) else None,
        "pools": gridcard.by_pool(resources),
        "pool": pool if pool in Resource.Pool.values else "",
        "resources": resources.filter(pool=pool) if pool in Resource.Pool.values else resources,
        "estates": gridcard.estates_of(place.community) if place.community else [],
        "micro_grids": place.get_children().not_closed().filter(level=Level.MICRO_GRID),
        "neighbourhoods": _neighbourhoods(place, on),
        "rounds": Round.objects.on_at(place, at).select_related("post__person"),
    }
    return render(request, "partyorg/grid.html", context)


@both
@at_desk
def pair(request: HttpRequest, hat: Hat, at: datetime, code: str) -> HttpResponse:
    place = _grid(code)
    back = reverse("partyorg:grid", args=[code])
    if not _may_pair(hat, place):
        return refused(request, hat, NOT_YOURS, title=Pair.title, back=back)
    form = Pair(request.POST if request.method == "POST" else None, hat=hat, at=at, grid=place)
    return page_of(request, hat, form, about=place.full_name, back=back)


def _place(code: str, hat: Hat) -> Place:
    if not code:
        return widest_place(hat) or get_object_or_404(Place.objects.filter(level=Level.DISTRICT)[:1])
    return get_object_or_404(Place.objects.with_code(code).filter(level__in=[*ABOVE_GRIDS, Level.GRID]).with_chain())


def _grid(code: str) -> Place:
    return get_object_or_404(Place.objects.with_code(code).grids().with_chain())


def _neighbourhoods(place: Place, on: date) -> list[tuple[Neighbourhood, list[str], list[str]]]:
    """Each with who of its three there is, and which it lacks."""
    found = Neighbourhood.objects.filter(place__in=_around(place), is_active=True).with_parts().select_related("place")
    return [(one, one.parts(on), one.missing(on)) for one in found]


def _around(place: Place) -> list[Place]:
    """The grid, its micro-grids, and the community above it."""
    return [*Place.objects.under(place).exclude(level=Level.BUILDING), *filter(None, [place.community])]


def _may_pair(hat: Hat, place: Place) -> bool:
    return Organisation.objects.kept_by(hat).filter(place=place).exists()
