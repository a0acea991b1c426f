from collections.abc import Mapping
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.door import both
from dashboards import actions
from dashboards.asked import Asked, asked
from dashboards.periods import Period, month_named, month_of
from dashboards.scoresheet import sheet_of
from dashboards.views.tabled import with_sheet
from dashboards.workflow import Refused
from partyorg.door import at_desk
from partyorg.hats import Hat


def _read(given: Mapping[str, str], *, place: int, hat: Hat, at: datetime) -> Asked:
    """Scored is a month, that in which the period ends."""
    looked_at = asked(given, place=place, hat=hat, at=at).whole()
    return looked_at.on(month_of(looked_at.period.last))


@require_safe
@at_desk
@with_sheet(_read)
def scores(request: HttpRequest, hat: Hat, at: datetime, looked_at: Asked) -> HttpResponse:
    shown = {"hat": hat, "at": at, "tab": "scores", "asked": looked_at, "sheet": sheet_of(looked_at, hat=hat, at=at)}
    return render(request, "dashboards/scores.html", shown)


@both
@at_desk
def close(request: HttpRequest, hat: Hat, at: datetime, place: int) -> HttpResponse:
    """GET says what closing means, POST closes."""
    given = request.POST if request.method == "POST" else request.GET
    looked_at = asked(given, place=place, hat=hat, at=at)
    # By its name also where the board would show other days instead: nobody asked to close those.
    month = month_named(given.get("period", "")) or month_of(looked_at.period.last)
    try:
        if request.method != "POST":
            actions.may_close(looked_at.place, month, by=hat, at=at)
            return _closing(request, hat, looked_at, month)
        actions.close_period(looked_at.place, month, by=hat, at=at)
    except Refused as refused:
        return _closing(request, hat, looked_at, month, refused)
    messages.success(request, f"{month.label}的考核已经封存。")
    return redirect(looked_at.during(month).address("dashboards:scores"))


def _closing(
    request: HttpRequest, hat: Hat, looked_at: Asked, month: Period, refusal: Refused | None = None
) -> HttpResponse:
    status = 200 if refusal is None else 403 if refusal.rule == "not_yours" else 409
    shown = {"hat": hat, "tab": "scores", "asked": looked_at.during(month), "month": month, "refusal": refusal}
    return render(request, "dashboards/closing.html", shown, status=status)
