"""在场人: what somebody was named for, and their word that they were not there; what another one has found."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.door import both
from partyorg.door import at_desk
from partyorg.hats import Hat
from shop import actions
from shop.forms import AbsentForm, AnswerForm
from shop.models import Beside
from shop.views.door import behind_the_counter
from volunteers.asking import Question, ask_at_desk, sent


@both
@at_desk
def beside(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """For whoever was named, and nobody else; they need no post at the counter."""
    named = get_object_or_404(Beside.objects.of(hat).with_faces(), pk=pk)
    question = Question(
        "有人写您在场", "我不在场", reverse("notifications:inbox"), "已记下，会请另一位管积分超市的同事核实。",
        about=named.order.community.short_name, over=("said_already",),
    )  # fmt: skip
    form = AbsentForm(sent(request))

    def do() -> str:
        actions.say_absent(named, words=form.cleaned_data["words"], by=named.person, at=at)
        return reverse("shop:beside", args=[pk])

    return ask_at_desk(request, hat, question, form, do, template="shop/beside.html", named=named)


@both
@behind_the_counter
def absence(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """Of the order in the address: what its second pair of eyes says, and what became of it."""
    mine = Beside.objects.visible_to(hat).filter(denied_at__isnull=False)
    named = get_object_or_404(mine.with_faces(), order=pk)
    assert hat.person
    question = Question(
        "核实：当时谁在场", "记下核实结果", reverse("shop:hand_over", args=[pk]), "已记下，会告诉说不在场的同事。",
        about=named.order.community.short_name, over=("answered_already",),
    )  # fmt: skip
    form = AnswerForm(sent(request))

    def do() -> None:
        actions.answer_absence(named, answer=form.cleaned_data["answer"], by=hat, at=at)

    shown = {"named": named, "may_answer": actions.is_others(named, hat.person)}
    return ask_at_desk(request, hat, question, form, do, template="shop/absence.html", **shown)
