from collections.abc import Mapping
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from cases.telling.moments import moment_said
from dashboards import actions
from dashboards.asked import Asked, asked
from dashboards.forms.papers import AsideForm
from dashboards.signs import terms
from dashboards.signs.shown import Signs, signs_shown, top_of
from dashboards.views.tabled import with_sheet
from dashboards.workflow import Refused
from partyorg.door import at_desk
from partyorg.hats import Hat


def _read(given: Mapping[str, str], *, place: int, hat: Hat, at: datetime) -> Asked:
    words = f"到 {localdate(at)} 为止，每一条看近几天写在它那里"
    return asked(given, place=place, hat=hat, at=at).whole().now(at, words)


@require_safe
@at_desk
@with_sheet(_read)
def signs(request: HttpRequest, hat: Hat, at: datetime, looked_at: Asked) -> HttpResponse:
    return _page(request, hat, at, looked_at, signs_shown(looked_at, hat=hat, at=at))


@require_POST
@at_desk
def put_aside(request: HttpRequest, hat: Hat, at: datetime, place: int, key: str) -> HttpResponse:
    """For a week, with a reason. Without one the page comes back with the form open where it was; who comes second
    is told who was first."""
    looked_at = _read(request.GET, place=place, hat=hat, at=at)
    found = signs_shown(looked_at, hat=hat, at=at)
    sign, form = found.named(key).sign, AsideForm(request.POST)
    top = top_of(looked_at)
    try:
        actions.may_put_aside(top, by=hat)
        if not form.is_valid():
            return _page(request, hat, at, looked_at, found, key, form, status=422)
        heard = actions.put_aside(sign, top=top, reason=form.cleaned_data["reason"], by=hat, at=at)
    except Refused as refusal:
        return _page(request, hat, at, looked_at, found, refusal=refusal, status=403)
    if heard.by == hat.person:
        messages.success(request, "已放下，一周以后还在的话会再列出来。")
    else:
        when = moment_said(heard.at, at)
        messages.info(request, f"{heard.by}{when} 已经放下了这条苗头：{heard.reason}。没有再放一次。")
    return redirect(looked_at.address("dashboards:signs"))


def _page(
    request: HttpRequest, hat: Hat, at: datetime, looked_at: Asked, found: Signs, opened: str = "",
    form: AsideForm | None = None, refusal: Refused | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    shown = {
        "hat": hat, "at": at, "tab": "signs", "asked": looked_at, "signs": found, "opened": opened,
        "refusal": refusal, "form": form or AsideForm(), "rules": vars(terms),
    }  # fmt: skip
    return render(request, "dashboards/signs.html", shown, status=status)
