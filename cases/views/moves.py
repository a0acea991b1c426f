"""One page for every move: GET shows what it asks, POST does it. The table of forms knows them; the domain decides."""

from datetime import datetime

from django.contrib import messages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.door import both
from cases import actions, telling
from cases.forms import FORMS, MoveForm
from cases.models import Case, Event
from cases.notes import ROWS
from cases.phrases import phrases_for
from cases.terms import Level
from cases.views.door import case_or_404
from partyorg.door import at_desk
from partyorg.hats import Hat


@both
@at_desk
def move(request: HttpRequest, hat: Hat, at: datetime, number: str, event: str) -> HttpResponse:
    case = case_or_404(number, hat)
    if case.proposed:
        told = Prefetch("events", Event.objects.select_related(*telling.EVENT_FACES))
        prefetch_related_objects([case], "proposals", told)
    form_class = _form_of(event)
    if form_class is None:
        return _page(request, case, hat, at, refusal=_no_form(event, case, hat, at))
    if request.method == "POST":
        return _performed(request, form_class(request.POST, request.FILES, case=case, hat=hat, at=at))
    form = form_class(case=case, hat=hat, at=at)
    return _answered(request, form, form.refusal(case, hat, at))


def _form_of(event: str) -> type[MoveForm] | None:
    """By the page's name or by the event's: the two ends of a revisit share one page."""
    return FORMS.get(event) or next((form for form in FORMS.values() if event in form.events), None)


def _no_form(event: str, case: Case, hat: Hat, at: datetime) -> actions.Refused:
    """Why nothing of that name can be done here: it does not exist, or is not for this page."""
    kind = next((kind for kind in ROWS if kind == event), None)
    if kind is None:
        return actions.Refused("no_return" if case.owner_level >= Level.PLATFORM else "no_such_move")
    try:
        actions.may_begin(case, kind, by=hat, at=at)
    except actions.Refused as refused:
        return refused
    return actions.Refused("no_such_move")


def _answered(
    request: HttpRequest, form: MoveForm, refusal: actions.Refused | None, *, status: int = 200
) -> HttpResponse:
    return _page(request, form.case, form.hat, form.at, form=form, refusal=refusal, status=status)


def _performed(request: HttpRequest, form: MoveForm) -> HttpResponse:
    """Valid: done, or refused with the rule. Not valid: first whether it may be done at all, then what is missing."""
    if request.POST.get("version", "") not in ("", str(form.case.version)):
        return _answered(request, form, actions.Conflict())
    if not form.is_valid():
        return _answered(request, form, form.refusal(form.case, form.hat, form.at), status=422)
    try:
        moved = form.perform()
    except actions.Conflict as conflict:
        fresh = case_or_404(form.case.number, form.hat)
        again = type(form)(request.POST, request.FILES, case=fresh, hat=form.hat, at=form.at)
        return _answered(request, again, conflict)
    except actions.Refused as refused:
        return _answered(request, form, refused)
    messages.success(request, f"{form.done(moved)}。{telling.promise(moved, form.at, for_staff=True).sentence}")
    still_mine = Case.objects.visible_to(form.hat).filter(pk=moved.pk).exists()
    response = redirect("cases:case", moved.number) if still_mine else redirect("cases:queue")
    response.status_code = 303
    return response


def _page(
    request: HttpRequest,
    case: Case,
    hat: Hat,
    at: datetime,
    *,
    form: MoveForm | None = None,
    refusal: actions.Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form with what was typed. Refused: 403 where it is not theirs to do, else 409, with sentence and rule."""
    if refusal:
        status = 403 if refusal.rule == "not_yours" else 409
    context = {
        "hat": hat,
        "case": case,
        "promise": telling.promise(case, at, for_staff=True),
        "rungs": telling.rungs(case),
        "form": form,
        "at": at,
        "question": telling.question(case, at) if form and form.decides else None,
        "refusal": refusal,
        "phrases": phrases_for(form.name, case, hat, at) if form and form.has_long_text else [],
    }
    return render(request, "cases/move.html", context, status=status)
