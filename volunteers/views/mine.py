"""我的时长和积分: every row explained, every record with how it stands; a no may be appealed once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.door import as_resident, both
from accounts.models import User
from volunteers import actions
from volunteers.asking import Question, ask_resident, page_of, sent
from volunteers.forms import AppealForm
from volunteers.kinds import Currency
from volunteers.models import Service
from volunteers.passbook import NO_APPEAL, can_appeal, explained, rows_of, sums_of, why_none
from volunteers.workflow import State
from worktime import clock

RECORDS = "records"
CUTS = {"points": "积分", "hours": "时长", RECORDS: "服务记录"}


@never_cache
@as_resident
@require_safe
def mine(request: HttpRequest, person: User) -> HttpResponse:
    """Open also to those who have left: what they earned stays theirs. An unknown cut shows the points."""
    at, cut = clock.now(), request.GET.get("show", "")
    cut = cut if cut in CUTS else "points"
    shown = {"sums": sums_of(person, localdate(at)), "cut": cut, "cuts": CUTS.items()}
    if cut == RECORDS:
        page = page_of(request, Service.objects.of(person).select_related("community").order_by("-day", "-id"))
        none = why_none(page)
        shown |= {"page": page, "records": [(one, can_appeal(one, at), none.get(one.pk, "")) for one in page]}
    else:
        page = page_of(request, rows_of(person, Currency.HOURS if cut == "hours" else Currency.POINTS))
        shown |= {"page": page, "lines": explained(page, person)}
    return render(request, "volunteers/resident/mine.html", shown)


@never_cache
@as_resident
@both
def appeal(request: HttpRequest, person: User, pk: int) -> HttpResponse:
    """Once, in time. What cannot be appealed any more leads back to how it stands."""
    at, back = clock.now(), f"{reverse('volunteering:mine')}?show={RECORDS}"
    service = get_object_or_404(Service.objects.of(person).select_related("community"), pk=pk)
    if not can_appeal(service, at):
        messages.info(request, NO_APPEAL[State(service.state)])
        return redirect(back)
    form = AppealForm(sent(request))
    question = Question(
        "申诉", "申诉", back, "已申诉，由社区的另一个人再看一遍，结果在这里看。", about=str(service),
        advice=f"没有通过的理由：{service.reason}",
    )  # fmt: skip

    def do() -> None:
        actions.appeal(service, words=form.cleaned_data["words"], by=person, at=at)

    return ask_resident(request, question, form, do)
