"""新就业群体: filed once, appointed over several grids."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.door import both
from checkins import actions
from checkins.door import signed_in
from checkins.forms import DynamicForm, SureForm, WhyForm, WorkerForm
from checkins.models import NewWorker
from checkins.rules import Refused
from checkins.standing import filed_by, files_in
from checkins.views.page import Question, ask, page, sent
from partyorg.door import at_desk
from partyorg.hats import Hat

NOTED = "谁、什么时候、为什么看，会记进审计。"


def worker_or_404(pk: int, hat: Hat) -> NewWorker:
    return get_object_or_404(NewWorker.objects.visible_to(hat).with_faces(), pk=pk)


@both
@at_desk
def file(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    form = WorkerForm(sent(request), hat=hat)
    question = Question(
        "新就业群体党员备案", "备案", reverse("checkins:list", args=["workers"]), "已备案。",
        advice="同一个人只备案一次，按身份证号和手机号核对。",
    )  # fmt: skip

    def may() -> None:
        if not filed_by(hat):
            raise Refused("not_yours", who="街道、社区的书记或党务专干", deed="备案")

    def do() -> str:
        return reverse("checkins:worker", args=[actions.file(form.filing(), by=hat, at=at).pk])

    return ask(request, hat, question, form, do, may)


@require_safe
@signed_in
def worker(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = worker_or_404(pk, hat)
    context = {
        "worker": found,
        "posts": actions.posts_of(found, localdate(at)),
        "files": files_in(hat, found.place) and found.ended_on is None,
    }
    return page(request, hat, "worker", context)


@both
@at_desk
def appoint(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = worker_or_404(pk, hat)
    form = DynamicForm(sent(request), places=filed_by(hat), today=localdate(at))
    question = Question(
        "聘为动态网格员", "聘任", reverse("checkins:worker", args=[pk]), "已聘任。", about=str(found),
        advice="可以同时负责几个网格。他们报的事归照片所在的网格，不归聘任的网格。",
    )  # fmt: skip

    def do() -> None:
        said = form.cleaned_data
        actions.appoint_over(
            found, said["grids"], from_date=said["from_date"], to_date=said["to_date"], by=hat, at=at
        )  # fmt: skip

    return ask(request, hat, question, form, do, lambda: actions.may_file(found, "聘为动态网格员", by=hat))


@never_cache
@both
@at_desk
def see_numbers(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """Shown once, in the answer to the reason."""
    found, form = worker_or_404(pk, hat), WhyForm(sent(request))
    if form.is_valid() and files_in(hat, found.place) and not found.ended_on:
        numbers = actions.see_numbers(found, reason=form.cleaned_data["reason"], by=hat, at=at)
        return page(request, hat, "numbers", {"worker": found, "numbers": numbers})
    question = Question(
        "看号码原值", "看号码", reverse("checkins:worker", args=[pk]), "", about=str(found), advice=NOTED
    )
    return ask(
        request, hat, question, form, lambda: None, lambda: actions.may_file(found, "看号码原值", by=hat)
    )  # fmt: skip


@both
@at_desk
def end_filing(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = worker_or_404(pk, hat)
    question = Question(
        "注销备案", "注销", reverse("checkins:list", args=["workers"]), "已注销。", about=str(found),
        advice="动态网格员的岗位今天一起结束；以后可以重新备案。",
    )  # fmt: skip
    return ask(
        request, hat, question, SureForm(sent(request)),
        lambda: actions.end_filing(found, by=hat, at=at),
        lambda: actions.may_file(found, "注销备案", by=hat),
    )  # fmt: skip
