from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.door import both
from partylife import actions
from partylife.forms import FIELD_OF_RULE, ActivityForm, Sent, StrikeForm
from partylife.kinds import LED_BY
from partylife.models import Activity
from partylife.rules import Refused
from partylife.sight import records_party_life, units_recorded_by
from partylife.views.activities import activity_or_404
from partylife.views.door import in_the_party, number, refused
from partyorg.hats import Hat
from partyorg.models import Organisation

WHO, BACK = actions.WHO, "partylife:activities"


@both
@in_the_party
def new(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """Record what was held: first of which organisation, where there are several to choose from."""
    if not records_party_life(hat):
        return refused(request, hat, Refused("not_yours", who=WHO, deed="记录"), back=reverse(BACK))
    today = localdate(at)
    units = units_recorded_by(hat).stood(today).filter(kind__in=LED_BY).order_by("tree_id", "lft")
    unit = _chosen(request, list(units.select_related("parent", "place")))
    if unit is None:
        return render(request, "partylife/which_unit.html", {"hat": hat, "units": units, "title": "记录组织生活"})
    form = ActivityForm(_sent(request), unit=unit, today=today)
    return _taken(request, hat, at, form)


@both
@in_the_party
def correct(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """A new version, begun with what the old one says."""
    found = activity_or_404(pk, hat)
    unit = _mine_of(found, hat)
    if unit is None:
        return refused(request, hat, Refused("not_yours", who=WHO, deed="更正"), back=_at(found))
    return _taken(request, hat, at, ActivityForm(_sent(request), unit=unit, today=localdate(at), corrects=found))


@both
@in_the_party
def strike(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = activity_or_404(pk, hat)
    if _mine_of(found, hat) is None:
        return refused(request, hat, Refused("not_yours", who=WHO, deed="作废"), back=_at(found))
    form = StrikeForm(request.POST if request.method == "POST" else None)
    context = {"hat": hat, "activity": found, "form": form}
    if not form.is_bound or not form.is_valid():
        return render(request, "partylife/strike.html", context, status=422 if form.is_bound else 200)
    try:
        actions.strike(found, because=form.cleaned_data["because"], by=hat, at=at)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return render(request, "partylife/strike.html", context, status=409)
    messages.success(request, "已作废，不再计入。")
    return redirect("partylife:activity", found.pk)


def _sent(request: HttpRequest) -> Sent:
    return Sent.of(request.POST if request.method == "POST" else None)


def _mine_of(activity: Activity, hat: Hat) -> Organisation | None:
    """The host for which this hat may write."""
    hosts = [host.organisation for host in activity.hosts.all()]
    mine = set(units_recorded_by(hat).filter(pk__in=[host.pk for host in hosts]).values_list("pk", flat=True))
    return next((host for host in hosts if host.pk in mine), None)


def _chosen(request: HttpRequest, units: list[Organisation]) -> Organisation | None:
    asked = number(request.GET.get("unit", "") or request.POST.get("unit", ""))
    return units[0] if len(units) == 1 else next((unit for unit in units if unit.pk == asked), None)


def _taken(request: HttpRequest, hat: Hat, at: datetime, form: ActivityForm) -> HttpResponse:
    context = {"hat": hat, "form": form, "unit": form.unit, "corrects": form.corrects}
    if not form.is_bound or not form.is_valid():
        return render(request, "partylife/record.html", context, status=422 if form.is_bound else 200)
    try:
        kept = _kept(form, hat, at)
    except Refused as refusal:
        form.add_error(FIELD_OF_RULE.get(refusal.rule), str(refusal))
        return render(request, "partylife/record.html", context, status=409)
    messages.success(request, "已更正，以新的记录为准。" if form.corrects else "已记录。")
    return redirect("partylife:activity", kept.pk)


def _kept(form: ActivityForm, hat: Hat, at: datetime) -> Activity:
    if form.corrects:
        return actions.correct(form.corrects, form.told(), by=hat, at=at)
    return actions.record(form.told(), by=hat, at=at)


def _at(activity: Activity) -> str:
    return reverse("partylife:activity", args=[activity.pk])
