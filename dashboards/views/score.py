"""A score of a closed month: its page, an appeal against it, the decision. The domain says who may."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dashboards import actions
from dashboards.forms import AppealForm, DecisionForm
from dashboards.models import Score
from dashboards.reach import Reach
from dashboards.scorecard import card_of, score_or_404
from dashboards.scoring.score import Scored
from dashboards.workflow import Refused
from partyorg.door import at_desk
from partyorg.hats import Hat


@require_safe
@at_desk
def score(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found, reach = score_or_404(pk, hat)
    return _page(request, hat, at, found, reach)


@require_POST
@at_desk
def appeal(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found, reach = score_or_404(pk, hat)
    form = AppealForm(request.POST, scored=Scored.kept(found.figures))
    try:
        actions.may_appeal(found, by=hat, at=at)
        if not form.is_valid():
            return _page(request, hat, at, found, reach, appealing=form, status=422)
        actions.appeal(found, **form.cleaned_data, by=hat, at=at)
    except Refused as refused:
        return _refused(request, hat, at, pk, refused)
    messages.success(request, "申诉已经提交，由区里另一位负责人裁定。")
    return redirect("dashboards:score", pk)


@require_POST
@at_desk
def decide(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found, reach = score_or_404(pk, hat)
    if (about := getattr(found, "appeal", None)) is None:
        raise Http404
    form = DecisionForm(request.POST, indicator=about.indicator)
    try:
        actions.may_decide(about, by=hat)
        if not form.is_valid():
            return _page(request, hat, at, found, reach, deciding=form, status=422)
        actions.decide(about, form.decision(), by=hat, at=at)
    except Refused as refused:
        return _refused(request, hat, at, pk, refused)
    messages.success(request, "申诉已经裁定，双方都看得到。")
    return redirect("dashboards:score", pk)


def _refused(request: HttpRequest, hat: Hat, at: datetime, pk: int, refusal: Refused) -> HttpResponse:
    """As it stands now, which somebody else may have changed meanwhile."""
    found, reach = score_or_404(pk, hat)
    status = 403 if refusal.rule == "not_yours" else 409
    return _page(request, hat, at, found, reach, status=status, refusal=refusal)


def _page(
    request: HttpRequest,
    hat: Hat,
    at: datetime,
    found: Score,
    reach: Reach,
    *,
    appealing: AppealForm | None = None,
    deciding: DecisionForm | None = None,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    card = card_of(found, reach, hat=hat, at=at)
    if card.may_appeal:
        appealing = appealing or AppealForm(scored=card.scored)
    if card.may_decide and card.appeal:
        deciding = deciding or DecisionForm(indicator=card.appeal.indicator)
    shown = {
        "hat": hat, "at": at, "card": card, "refusal": refusal, "form": appealing or deciding,
        "appealing": appealing if card.may_appeal else None, "deciding": deciding if card.may_decide else None,
    }  # fmt: skip
    return render(request, "dashboards/score.html", shown, status=status)
