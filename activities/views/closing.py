"""结束并送审, and taken back: at the desk, and on the telephone of whoever leads it. Asked with what it does."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime

from accounts.door import as_resident, both
from accounts.models import User
from activities import actions
from activities.actions.closing import Closing
from activities.forms import SureForm
from activities.forms.deeds import EndForm, LeadersEndForm, TappedOnceForm
from activities.models import Activity
from activities.views.desk import activity_or_404
from activities.views.leading import led_or_404
from partyorg.door import at_desk
from partyorg.hats import Hat
from volunteers.asking import Question, ask_at_desk, ask_resident, sent
from worktime import clock

REOPENING = "活动接着办，名单接着点，没有到场的记录撤回，通知过的人会再收到一条。已经送审的照样审核，不用重送。"
REOPENED = "已撤回结束，接着点名；点完了再结束。"


@both
@at_desk
def close(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = activity_or_404(pk, hat)
    does = actions.what_closing_does(found, by=hat, at=at)
    question = _question(found, does, reverse("activities:activity", args=[pk]), hat.person, done="")
    form = EndForm(sent(request), does=does)

    def do() -> None:
        number = actions.close(found, says_missed=form.says_missed, by=hat, at=at)
        messages.success(request, f"已结束，又送审 {number} 条记录。")

    return ask_at_desk(request, hat, question, form, do)


@both
@as_resident
def lead_close(request: HttpRequest, person: User, pk: int) -> HttpResponse:
    found, at = led_or_404(pk, person), clock.now()
    does = actions.what_closing_does(found, by=person, at=at)
    back = reverse("activities_resident:lead", args=[pk])
    question = _question(found, does, back, person, done="已结束，送社区审核。")
    form = LeadersEndForm(sent(request), does=does)

    def do() -> None:
        actions.close(found, says_missed=form.says_missed, by=person, at=at)

    return ask_resident(request, question, form, do)


@both
@at_desk
def reopen(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = activity_or_404(pk, hat)
    back = reverse("activities:activity", args=[pk])
    question = Question("撤回结束", "撤回结束", back, REOPENED, found.title, REOPENING, tab="activities")

    def do() -> None:
        actions.reopen(found, by=hat, at=at)

    return ask_at_desk(request, hat, question, SureForm(sent(request)), do)


@both
@as_resident
def lead_reopen(request: HttpRequest, person: User, pk: int) -> HttpResponse:
    found, at = led_or_404(pk, person), clock.now()
    back = reverse("activities_resident:lead", args=[pk])
    question = Question("撤回结束", "撤回结束", back, REOPENED, about=found.title, advice=REOPENING)

    def do() -> None:
        actions.reopen(found, by=person, at=at)

    return ask_resident(request, question, TappedOnceForm(sent(request)), do)


def _question(activity: Activity, does: Closing, back: str, person: User | None, *, done: str) -> Question:
    title = "提前结束并送审" if does.is_early else "结束并送审"
    return Question(title, title, back, done, activity.title, _said(activity, does, person), tab="activities")


def _said(activity: Activity, does: Closing, person: User | None) -> str:
    """What it does, in numbers, before it is done."""
    ends_at = localtime(activity.ends_at)
    when = f"{ends_at:%H:%M}" if activity.in_one_day else f"{ends_at.month}月{ends_at.day}日 {ends_at:%H:%M}"
    until = "现在" if does.is_early else "活动结束的时间"
    missed = "，记为“没有到场”，通知他们" if does.unseen and not does.is_early else ""
    said = [
        f"活动到 {when} 才结束，现在还没有到。" if does.is_early else "",
        f"来了 {does.came} 人，还没点名 {does.unseen} 人{missed}。",
        f"来了的送去审核，没有签退的算到{until}，请审核的人核实。" if does.came else "",
        *(_own(one.name, is_theirs=person is not None and one.person_id == person.pk) for one in does.own),
        "点错了，当天可以撤回。",
    ]
    return "".join(said)


def _own(name: str, *, is_theirs: bool) -> str:
    if is_theirs:
        return "您自己还没有人点：请社区的人来点了再结束。没点的写“没有签到”，不算没有到场，也没有时长。"
    return f"负责人{name}还没有人点：来了的请先给他点。没点的写“没有签到”，不算没有到场，也没有时长。"
