"""For whoever leads an activity, on their own telephone: the code, the roster, who came by, the end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.door import as_resident, both
from accounts.models import User
from activities import actions
from activities.forms.deeds import LeadersWalkUpForm, TappedOnceForm
from activities.models import Activity
from activities.offers import deeds_of
from activities.rules import Refused
from activities.views.roster import CLOSING, JOINED, LISTED, WALK_UP_AT, roll_of
from activities.views.screen import end_or_404, renewing, screen_of
from volunteers.asking import Question, ask_resident, page_of, sent
from worktime import clock


def led_or_404(pk: int, person: User) -> Activity:
    return get_object_or_404(Activity.objects.told().filter(leader=person).with_faces(), pk=pk)


@never_cache
@both
@as_resident
def lead(request: HttpRequest, person: User, pk: int) -> HttpResponse:
    """The roster; POST ticks."""
    found, at = led_or_404(pk, person), clock.now()
    if request.method == "POST":
        _roll(request, found, person)
        return redirect("activities_resident:lead", pk)
    rows = found.sign_ups.coming().select_related("volunteer", "role").prefetch_related("presences").order_by("id")
    shown = {
        "activity": found, "page": page_of(request, rows), "person": person,
        "deeds": [str(deed) for deed in deeds_of(found, at)],
    }  # fmt: skip
    return render(request, "activities/resident/lead.html", shown)


@never_cache
@require_safe
@as_resident
def screen(request: HttpRequest, person: User, pk: int, end: str) -> HttpResponse:
    found = led_or_404(pk, person)
    shown = screen_of(request, found, end_or_404(end), person, clock.now())
    return renewing(render(request, "activities/resident/screen.html", {**shown, "activity": found}), shown)


@both
@as_resident
def walk_up(request: HttpRequest, person: User, pk: int) -> HttpResponse:
    found, at = led_or_404(pk, person), clock.now()
    form = LeadersWalkUpForm(sent(request), activity=found)
    question = Question(
        "加一个直接来的人", "加进名单", reverse("activities_resident:lead", args=[pk]), "",
        about=found.title, at_field=WALK_UP_AT,
    )  # fmt: skip

    def do() -> None:
        is_new = actions.walk_up(found, **form.cleaned_data, by=person, at=at)
        messages.success(request, JOINED if is_new else LISTED)

    return ask_resident(request, question, form, do)


@both
@as_resident
def close(request: HttpRequest, person: User, pk: int) -> HttpResponse:
    found, at = led_or_404(pk, person), clock.now()
    back = reverse("activities_resident:lead", args=[pk])
    question = Question("结束并送审", "结束并送审", back, "已结束，送社区审核。", about=found.title, advice=CLOSING)

    def do() -> None:
        actions.close(found, by=person, at=at)

    return ask_resident(request, question, TappedOnceForm(sent(request)), do)


def _roll(request: HttpRequest, activity: Activity, person: User) -> None:
    try:
        rolled = roll_of(request, activity, person, clock.now())
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, rolled)
