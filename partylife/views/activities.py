from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from partylife.kinds import Life
from partylife.models import Activity, Attendance, Host
from partylife.sight import records_party_life, units_recorded_by
from partylife.views.door import ROWS, in_the_party, period_asked, periods_beside
from partyorg.hats import Hat

WITH_HOSTS = Prefetch("hosts", Host.objects.select_related("organisation__parent"))


def activity_or_404(pk: int, hat: Hat) -> Activity:
    """What this hat may not see does not exist for it."""
    found = Activity.objects.visible_to(hat).select_related(
        "taught_by", "recorded_by", "recorded_as__organisation", "recorded_as__place", "strike__by"
    )
    attendances = Prefetch("attendances", Attendance.objects.select_related("member__organisation"))
    return get_object_or_404(found.prefetch_related(WITH_HOSTS, attendances, "members"), pk=pk)


@require_safe
@in_the_party
def activities(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """What was held in one's reach within a period; an unknown kind shows all."""
    period = period_asked(request, at)
    found = Activity.objects.visible_to(hat).standing().within(period)
    life = request.GET.get("life", "")
    shown = found.filter(life=life) if life in Life.values else found
    rows = shown.annotate(number=Count("attendances")).order_by("-held_on", "-id").prefetch_related(WITH_HOSTS)
    context = {
        "hat": hat,
        "here": "activities",
        "period": period,
        "periods": periods_beside(at),
        "life": life if life in Life.values else "",
        "lives": Life.choices,
        "records": records_party_life(hat),
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
    }
    return render(request, "partylife/activities.html", context)


@require_safe
@in_the_party
def activity(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """One record with who held it and who was there; a later version and the one before it are linked."""
    found = activity_or_404(pk, hat)
    later = Activity.objects.filter(corrects=found).values_list("pk", flat=True).first()
    struck = hasattr(found, "strike")
    hosts = [host.organisation_id for host in found.hosts.all()]
    mine = records_party_life(hat) and units_recorded_by(hat).filter(pk__in=hosts).exists()
    context = {
        "hat": hat,
        "at": at,
        "activity": found,
        "later": later,
        "struck": found.strike if struck else None,
        "may_write": mine and not later and not struck,
    }
    return render(request, "partylife/activity.html", context)
