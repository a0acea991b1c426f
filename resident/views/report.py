"""报事: one page, one call, one confirmation."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from cases import actions, telling
from cases.models import Case
from grids.models import Level
from partyorg.hats import Hat
from resident.following import remember
from resident.forms import ReportForm
from resident.views.door import with_case
from worktime import clock


@never_cache  # a page brought back by “back” would bear a used key
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, ReportForm())
    form = ReportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    person = request.user if isinstance(request.user, User) else None
    try:
        case = actions.report(form.said(), by=Hat(person=person), at=clock.now())
    except actions.Refused as refused:
        unserved = refused.rule == "nobody_answers"
        form.add_error("community" if unserved else None, str(refused))
        return _page(request, form, status=422 if unserved else 409)
    response = redirect("resident:sent", case.tracking_code)
    remember(request, response, case)
    return response


def _page(request: HttpRequest, form: ReportForm, status: int = 200) -> HttpResponse:
    return render(request, "resident/report.html", {"form": form}, status=status)


@never_cache
@require_safe
@with_case
def sent(request: HttpRequest, case: Case, hat: Hat, at: datetime) -> HttpResponse:
    """Who got it, by when, and the code to follow it by."""
    shown = {
        "case": case,
        "promise": telling.promise(case, at),
        "rungs": telling.rungs(case),
        "in_grid": case.place.level == Level.GRID,
    }
    return render(request, "resident/sent.html", shown)
