"""网格公示: what residents may read of a grid. Names of members stand here only where they agreed to it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from grids.models import Place
from partyorg.badges import badges


@require_safe
def badge(request: HttpRequest, code: str) -> HttpResponse:
    """For everybody, signed in or not."""
    grid = get_object_or_404(Place.objects.with_code(code).grids().with_chain())
    return render(request, "partyorg/badge.html", {"place": grid, "badges": badges(grid)})
