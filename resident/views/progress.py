"""查进度: by tracking code, and what the resident may do there; the photos."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib import messages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases import actions, telling
from cases.models import Case, Event, Photo
from cases.suggesting import sounds_urgent
from cases.terms import Notice
from partyorg.hats import Hat
from resident.following import person_of, reporter_with, tidied
from resident.forms.fields import DeedForm
from resident.history import course
from resident.now import holders, now_said
from resident.outcome import main_case, outcome, result
from resident.views.deeds import DEEDS
from resident.views.door import no_such_code, search_page, with_case

CALL_FIRST = "您写的听起来很急。现在正在发生，就马上打电话，别等这里回复。"
OUTPACED = {"not_now", "conflict", "nothing_pending"}  # a second tap, or the case has moved on since the page was read


@never_cache
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The search page; with a code (`?code=`) on to its case."""
    if "code" not in request.GET:
        return search_page(request)
    typed = request.GET["code"]
    if not typed.strip():
        return search_page(request, problem="请输入查询码。", status=422)
    if reporter_with(tidied(typed), person_of(request)):
        return redirect("resident:progress", tidied(typed))
    return no_such_code(request, typed)


@never_cache
@require_safe
@with_case
def progress(request: HttpRequest, case: Case, hat: Hat, at: datetime) -> HttpResponse:
    return _case_page(request, case, hat, at)


@never_cache
@with_case
def do(request: HttpRequest, case: Case, hat: Hat, at: datetime, deed: str) -> HttpResponse:
    """One of DEEDS, by the form of its name. What was typed stays on the page when it is refused."""
    if request.method != "POST":
        return redirect("resident:progress", case.tracking_code)
    form = DEEDS[deed].form(request.POST, request.FILES, case=case)
    if not form.is_valid():
        return _case_page(request, case, hat, at, sent={deed: form}, status=422)
    try:
        done = DEEDS[deed].verb(case, **form.cleaned_data, by=hat, at=at)
    except actions.Refused as refused:
        return _case_page(request, case, hat, at, sent={deed: form}, refused=refused, status=409)
    messages.success(request, DEEDS[deed].thanks(done, at))
    if done.is_open and any(map(sounds_urgent, form.typed)):
        messages.warning(request, CALL_FIRST)
    return redirect("resident:progress", case.tracking_code)


@never_cache  # a photo may show somebody's home, and the telephone may be lent
@require_safe
@with_case
def photo(request: HttpRequest, case: Case, hat: Hat, at: datetime, pk: int) -> HttpResponseBase:
    shown = get_object_or_404(case.photos, pk=pk)
    return FileResponse(shown.file.open(), content_type="image/jpeg", headers={"X-Content-Type-Options": "nosniff"})


def _case_page(
    request: HttpRequest,
    case: Case,
    hat: Hat,
    at: datetime,
    *,
    sent: Mapping[str, DeedForm] | None = None,
    refused: actions.Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one case. After a refusal the case is read again: somebody else may have moved it."""
    sent = sent or {}
    if refused:
        case = Case.objects.visible_to(hat).with_faces().get(pk=case.pk)
    prefetch_related_objects([case], "photos", Prefetch("events", Event.objects.select_related(*telling.EVENT_FACES)))
    events = list(case.events.all())
    photos = list(case.photos.all())
    may = {move.kind for move in actions.moves_for(case, hat, at=at)}
    shown = {
        "case": case,
        "at": at,
        "promise": telling.promise(case, at),
        "rungs": telling.rungs(case),
        "now": now_said(case, at),
        "holders": holders(case),
        "course": course(telling.timeline(events, for_staff=False)),
        "urged": [event for event in events if event.kind == Notice.URGED],
        "result": result(case, events),
        "outcome": outcome(case, events, at),
        "main": main_case(case, at),
        "photos": [photo for photo in photos if photo.taken == Photo.When.BEFORE],
        "after": [photo for photo in photos if photo.taken == Photo.When.AFTER],
        "may": {name for name, deed in DEEDS.items() if deed.kind in may},
        "forms": {name: sent.get(name) or deed.form(case=case) for name, deed in DEEDS.items()},
        "problems": [problem for form in sent.values() for problem in form.problems],
        "refused": refused,
        "outpaced": refused is not None and refused.rule in OUTPACED,
        "again": refused is not None and refused.rule == "once_a_day",
        "typed": [said for form in sent.values() for said in form.typed],
    }
    return render(request, "resident/progress.html", shown, status=status)
