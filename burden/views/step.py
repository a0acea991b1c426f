"""One page for every step after the first: GET asks for its words, POST takes it. The domain decides."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.door import both
from burden import actions
from burden.forms import StepForm
from burden.models import Assignment
from burden.views.task import assignment_or_404
from burden.workflow import MOVES, Deed
from partyorg.door import at_desk
from partyorg.hats import Hat


@both
@at_desk
def step(request: HttpRequest, hat: Hat, at: datetime, pk: int, deed: str) -> HttpResponse:
    assignment = assignment_or_404(pk, hat)
    asked = next((known for known in MOVES if known.lower() == deed), None)
    if asked is None:
        raise Http404
    form = StepForm(request.POST if request.method == "POST" else None, deed=asked)
    refusal = _refusal(assignment, asked, hat)
    if refusal or not form.is_bound:
        return _page(request, hat, assignment, form, refusal)
    return _taken(request, hat, at, assignment, form)


def _refusal(assignment: Assignment, deed: Deed, hat: Hat) -> actions.Refused | None:
    try:
        actions.may_begin(assignment, deed, by=hat)
    except actions.Refused as refused:
        return refused
    return None


def _taken(request: HttpRequest, hat: Hat, at: datetime, assignment: Assignment, form: StepForm) -> HttpResponse:
    if request.POST.get("version", "") not in ("", str(assignment.version)):
        return _page(request, hat, assignment, form, actions.Refused("conflict"))
    if not form.is_valid():
        return _page(request, hat, assignment, form, status=422)
    try:
        actions.take(assignment, form.deed, note=form.cleaned_data["note"], by=hat, at=at)
    except actions.Refused as refused:
        return _page(request, hat, assignment_or_404(assignment.pk, hat), form, refused)
    messages.success(request, form.face.done)
    return redirect("burden:task", assignment.pk)


def _page(
    request: HttpRequest,
    hat: Hat,
    assignment: Assignment,
    form: StepForm,
    refusal: actions.Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form with what was typed. Refused: 403 where it is not theirs to do, else 409, with sentence and rule."""
    if refusal:
        status = 403 if refusal.rule == "not_yours" else 409
    context = {
        "hat": hat,
        "assignment": assignment,
        "form": form,
        "refusal": refusal,
        "may_be_sent": not refusal or _refusal(assignment, form.deed, hat) is None,
    }
    return render(request, "burden/step.html", context, status=status)
