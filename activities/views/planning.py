"""People are called together: published, changed, called off."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.door import both
from activities import actions
from activities.forms import ActivityForm, CallOffForm
from activities.forms.activity import CalledForm
from activities.rules import Refused
from activities.views.desk import activity_or_404, not_here
from partyorg.door import at_desk
from partyorg.hats import Hat
from volunteers.asking import Question, ask_at_desk, sent
from volunteers.standing import concerned

# Where a refusal of publishing is told.
AT_FIELD_OF_BOTH = {  # of one activity and of what recurs
    "help_needed": "help", "no_minors_at_rescue": "minors", "team_elsewhere": "team", "team_over": "team",
    "not_yours": "community", "leader_too_young": "leader_phone", "leader_needed": "leader_phone",
    "leader_left": "leader_phone",
}  # fmt: skip
AT_FIELD = {
    **AT_FIELD_OF_BOTH,
    "ends_before_start": "ends_at", "too_long": "ends_at", "already_begun": "starts_at", "closes_late": "closes_at",
    "below_the_signed": "quota", "role_in_use": "roles", "roles_over_quota": "roles", "roles_under_quota": "roles",
    "minors_signed": "minors", "too_far": "starts_at", "start_fixed": "starts_at", "ends_before_now": "ends_at",
    "closes_after_start": "closes_at", "community_fixed": "community",
}  # fmt: skip


@both
@at_desk
def new(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    if not concerned(hat):
        return not_here(request, hat)
    form = ActivityForm(sent(request), hat=hat)
    question = Question("发起活动", "发布", reverse("activities:list"), "", tab="activities", at_field=AT_FIELD)

    def do() -> str:
        said = form.cleaned_data
        try:
            made = actions.call(form.plan(), key=said["key"], draft=said["draft"], by=hat, at=at)
        except Refused as refused:
            renewed_where_sent(form, refused)
            raise
        messages.success(request, "存好了，还没有发布。" if said["draft"] else "已发布，居民看得到了。")
        return reverse("activities:activity", args=[made.pk])

    return ask_at_desk(request, hat, question, form, do)


@both
@at_desk
def edit(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = activity_or_404(pk, hat)
    form = ActivityForm(sent(request), hat=hat, activity=found, at=at)
    back = reverse("activities:activity", args=[pk])
    question = Question("修改活动", "保存", back, "已保存。", about=found.title, tab="activities", at_field=AT_FIELD)

    def do() -> None:
        actions.edit(found, form.plan(), seen=form.facts, by=hat, at=at)

    return ask_at_desk(request, hat, question, form, do)


def renewed_where_sent(form: CalledForm, refused: Refused) -> None:
    if refused.rule == "sent_before":
        form.renew_mark()


@require_POST
@at_desk
def publish(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = activity_or_404(pk, hat)
    try:
        actions.publish(found, by=hat, at=at)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "已发布，居民看得到了。")
    return redirect("activities:activity", pk)


@both
@at_desk
def call_off(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = activity_or_404(pk, hat)
    form = CallOffForm(sent(request))
    question = Question(
        "取消活动", "取消活动", reverse("activities:activity", args=[pk]), "已取消，报名的人看得到原因。",
        about=found.title, advice=f"已经有 {found.signed} 人报名。取消以后不能恢复。", tab="activities",
    )  # fmt: skip

    def do() -> None:
        actions.call_off(found, reason=form.cleaned_data["reason"], by=hat, at=at)

    return ask_at_desk(request, hat, question, form, do)
