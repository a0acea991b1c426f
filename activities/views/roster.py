"""On the day, at the desk: the code on the screen, the roster, who came by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.door import both
from activities import actions
from activities.forms import RightForm, WalkUpForm, ticked
from activities.kinds import End
from activities.models import Activity, SignUp
from activities.roster import looked_for, rows_of
from activities.rules import Refused
from activities.standing import Actor
from activities.views.desk import activity_or_404
from activities.views.screen import end_or_404, renewing, screen_of
from partyorg.door import at_desk
from partyorg.hats import Hat
from volunteers.asking import Question, ask_at_desk, desk_page, sent

JOINED, LISTED = "已加进名单，时长最早从现在算起。接着给他点名。", "他已经在名单上，接着给他点名就行。"
WAYS = ("walk_up", "close")  # from the roster, the ticks being kept
BLANK = 8  # lines of the sheet for whoever walks up
WALK_UP_AT = {
    **dict.fromkeys(("no_volunteer", "no_minors", "too_young_here"), "phone"),
    "guardian_must_be_here": "guardian_is_there",
}  # fmt: skip


def onward(request: HttpRequest, roster: str, ways: Mapping[str, str]) -> str:
    """Where the button leads by which the roster was sent: every one of them keeps the ticks first. `ways`: by its
    word; else another page of the roster, or what is looked for in it."""
    then = request.POST.get("then", "")
    if then in ways:
        return ways[then]
    page = "" if then == "find" else then if then.isdecimal() else request.POST.get("page", "")
    kept = {name: value for name, value in (("find", looked_for(request.POST)), ("page", page)) if value}
    return f"{roster}?{urlencode(kept)}#roster" if kept else roster


def roll_of(request: HttpRequest, activity: Activity, by: Actor, at: datetime) -> str:
    """What the roster was sent with is done; what is said of it: nothing where it only led on. Raises Refused."""
    came, left, undo = (ticked(request.POST, name) for name in ("came", "left", "undo"))
    if request.POST.get("then") and not (came or left or undo):
        return ""
    rolled = actions.roll(activity, came=came, left=left, undo=undo, by=by, at=at)
    undone = f"撤销了 {rolled.undone} 人的点名。" if rolled.undone else ""
    return undone + (f"点到 {rolled.ticked} 人。" if rolled.ticked or not undone else "")


@never_cache
@require_safe
@at_desk
def screen(request: HttpRequest, hat: Hat, at: datetime, pk: int, end: str) -> HttpResponse:
    found = activity_or_404(pk, hat)
    shown = screen_of(request, found, end_or_404(end), hat.person, at)
    return renewing(desk_page(request, hat, "activities/screen.html", {**shown, "activity": found}), shown)


@require_POST
@at_desk
def roll(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found, roster = activity_or_404(pk, hat), reverse("activities:activity", args=[pk])
    try:
        rolled = roll_of(request, found, hat, at)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(roster)
    if rolled:
        messages.success(request, rolled)
    ways = {way: reverse(f"activities:{way}", args=[pk]) for way in WAYS}
    screens = {end: reverse("activities:screen", args=[pk, end]) for end in End.values}
    return redirect(onward(request, roster, ways | screens))


@require_safe
@at_desk
def sheet(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """签到表, to print: who comes, by name and the end of their number, with room to sign and for whoever walks up."""
    found = activity_or_404(pk, hat)
    rows = rows_of(found).signed().order_by("id")
    shown = {"tab": "activities", "activity": found, "rows": rows, "blank": range(BLANK)}
    return desk_page(request, hat, "activities/sheet.html", shown)


@both
@at_desk
def walk_up(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = activity_or_404(pk, hat)
    form = WalkUpForm(sent(request), activity=found)
    question = Question(
        "加一个直接来的人", "加进名单", reverse("activities:activity", args=[pk]), "",
        about=found.title, tab="activities", at_field=WALK_UP_AT,
    )  # fmt: skip

    def do() -> None:
        is_new = actions.walk_up(found, **form.cleaned_data, by=hat, at=at)
        messages.success(request, JOINED if is_new else LISTED)

    return ask_at_desk(request, hat, question, form, do)


@both
@at_desk
def right(request: HttpRequest, hat: Hat, at: datetime, pk: int, row: int) -> HttpResponse:
    """更正没有到场, of one on its roster."""
    found = activity_or_404(pk, hat)
    missed = get_object_or_404(SignUp.objects.select_related("activity", "volunteer"), pk=row, activity=found)
    question = Question(
        f"{missed.volunteer.name}其实来了", "更正，送审", reverse("activities:activity", args=[pk]),
        "已更正，时长送去审核。", about=f"{found.title}，{found.when_said}", tab="activities",
        advice="名单上改成来了，这段时间由另一位同事审核，审核的人看得到您写的原因。",
        at_field={"outside_it": "came_at", "still_to_come": "left_at", "stayed_too_long": "left_at"},
    )  # fmt: skip
    form = RightForm(sent(request), activity=found)

    def do() -> None:
        actions.right_no_show(missed, **form.cleaned_data, by=hat, at=at)

    return ask_at_desk(request, hat, question, form, do)
