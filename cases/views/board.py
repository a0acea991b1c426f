"""公开: the fold of the case page, its form on a page of its own, and taking a case off the board."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.door import both
from cases import actions
from cases.forms.releasing import ReleaseForm
from cases.models import Case, PublicNotice
from cases.publicity import kept_off
from cases.rules import RULES
from cases.views.door import case_or_404
from partyorg.door import at_desk
from partyorg.hats import Hat


@both
@at_desk
def board(request: HttpRequest, hat: Hat, at: datetime, number: str) -> HttpResponse:
    case = case_or_404(number, hat)
    form = ReleaseForm(request.POST if request.method == "POST" else None, case=case, hat=hat, notice=_notice(case))
    try:
        if request.method != "POST":
            actions.may_release(case, by=hat)
        elif form.is_valid() and form.perform(at):
            messages.success(request, "已经公开到社区的公开栏，谁都能看到。")
            return redirect("cases:case", case.number)
    except actions.Refused as refused:
        return _page(request, form, refusal=refused)
    return _page(request, form, status=422 if form.is_bound else 200)


@require_POST
@at_desk
def off_board(request: HttpRequest, hat: Hat, at: datetime, number: str) -> HttpResponse:
    case = case_or_404(number, hat)
    try:
        actions.take_off_board(case, by=hat, at=at)
    except actions.Refused as refused:
        return _page(request, ReleaseForm(case=case, hat=hat, notice=_notice(case)), refusal=refused)
    messages.success(request, "已经从公开栏撤下。")
    return redirect("cases:case", case.number)


def fold(case: Case, hat: Hat) -> dict[str, Any] | None:
    """What stands in the fold 公开 of the case page; None for whom it is not. No query."""
    if not actions.releases(case, hat):
        return None
    notice, rule = _notice(case), kept_off(case)
    form = None if rule else ReleaseForm(case=case, hat=hat, notice=notice)
    return {"notice": notice, "form": form, "why_not": RULES.get(rule, "")}


def _notice(case: Case) -> PublicNotice | None:
    """It came with the case (`case_or_404`)."""
    return getattr(case, "public_notice", None)


def _page(
    request: HttpRequest, form: ReleaseForm, *, refusal: actions.Refused | None = None, status: int = 200
) -> HttpResponse:
    """Refused: 403 where it is not theirs, else 409, with sentence and rule; what was typed stays."""
    if refusal:
        status = 403 if refusal.rule == "board_officer" else 409
    shown = {"hat": form.hat, "case": form.case, "form": form, "notice": _notice(form.case), "refusal": refusal}
    return render(request, "cases/board.html", shown, status=status)
