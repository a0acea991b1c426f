"""One record of service: what was seen, what became of it, and what this desk may do with it now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import both
from partyorg.hats import Hat
from volunteers import actions
from volunteers.actions.recording import PAPER_DAYS
from volunteers.asking import Question, ask_at_desk, desk_page, sent
from volunteers.deciding import deeds_for, hindrance
from volunteers.forms import AgreeForm, PaperForm, WhyForm
from volunteers.models import Service, Volunteer
from volunteers.passbook import why_none
from volunteers.referring import newcomer_of
from volunteers.rules import RULES
from volunteers.views.door import as_keeper
from volunteers.workflow import State


@dataclass(frozen=True, slots=True)
class Deed:
    title: str
    done: str
    act: Callable[..., Service]


DEEDS = {
    "approve": Deed("通过", "已通过，时长和积分已经记给本人。", actions.approve),
    "reject": Deed("不通过", "已经告诉本人没有通过，理由本人看得到。", actions.reject),
    "reverse": Deed("冲正", "已冲正，这一次的时长和积分都收回了。", actions.reverse_service),
}
ADVICE = {
    "approve": "这条记录有疑问，或本人提出了申诉：通过要写明为什么。",
    "reject": "本人可以申诉一次，由另一个人再看。",
    "reverse": "收回这一次的时长和积分。已经花掉的、换了还没领的记为欠分，以后挣的先补上；到期的不算欠。"
    "记录还在，谁也删不掉。",
}
AT_FIELD = {"reason_needed": "reason"}


def record_or_404(pk: int, hat: Hat) -> Service:
    return get_object_or_404(Service.objects.visible_to(hat).with_faces(), pk=pk)


def gift_of(one: Service) -> Any:
    """Of the app above, the shop: what was taken in. None of most."""
    return getattr(one, "donation", None)


@require_safe
@as_keeper
def record(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    return _page(request, hat, record_or_404(pk, hat))


@both
@as_keeper
def decide(request: HttpRequest, hat: Hat, at: datetime, pk: int, deed: str) -> HttpResponse:
    if deed not in DEEDS:
        raise Http404
    found, how = record_or_404(pk, hat), DEEDS[deed]
    if deed in ("reject", "reverse") and (gift := gift_of(found)) and not (deed == "reject" and gift.is_out):
        return redirect(gift)  # there it is asked what becomes of the goods
    if hindrance(found, hat):
        return _page(request, hat, found, status=403)
    plain = deed == "approve" and not found.held and found.state != State.APPEALED
    form: forms.Form = AgreeForm(sent(request)) if plain else WhyForm(sent(request))
    question = Question(
        title=how.title, button=how.title, back=reverse("volunteers:record", args=[pk]), done=how.done,
        about=str(found), advice="" if plain else ADVICE[deed] + _papers(deed, found), at_field=AT_FIELD,
    )  # fmt: skip

    def do() -> None:
        how.act(found, reason=form.cleaned_data["reason"], by=hat, at=at)

    return ask_at_desk(request, hat, question, form, do, one=found)


@both
@as_keeper
def paper(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """补录. Another person looks at it: nobody approves their own entry."""
    today = localdate(at)
    form = PaperForm(sent(request), hat=hat, first=today - timedelta(days=PAPER_DAYS), last=today)
    question = Question(
        title="补录志愿服务", button="补录", back=reverse("volunteers:review"), done="已补录，等另一个人审核。",
        about="从纸质签到表录入", advice=f"只能补最近 {PAPER_DAYS} 天的，由另一个人审核以后才算数。",
        at_field={
            "too_long_ago": "day", "in_the_future": "day", "no_scheme": "day", "before_joining": "day",
            "no_time": "hours", "own_record": "phone", "paper_known": "title", "day_full": "hours",
            "after_leaving": "day", "more_than_passed": "hours",
        },
    )  # fmt: skip

    def do() -> None:
        said = form.cleaned_data
        actions.record_paper(
            form.volunteer, key=str(said["key"] or uuid4()), title=said["title"], day=said["day"], minutes=form.minutes,
            help=said["help"], guardian_was_there=said["guardian_was_there"], by=hat, at=at,
        )  # fmt: skip

    return ask_at_desk(request, hat, question, form, do)


def _papers(deed: str, one: Service) -> str:
    numbers = actions.papers_with(one).values_list("number", flat=True) if deed == "reverse" else []
    return f"写着这一次的服务证明同时作废：{'、'.join(map(str, numbers))}。" if numbers else ""


def _page(request: HttpRequest, hat: Hat, one: Service, status: int = 200) -> HttpResponse:
    """The record, with what this hat may do now, or why it may not."""
    deeds = [(name, DEEDS[name].title) for name in deeds_for(one, hat)]
    why = RULES.get(hindrance(one, hat), "")
    shown = {
        "one": one, "deeds": deeds, "why": why, "why_none": why_none([one]).get(one.pk, ""),
        "newcomer": newcomer_of(one),
        "volunteer": Volunteer.objects.visible_to(hat).filter(person=one.person_id).first(),
        "gift": gift_of(one),
    }  # fmt: skip
    return desk_page(request, hat, "volunteers/record.html", shown, status)
