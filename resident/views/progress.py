"""查进度: by tracking code, and what the resident may do there: answer, take back, look at the photos."""

from datetime import datetime

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from cases import actions, telling
from cases.models import Case
from cases.terms import Kind, State
from partyorg.hats import Hat
from resident.following import reporter_with, tidied
from resident.forms import AnswerForm, WithdrawForm
from resident.views.door import no_such_code, search_page, with_case

OUTPACED = {"not_now", "conflict"}  # a second tap, or the case has moved on since the page was read


@never_cache
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The search page; with a code (`?code=`) on to its case."""
    if "code" not in request.GET:
        return search_page(request)
    typed = request.GET["code"]
    if not typed.strip():
        return search_page(request, problem="请输入查询码。", status=422)
    if reporter_with(tidied(typed), request.user):
        return redirect("resident:progress", tidied(typed))
    return no_such_code(request, typed)


@never_cache
@require_safe
@with_case
def progress(request: HttpRequest, case: Case, hat: Hat, at: datetime) -> HttpResponse:
    return _case_page(request, case, hat, at)


@never_cache
@with_case
def answer(request: HttpRequest, case: Case, hat: Hat, at: datetime) -> HttpResponse:
    """解决了吗？满意吗？"""
    if request.method != "POST":
        return redirect("resident:progress", case.tracking_code)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _case_page(request, case, hat, at, answer=form, status=422)
    try:
        answered = actions.revisit(case, **form.cleaned_data, by=hat, at=at)
    except actions.Refused as refused:
        return _case_page(request, case, hat, at, answer=form, refused=refused, status=409)
    closed = answered.state == State.CLOSED
    messages.success(request, "谢谢您，这件事结案了。" if closed else "记下了，已请他们重办。")
    return redirect("resident:progress", case.tracking_code)


@never_cache
@with_case
def withdraw(request: HttpRequest, case: Case, hat: Hat, at: datetime) -> HttpResponse:
    if request.method != "POST":
        return redirect("resident:progress", case.tracking_code)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _case_page(request, case, hat, at, withdrawal=form, status=422)
    try:
        actions.withdraw(case, **form.cleaned_data, by=hat, at=at)
    except actions.Refused as refused:
        return _case_page(request, case, hat, at, withdrawal=form, refused=refused, status=409)
    messages.success(request, "已撤回。以后还有事，随时再报。")
    return redirect("resident:progress", case.tracking_code)


@require_safe
@cache_control(private=True, max_age=3600)
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
    answer: AnswerForm | None = None,
    withdrawal: WithdrawForm | None = None,
    refused: actions.Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one case. After a refusal the case is read again: somebody else may have moved it."""
    if refused:
        case = Case.objects.visible_to(hat).with_faces().get(pk=case.pk)
    may = {move.kind for move in actions.moves_for(case, hat, at=at)}
    shown = {
        "case": case,
        "at": at,
        "promise": telling.promise(case, at),
        "rungs": telling.rungs(case),
        "timeline": telling.timeline(case.events.select_related(*telling.EVENT_FACES), for_staff=False),
        "photos": case.photos.all(),
        "may_answer": Kind.REVISIT_OK in may,
        "may_withdraw": Kind.WITHDRAW in may,
        "answer": answer or AnswerForm(),
        "withdrawal": withdrawal or WithdrawForm(),
        "problems": [problem for form in (answer, withdrawal) if form for problem in form.problems],
        "refused": refused,
        "outpaced": refused is not None and refused.rule in OUTPACED,
        "typed": answer or withdrawal,
    }
    return render(request, "resident/progress.html", shown, status=status)
