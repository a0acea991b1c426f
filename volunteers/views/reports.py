"""随手拍 that earned points, and which of them were worth more."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from partyorg.hats import Hat
from volunteers import actions
from volunteers.asking import desk_page, page_of
from volunteers.kinds import Work
from volunteers.models import Service
from volunteers.views.door import as_keeper


@require_safe
@as_keeper
def reports(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    valued = Service.objects.filter(case=OuterRef("case"), work=Work.VALUED)
    rows = Service.objects.visible_to(hat).approved().filter(work=Work.REPORT).annotate(valued=Exists(valued))
    page = page_of(request, rows.with_faces().order_by("-id"))
    return desk_page(request, hat, "volunteers/reports.html", {"tab": "review", "page": page})


@require_POST
@as_keeper
def value(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """有价值, once: a second tap changes nothing."""
    report = get_object_or_404(Service.objects.visible_to(hat).with_faces(), pk=pk)
    try:
        service = actions.value(report, by=hat, at=at)
    except actions.Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"已认定有价值，加 {service.points} 分。")
    return redirect("volunteers:reports")
