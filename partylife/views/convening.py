from collections.abc import Callable
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.door import both
from partylife import actions
from partylife.forms import MEETING_FIELD_OF_RULE, AgendaForm, ConveneForm, MinutesForm, Sent
from partylife.models import Meeting
from partylife.rules import Refused
from partylife.views.door import number, refused
from partylife.views.meetings import meeting_or_404
from partyorg.door import at_desk
from partyorg.hats import Hat


@both
@at_desk
def convene(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """Call a meeting: first for which unit, where one may for several."""
    units = actions.may_convene_for(hat)
    if not units:
        refusal = Refused("not_yours", who=actions.CONVENERS, deed="召集会议")
        return refused(request, hat, refusal, back=reverse("partylife:meetings"))
    asked = number(request.GET.get("unit", "") or request.POST.get("unit", ""))
    unit = units[0] if len(units) == 1 else next((one for one in units if one.pk == asked), None)
    if unit is None:
        return render(request, "partylife/which_unit.html", {"hat": hat, "units": units, "title": "召集会议"})
    form = ConveneForm(Sent.of(request.POST if request.method == "POST" else None), unit=unit, at=at)
    context = {"hat": hat, "form": form, "unit": unit}
    if not form.is_bound or not form.is_valid():
        return render(request, "partylife/convene.html", context, status=422 if form.is_bound else 200)
    try:
        called = actions.convene(form.called(), by=hat, at=at)
    except Refused as refusal:
        form.add_error(MEETING_FIELD_OF_RULE.get(refusal.rule), str(refusal))
        return render(request, "partylife/convene.html", context, status=409)
    messages.success(request, "已召集，受邀单位已经能看到。")
    if called.agenda_is_late:
        messages.warning(request, LATE_AGENDA)
    return redirect("partylife:meeting", called.pk)


LATE_AGENDA = "议题要在会前 3 天确定，请尽快补上。"


@both
@at_desk
def agenda(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = meeting_or_404(pk, hat)
    form = AgendaForm(request.POST if request.method == "POST" else None, initial={"agenda": found.agenda})
    return _written(request, hat, found, form, lambda said: actions.fix_agenda(found, said["agenda"], by=hat, at=at))


@both
@at_desk
def minutes(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = meeting_or_404(pk, hat)
    form = MinutesForm(request.POST if request.method == "POST" else None)
    return _written(
        request, hat, found, form, lambda said: actions.write_minutes(found, said["minutes"], by=hat, at=at)
    )


def _written(
    request: HttpRequest, hat: Hat, found: Meeting, form: forms.Form, deed: Callable[[dict], Meeting]
) -> HttpResponse:
    """One page for the words that are added to a meeting."""
    back = reverse("partylife:meeting", args=[found.pk])
    [title] = [field.label for field in form]
    context = {"hat": hat, "form": form, "title": title, "about": found, "back": back}
    if found.convener not in actions.may_convene_for(hat):
        refusal = Refused("not_yours", who=actions.CONVENERS, deed=f"写{title}")
        return refused(request, hat, refusal, back=back)
    if not form.is_bound or not form.is_valid():
        return render(request, "partylife/words.html", context, status=422 if form.is_bound else 200)
    try:
        deed(form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return render(request, "partylife/words.html", context, status=409)
    messages.success(request, f"{title}已记下。")
    if isinstance(form, AgendaForm) and found.agenda_is_late:
        messages.warning(request, "离会议不到 3 天才定议题，已标明。")
    return redirect(back)
