"""登记诉求 (代录): one page, one call. Beside it, while one types, where it may be and what is known already."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.door import both
from cases import actions, telling
from cases.forms.entry import EntryForm
from cases.models import Case
from cases.standing import may_take_down
from cases.terms import Channel, State
from partyorg.door import at_desk
from partyorg.hats import Hat

KNOWN = "这个人反映过同一件事，已补充到原来这一件，没有另开。"
KNOWN_AND_CLOSED = "这个人反映过同一件事，已经结案。已转受理的人，看要不要重新打开。"
READ_OUT = "查询码 <b>{}</b>：请念给对方，凭它查进度、评价。只显示这一次，不要替对方留着。"


@never_cache  # a page brought back by “back” would bear a used key
@both
@at_desk
def report(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    if not may_take_down(hat):
        return _refused(request, None, actions.Refused("no_territory"), hat)
    if request.method != "POST":
        return _page(request, EntryForm(initial={"channel": request.GET.get("channel", "")}, hat=hat, at=at))
    if "more_rows" in request.POST:
        return _page(request, EntryForm.with_more_rows(request.POST.dict(), hat=hat, at=at))
    form = EntryForm(request.POST, request.FILES, hat=hat, at=at)
    if not form.is_valid():
        return _page(request, form, status=422)
    if form.has_to_be_looked_at:
        return _page(request, form, status=422, look=True)
    said = form.said()
    try:
        case = actions.report(said, by=hat, at=at)
    except actions.Refused as refused:
        return _refused(request, form, refusal=refused, hat=hat)
    return _taken_down(request, case, is_new=case.key == said.key, hat=hat, at=at)


def _taken_down(request: HttpRequest, case: Case, *, is_new: bool, hat: Hat, at: datetime) -> HttpResponse:
    """On to the case. The tracking code is the reporter's: shown once, to be read out, and kept on no page of the desk.

    Also for a confidential matter: unlike name and number it says nothing of who it is, and it is all that a caller
    gets to follow the matter by. Not where they have said so before: that number was only typed.
    """
    promise = telling.promise(case, at, for_staff=True)
    if not is_new:
        messages.info(request, KNOWN_AND_CLOSED if case.state == State.CLOSED else KNOWN)
    else:
        now_with = f"已直报{case.owner_org}" if case.emergency_direct else f"由{case.owner_org}受理"
        messages.success(request, f"已登记 {case.number}，{now_with}，最晚 {promise.when} 前{promise.what}。")
        if case.channel != Channel.PATROL:
            messages.info(request, format_html(READ_OUT, case.tracking_code))
    may_open = Case.objects.visible_to(hat).filter(pk=case.pk).exists()
    response = redirect("cases:case", case.number) if may_open else redirect("cases:queue")
    response.status_code = 303
    return response


@never_cache
@require_POST  # what is typed belongs in no log of addresses
@at_desk
def beside(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """Two fragments of the page, for what stands in the form so far."""
    if not may_take_down(hat):
        raise PermissionDenied
    form = EntryForm(request.POST, hat=hat, at=at)
    form.is_valid()  # whatever is wrong or missing yet is said when it is sent
    return render(request, "cases/entry_beside.html", {"form": form})


def _refused(request: HttpRequest, form: EntryForm | None, refusal: actions.Refused, hat: Hat) -> HttpResponse:
    """403 for those who may take down nothing, else 409 with the rule and all that was typed."""
    status = 403 if refusal.rule == "no_territory" else 409
    shown = {"hat": hat, "form": form, "refusal": refusal}
    return render(request, "cases/entry.html", shown, status=status)


def _page(request: HttpRequest, form: EntryForm, *, status: int = 200, look: bool = False) -> HttpResponse:
    return render(request, "cases/entry.html", {"hat": form.hat, "form": form, "look": look}, status=status)
