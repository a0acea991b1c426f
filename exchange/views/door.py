"""What one may not see does not exist; what one's posts do not allow is said on a page of its own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from exchange.models import Export, ImportRun
from exchange.workflow import What
from partyorg.hats import Hat


def run_or_404(pk: int, hat: Hat) -> ImportRun:
    return get_object_or_404(ImportRun.objects.visible_to(hat), pk=pk)


def export_or_404(pk: int, hat: Hat) -> Export:
    rows = Export.objects.visible_to(hat).select_related("scope__place", "by", "decided_by")
    return get_object_or_404(rows, pk=pk)


def what_or_404(name: str) -> What:
    """As it stands in the address: in small letters."""
    try:
        return What(name.upper())
    except ValueError:
        raise Http404 from None


def not_yours(request: HttpRequest, hat: Hat, said: str) -> HttpResponse:
    return render(request, "exchange/not_yours.html", {"hat": hat, "said": said}, status=403)
