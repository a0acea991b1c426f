"""Checking in and out on one's own telephone: the code is scanned, or its digits are typed; one tap does it.

Signing in may come between the scan and the tap and takes longer than a code lives: the scan becomes a ticket, good for
ten minutes and for the browser that scanned (activities/codes.py).
"""

from __future__ import annotations

import re
from datetime import datetime
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.door import as_resident, both
from accounts.models import User
from accounts.personal import lookup_hash
from activities import actions, codes
from activities.attending import why_no_check
from activities.forms import CheckForm, TappedForm
from activities.kinds import End
from activities.models import Activity, Presence, SignUp
from activities.models.activity import GRACE
from activities.views.doing import activity_or_404
from activities.views.screen import end_or_404
from volunteers.asking import Question, ask_resident, sent
from worktime import clock

DEVICE, TWO_YEARS = "device", 2 * 366 * 24 * 3600
CODE_RULES = ("nothing_shown", "too_far_off", "wrong_code", "too_many_codes")
TEMPLATE = "activities/resident/check.html"
OWN_CODE = "您是负责人，自己亮的码不算凭据：请别的组织者在名单上给您点名，再送审核。"
ADVICE = {
    End.IN: "要签到、签退都有，才能算时长。",
    End.OUT: "签退以后，这一次就算完成，送去审核。时长从活动开始算起，最多算到活动结束后 "
    f"{GRACE.total_seconds() / 60:.0f} 分钟。",
}


@never_cache
@require_safe
def scan(request: HttpRequest, token: str) -> HttpResponse:
    """What the camera opens."""
    at = clock.now()
    scanned = codes.read(token, at)
    if scanned is None:
        return render(request, "activities/resident/expired.html", status=410)
    kept = _cookie(request) or token_hex(16)
    answer = redirect("activities_resident:check", codes.ticket(scanned, lookup_hash(kept), at))
    return _with_cookie(answer, kept)


@never_cache
@both
@as_resident
def check(request: HttpRequest, person: User, ticket: str) -> HttpResponse:
    at, device = clock.now(), _device(request)
    scanned = codes.of_ticket(ticket, device, at)
    if scanned is None:
        return render(request, "activities/resident/expired.html", status=410)
    found, form = activity_or_404(scanned.activity), TappedForm(sent(request))

    def do() -> None:
        _do(request, found, scanned.end, person, actions.Shown(scanned=scanned, spot=form.spot, device=device))

    shown = _shown(found, person, scanned.end, at)
    return ask_resident(request, _question(found, scanned.end), form, do, template=TEMPLATE, **shown)


@never_cache
@both
@as_resident
def code(request: HttpRequest, person: User, pk: int, end: str) -> HttpResponse:
    """By typed digits, or by the place alone."""
    found, which, form = activity_or_404(pk), end_or_404(end), CheckForm(sent(request))
    kept = _cookie(request) or token_hex(16)
    question = _question(found, which, at_field=dict.fromkeys(CODE_RULES, "digits"))

    def do() -> None:
        shown = actions.Shown(digits=form.cleaned_data["digits"], spot=form.spot, device=lookup_hash(kept))
        _do(request, found, which, person, shown)

    shown_too = _shown(found, person, which, clock.now())
    return _with_cookie(ask_resident(request, question, form, do, template=TEMPLATE, **shown_too), kept)


def _shown(activity: Activity, person: User, end: End, at: datetime) -> dict[str, Any]:
    """Whoever stands there without having signed up is shown the way; where nothing can come of it, no button."""
    mine = SignUp.objects.of(person).coming().filter(activity=activity).first()
    seen = list(mine.presences.all()) if mine else []
    why_not = why_no_check(activity, mine, seen, end, at)
    return {"activity": activity, "mine": mine, "takes": activity.takes_sign_ups(at), "why_not": str(why_not or "")}


def _question(activity: Activity, end: End, at_field: dict[str, str] | None = None) -> Question:
    back = reverse("activities_resident:activity", args=[activity.pk])
    return Question(end.label, end.label, back, "", about=activity.title, advice=ADVICE[end], at_field=at_field or {})


def _do(request: HttpRequest, activity: Activity, end: End, person: User, shown: actions.Shown) -> None:
    at = clock.now()
    step = actions.come if end == End.IN else actions.leave
    messages.success(request, _said(step(activity, person, shown, at=at), end))


def _said(seen: Presence, end: End) -> str:
    is_own = seen.is_leaders and (seen.came_slot if end == End.IN else seen.left_slot) is None
    if end == End.IN:
        return f"签到好了，{localtime(seen.came_at):%H:%M}。走的时候记得签退。{OWN_CODE if is_own else ''}"
    if seen.recorded:
        return "签退好了，已经送去审核。通过以后，时长和积分就到您名下。"
    if is_own:
        return f"签退好了。{OWN_CODE}"
    return "签退好了。还差一样凭据，请组织者在名单上给您点名，再送审核。"


def _cookie(request: HttpRequest) -> str:
    kept = request.COOKIES.get(DEVICE, "")
    return kept if re.fullmatch(r"[0-9a-f]{32}", kept) else ""


def _device(request: HttpRequest) -> str:
    return lookup_hash(_cookie(request))


def _with_cookie(answer: HttpResponse, kept: str) -> HttpResponse:
    """By it one telephone is known again when it checks many people in; it says nothing of anybody."""
    answer.set_cookie(
        DEVICE, kept, max_age=TWO_YEARS, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return answer
