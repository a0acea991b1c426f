"""报事: one page, one call, one confirmation."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from cases import actions, telling
from cases.models import Case
from cases.terms import State
from grids.models import Level
from partyorg.hats import Hat
from resident.following import is_mine, remember
from resident.forms import ReportForm
from resident.views.door import with_case
from worktime import clock

KNOWN = "您反映过同一件事，已补充进去，不用再报一件。"
KNOWN_AND_CLOSED = "您反映过同一件事，已经结案。已转给受理的人，看要不要重新打开。"


@never_cache  # a page brought back by “back” would bear a used key
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, ReportForm())
    form, at = ReportForm(request.POST, request.FILES), clock.now()
    if not form.is_valid():
        return _page(request, form, status=422)
    person, said = request.user if isinstance(request.user, User) else None, form.said()
    try:
        case = actions.report(said, by=Hat(person=person), at=at)
    except actions.Refused as refused:
        unserved = refused.rule == "nobody_answers"
        form.add_error("community" if unserved else None, str(refused))
        return _page(request, form, status=422 if unserved else 409)
    if case.key != said.key:
        return _known(request, case, at)
    response = redirect("resident:sent", case.tracking_code)
    remember(request, response, case)
    return response


def _known(request: HttpRequest, case: Case, at: datetime) -> HttpResponse:
    """They have said so before. To one who has proved to be that person the case itself; to one who has only typed
    that person's number no more than how it stands: no code, none of the words."""
    if is_mine(request, case):
        messages.info(request, KNOWN_AND_CLOSED if case.state == State.CLOSED else KNOWN)
        return redirect("resident:progress", case.tracking_code)
    return render(request, "resident/known.html", {"case": case, "promise": telling.promise(case, at)})


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
