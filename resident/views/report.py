"""报事: one page, a look over its answers, one confirmation."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.addresses import address_of
from accounts.door import both
from cases import actions, telling
from cases.models import Case
from cases.suggesting import sounds_urgent
from cases.terms import Purpose, State
from grids.models import Level
from partyorg.hats import Hat
from resident.actions import ToBeProved, TooMany, drop_photos, send_report
from resident.checking import answers
from resident.following import person_of, proof_of, remember
from resident.forms import ReportForm
from resident.models import KeptPhoto
from resident.views.door import with_case
from resident.views.filling import filled
from worktime import clock

ASKED = "asked"
KNOWN = "您反映过同一件事，已补充进去，不用再报一件。"
KNOWN_AND_CLOSED = "您反映过同一件事，已经结案。已转给受理的人，看要不要重新打开。"


@never_cache  # a page brought back by “back” would bear a used key
@both
def report(request: HttpRequest) -> HttpResponse:
    """The form; then, by its button, its answers to be looked over; then it is sent. Nothing but the photos is kept
    in between: what was typed goes with the page."""
    if request.method != "POST":
        return _page(request, ReportForm())
    if "chosen" in request.POST:  # on the page of places
        return _page(request, ReportForm.with_place(request.POST))
    at = clock.now()
    form = filled(ReportForm, request, at)
    if not form.is_valid():
        return _page(request, form, status=form.status)
    match request.POST.get("step"):
        case "edit":
            return _page(request, form)
        case "check":
            return _refusable(request, form, lambda: look_over(request, form, at))
        case _ if _has_to_be_asked(request, form):
            return _refusable(request, form, lambda: look_over(request, form, at))
        case _:
            return _refusable(request, form, lambda: _send(request, form, at))


def _has_to_be_asked(request: HttpRequest, form: ReportForm) -> bool:
    """Whether it happens now: asked on the page of answers (which says so by ASKED), and nowhere passed over."""
    said = form.cleaned_data
    return said["purpose"] != Purpose.EMERGENCY and ASKED not in request.POST and bool(sounds_urgent(said["words"]))


def _refusable(request: HttpRequest, form: ReportForm, deed: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        return deed()
    except actions.Refused as refused:
        unserved = refused.rule == "nobody_answers"
        form.add_error("community" if unserved else None, str(refused))
        return _page(request, form, status=422 if unserved else 409)
    except ToBeProved as unproved:
        form.refuse("phone", str(unproved))
        form.to_prove = True
        return _page(request, form, status=form.status)
    except TooMany as many:
        form.refuse(None, str(many))
        return in_a_while(_page(request, form, status=form.status), many)


def in_a_while(response: HttpResponse, many: TooMany) -> HttpResponse:
    response["Retry-After"] = str(many.minutes * 60)
    return response


def look_over(request: HttpRequest, form: ReportForm, at: datetime) -> HttpResponse:
    said = form.said()
    found = answers(said, by=_by(request), at=at)
    return render(request, "resident/check.html", {"form": form, "said": said, "found": found})


def _send(request: HttpRequest, form: ReportForm, at: datetime) -> HttpResponse:
    said = replace(form.said(), proof=proof_of(request))
    case = send_report(said, address=address_of(request), by=_by(request), at=at)
    drop_photos(form.filling)
    if case.key != said.key:
        return known(request, case)
    response = redirect("resident:sent", case.tracking_code)
    remember(request, response, case)
    return response


def _by(request: HttpRequest) -> Hat:
    return Hat(person=person_of(request))


def known(request: HttpRequest, case: Case) -> HttpResponse:
    """They have said so before, and have proved that it was they (`cases.actions.said_again`): on to the case."""
    messages.info(request, KNOWN_AND_CLOSED if case.state == State.CLOSED else KNOWN)
    return redirect("resident:progress", case.tracking_code)


@never_cache
@require_safe
def kept_photo(request: HttpRequest, filling: UUID, pk: int) -> HttpResponseBase:
    """To the page on which it was chosen, whose key nobody else has."""
    kept = get_object_or_404(KeptPhoto, filling=filling, pk=pk)
    return FileResponse(kept.file.open(), content_type="image/jpeg", headers={"X-Content-Type-Options": "nosniff"})


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
