"""年度评价: written and returned by the community, acknowledged by the unit, read by the member."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import both
from checkins import actions
from checkins.door import signed_in
from checkins.forms import AnswerForm, AppraisalForm, CorrectionForm, SureForm
from checkins.models import Appraisal
from checkins.standing import handles, keeps
from checkins.views.members import member_or_404
from checkins.views.page import Question, ask, page, sent
from partyorg.door import at_desk
from partyorg.hats import Hat


def appraisal_or_404(pk: int, hat: Hat) -> Appraisal:
    return get_object_or_404(
        Appraisal.objects.visible_to(hat).with_faces().select_related("corrects__feedback__unit"), pk=pk
    )


@both
@at_desk
def appraise(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found, this_year = member_or_404(pk, hat), localdate(at).year
    form = AppraisalForm(sent(request), years=[this_year, this_year - 1])
    question = Question(
        "写年度评价", "写好", reverse("checkins:member", args=[pk]), "已写好，反馈给单位以前还可以改。",
        about=str(found), advice="每人每年一份。反馈以后本人和工作单位看得到，不能再改。",
    )  # fmt: skip

    def do() -> str:
        made = actions.appraise(found, **form.cleaned_data, by=hat, at=at)
        return reverse("checkins:appraisal", args=[made.pk])

    return ask(request, hat, question, form, do, lambda: actions.may_appraise(found, by=hat))


@require_safe
@signed_in
def appraisal(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = appraisal_or_404(pk, hat)
    kept, feedback = keeps(hat, found.check_in.community), getattr(found, "feedback", None)
    corrected = getattr(found, "correction", None)
    context = {
        "appraisal": found,
        "feedback": feedback,
        # a correction is nobody else's before it is returned
        "corrected": corrected if corrected and (kept or corrected.is_returned) else None,
        "may_rewrite": kept and not found.is_returned,
        "may_correct": kept and found.is_returned and not corrected,
        "may_answer": feedback and handles(hat, feedback.unit) and feedback.acknowledged_at is None,
    }
    return page(request, hat, "appraisal", context)


@both
@at_desk
def change_appraisal(request: HttpRequest, hat: Hat, at: datetime, pk: int, deed: str) -> HttpResponse:
    """rewrite, return, correct (the community), acknowledge (the unit)."""
    found = appraisal_or_404(pk, hat)
    steps = {"rewrite": _rewrite, "return": _return, "correct": _correct, "acknowledge": _acknowledge}
    if deed not in steps:
        raise Http404
    return steps[deed](request, hat, at, found)


def _rewrite(request: HttpRequest, hat: Hat, at: datetime, found: Appraisal) -> HttpResponse:
    form = CorrectionForm(sent(request), initial={"grade": found.grade, "words": found.words})
    question = _question(found, "改评价", "改好", "已改好。")
    return ask(
        request, hat, question, form,
        lambda: actions.rewrite(found, **form.cleaned_data, by=hat, at=at),
        lambda: actions.may_rewrite(found, by=hat),
    )  # fmt: skip


def _return(request: HttpRequest, hat: Hat, at: datetime, found: Appraisal) -> HttpResponse:
    question = _question(
        found, "反馈给工作单位", "反馈", f"已反馈给{found.goes_to}。",
        f"反馈给{found.goes_to}。反馈以后本人和工作单位看得到，不能再改。",
    )  # fmt: skip

    def do() -> None:
        actions.send_back(found, by=hat, at=at)

    return ask(request, hat, question, SureForm(sent(request)), do, lambda: actions.may_rewrite(found, by=hat))


def _correct(request: HttpRequest, hat: Hat, at: datetime, found: Appraisal) -> HttpResponse:
    form = CorrectionForm(sent(request), initial={"grade": found.grade, "words": found.words})
    question = _question(
        found, "更正评价", "写好更正", "更正已写好，还要反馈给单位。", "原来的一份保留，更正另写一份，再反馈给单位。"
    )

    def do() -> str:
        made = actions.correct(found, **form.cleaned_data, by=hat, at=at)
        return reverse("checkins:appraisal", args=[made.pk])

    return ask(request, hat, question, form, do, lambda: actions.may_correct(found, by=hat))


def _acknowledge(request: HttpRequest, hat: Hat, at: datetime, found: Appraisal) -> HttpResponse:
    form, question = AnswerForm(sent(request)), _question(found, "签收评价", "签收", "已签收。")

    def do() -> None:
        actions.acknowledge(found.feedback, **form.cleaned_data, by=hat, at=at)

    return ask(request, hat, question, form, do, lambda: actions.may_acknowledge(found, by=hat))


def _question(found: Appraisal, title: str, button: str, done: str, advice: str = "") -> Question:
    return Question(title, button, reverse("checkins:appraisal", args=[found.pk]), done, str(found), advice)
