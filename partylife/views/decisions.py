from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import both
from partylife import actions
from partylife.forms import MEETING_FIELD_OF_RULE, DecisionForm, SettleForm
from partylife.models import Decision
from partylife.rules import Refused
from partylife.views.door import ROWS, refused
from partylife.views.meetings import faced, meeting_or_404
from partyorg.door import at_desk
from partyorg.hats import Hat


@require_safe
@at_desk
def decisions(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """What is still to be done of what meetings decided, the latest first; `?done=1`: what was done."""
    found, today = Decision.objects.visible_to(hat).with_faces(), localdate(at)
    done = request.GET.get("done") == "1"
    shown = found.exclude(done_on=None).order_by("-done_on", "-id") if done else found.open()
    page = Paginator(shown, ROWS).get_page(request.GET.get("page"))
    context = {
        "hat": hat,
        "here": "decisions",
        "page": page,
        "rows": [faced(decision, hat, today) for decision in page],
        "done": done,
        "late_number": found.open().filter(due_on__lt=today).count(),
    }
    return render(request, "partylife/decisions.html", context)


@both
@at_desk
def decide(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """Write down one thing that the meeting decided; then the next."""
    found = meeting_or_404(pk, hat)
    back = reverse("partylife:meeting", args=[found.pk])
    if found.convener not in actions.may_convene_for(hat):
        return refused(request, hat, Refused("not_yours", who=actions.CONVENERS, deed="记议定事项"), back=back)
    units = [found.convener, *(invitation.organisation for invitation in found.invitations.all())]
    data = request.POST if request.method == "POST" else None
    form = DecisionForm(data, units=units, today=localdate(at))
    context = {"hat": hat, "form": form, "title": "记议定事项", "about": found, "back": back}
    if not form.is_bound or not form.is_valid():
        return render(request, "partylife/words.html", context, status=422 if form.is_bound else 200)
    try:
        actions.decide(found, **form.cleaned_data, by=hat, at=at)
    except Refused as refusal:
        form.add_error(MEETING_FIELD_OF_RULE.get(refusal.rule), str(refusal))
        return render(request, "partylife/words.html", context, status=409)
    messages.success(request, "议定事项已记下，列入跟踪。")
    return redirect(back)


@both
@at_desk
def settle(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """It is done, and with what result."""
    found = get_object_or_404(Decision.objects.visible_to(hat).with_faces(), pk=pk)
    back = reverse("partylife:meeting", args=[found.meeting_id])
    if not actions.may_settle(found, hat):
        return refused(request, hat, Refused("not_yours", who=actions.HANDLERS, deed="办结议定事项"), back=back)
    form = SettleForm(request.POST if request.method == "POST" else None)
    context = {"hat": hat, "form": form, "title": "办结议定事项", "about": found, "back": back}
    if not form.is_bound or not form.is_valid():
        return render(request, "partylife/words.html", context, status=422 if form.is_bound else 200)
    try:
        actions.settle(found, result=form.cleaned_data["result"], by=hat, at=at)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return render(request, "partylife/words.html", context, status=409)
    messages.success(request, "已办结。")
    return redirect(back)
