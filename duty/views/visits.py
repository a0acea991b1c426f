from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.door import both
from duty import actions
from duty.forms import VISIT_FIELD_OF_RULE, VisitForm
from duty.models import Visit
from duty.rules import Refused
from duty.standing import building_posts, visits_watched
from duty.views.journal import ROWS
from duty.views.months import month_asked
from duty.visiting import heads_of_buildings, tallies
from partyorg.door import at_desk
from partyorg.hats import Hat


@require_safe
@at_desk
def visits(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """The visits of a month: one's own, or those of the community's heads of buildings, with how many each made."""
    own, watched = building_posts(hat), visits_watched(hat)
    if not own and not watched:
        return render(request, "duty/no_visits.html", {"hat": hat}, status=403)
    month = month_asked(request, at)
    seen = Visit.objects.visible_to(hat)
    posts = heads_of_buildings(watched, month) if watched else own
    within = seen.filter(visited_at__date__range=(month.first, month.last)).select_related("head", "building__parent")
    context = {
        "hat": hat,
        "at": at,
        "here": "visits",
        "month": month,
        "writes": bool(own),
        "tallies": tallies(seen, posts, month),
        "page": Paginator(within, ROWS).get_page(request.GET.get("page")),
    }
    return render(request, "duty/visits.html", context)


@both
@at_desk
def record_visit(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    buildings = [post.place for post in building_posts(hat) if post.place]
    if not buildings:
        return render(request, "duty/no_visits.html", {"hat": hat}, status=403)
    form = VisitForm(request.POST if request.method == "POST" else None, buildings=buildings, at=at)
    context = {"hat": hat, "here": "visits", "form": form}
    if not form.is_bound or not form.is_valid():
        return render(request, "duty/visit.html", context, status=422 if form.is_bound else 200)
    try:
        actions.record_visit(form.visited(), by=hat, at=at)
    except Refused as refusal:
        form.add_error(VISIT_FIELD_OF_RULE.get(refusal.rule), str(refusal))
        return render(request, "duty/visit.html", context, status=409)
    messages.success(request, "走访已记下。")
    return redirect("duty:visits")
