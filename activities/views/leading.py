"""For whoever leads an activity, on their own telephone: the code, the roster, who came by."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.door import as_resident, both
from accounts.models import User
from activities import actions
from activities.forms.deeds import LeadersWalkUpForm
from activities.kinds import End
from activities.models import Activity
from activities.offers import deeds_of
from activities.roster import found_in, looked_for, of_one_name, page_of, rows_of
from activities.rules import Refused
from activities.standing import why_no_reopening
from activities.views.roster import JOINED, LISTED, WALK_UP_AT, WAYS, onward, roll_of
from activities.views.screen import end_or_404, renewing, screen_of
from activities.workflow import Deed
from volunteers.asking import Question, ask_resident, sent
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
        return redirect(_rolled(request, found, person))
    rows, find = list(rows_of(found).order_by("id")), looked_for(request.GET)
    shown = {
        "activity": found, "page": page_of(found_in(rows, find), request.GET.get("page")), "person": person,
        "find": find, "alike": of_one_name(rows), "deeds": _deeds(found, person, at),
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


def _rolled(request: HttpRequest, activity: Activity, person: User) -> str:
    """Where the button leads by which the roster was sent; where it is refused, back to the roster."""
    roster = reverse("activities_resident:lead", args=[activity.pk])
    try:
        rolled = roll_of(request, activity, person, clock.now())
    except Refused as refused:
        messages.info(request, str(refused))
        return roster
    if rolled:
        messages.success(request, rolled)
    ways = {way: reverse(f"activities_resident:lead_{way}", args=[activity.pk]) for way in WAYS}
    screens = {end: reverse("activities_resident:lead_screen", args=[activity.pk, end]) for end in End.values}
    return onward(request, roster, ways | screens)


def _deeds(activity: Activity, person: User, at: datetime) -> list[str]:
    may_reopen = activity.is_closed and not why_no_reopening(activity, person, at)
    return [str(deed) for deed in deeds_of(activity, at) if may_reopen or deed != Deed.REOPEN]
