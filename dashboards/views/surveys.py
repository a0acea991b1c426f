from collections.abc import Mapping
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import both
from dashboards import actions
from dashboards.asked import Asked
from dashboards.forms.surveys import SurveyForm, WithdrawForm
from dashboards.surveys import held_in, may_enter, surveys_of
from dashboards.views.forces import covered
from dashboards.views.tabled import with_sheet
from partyorg.door import at_desk
from partyorg.hats import Hat


def _read(given: Mapping[str, str], *, place: int, hat: Hat, at: datetime) -> Asked:
    return covered(given, place=place, hat=hat, at=at).now(at, "每次调查各有自己的日期，不分时段")


@require_safe
@at_desk
@with_sheet(_read)
def surveys(request: HttpRequest, hat: Hat, at: datetime, looked_at: Asked) -> HttpResponse:
    shown = {
        "hat": hat,
        "at": at,
        "tab": "surveys",
        "asked": looked_at,
        "surveys": surveys_of(looked_at.place),
        "may_enter": may_enter(hat, looked_at.place),
    }
    return render(request, "dashboards/surveys.html", shown)


@both
@at_desk
def new_survey(request: HttpRequest, hat: Hat, at: datetime, place: int) -> HttpResponse:
    """Pasted, looked at, kept: nothing is written before the second step."""
    looked_at = covered(request.GET, place=place, hat=hat, at=at)
    shown = {"hat": hat, "tab": "surveys", "asked": looked_at}
    if not may_enter(hat, looked_at.place):
        return render(request, "dashboards/surveys_not_yours.html", shown, status=403)
    data = [request.POST] if request.method == "POST" else []
    form = SurveyForm(*data, place=looked_at.place, today=localdate(at))
    if form.is_bound and form.is_valid() and form.was_looked_at:
        try:
            survey = actions.enter_survey(form.held(), by=hat, at=at)
        except ValidationError as refused:  # somebody else entered it since the form was asked
            form.add_error("name", refused.messages)
        else:
            messages.success(request, f"“{survey}”录入好了。")
            return redirect(looked_at.address("dashboards:surveys"))
    shown |= {"form": form, "answers": form.answers if form.is_bound and not form.errors else []}
    return render(request, "dashboards/survey_new.html", shown, status=422 if form.errors else 200)


@both
@at_desk
def withdraw_survey(request: HttpRequest, hat: Hat, at: datetime, place: int, pk: int) -> HttpResponse:
    """A wrong one is withdrawn for a reason, and entered anew."""
    looked_at = covered(request.GET, place=place, hat=hat, at=at)
    shown = {"hat": hat, "tab": "surveys", "asked": looked_at}
    survey = get_object_or_404(held_in(looked_at.place), pk=pk)
    if not may_enter(hat, survey.place):
        return render(request, "dashboards/surveys_not_yours.html", shown, status=403)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        shown |= {"form": form, "survey": survey}
        return render(request, "dashboards/survey_withdraw.html", shown, status=422 if form.errors else 200)
    done = actions.withdraw_survey(survey, reason=form.cleaned_data["reason"], by=hat, at=at)
    messages.success(request, f"“{survey}”作废了。" if done else f"“{survey}”早已作废。")
    return redirect(looked_at.address("dashboards:surveys"))
