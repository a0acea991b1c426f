"""随手拍: three taps. Open it, take the photo, send."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from accounts.addresses import address_of
from accounts.door import both
from accounts.passing import resident_of
from cases.actions import Refused
from cases.suggesting import sounds_urgent
from partyorg.hats import Hat
from resident.actions import TooMany, drop_photos, send_snap
from resident.following import person_of, proof_of, remember
from resident.forms import ReportForm, SnapForm
from resident.views.filling import filled
from resident.views.report import in_a_while, known, look_over
from worktime import clock


@never_cache  # a page brought back by “back” would bear a used key
@both
def snap(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, SnapForm())
    if "chosen" in request.POST:
        return _page(request, SnapForm.with_place(request.POST))
    form = filled(SnapForm, request, clock.now())
    if not form.is_valid():
        return _page(request, form, status=form.status)
    try:
        return (
            _ask_whether_it_burns(request, form) if sounds_urgent(form.cleaned_data["words"]) else _send(request, form)
        )
    except Refused as refused:
        form.add_error("place", str(refused))
        return _page(request, form, status=422)
    except TooMany as many:
        form.refuse(None, str(many))
        return in_a_while(_page(request, form, status=form.status), many)


def _send(request: HttpRequest, form: SnapForm) -> HttpResponse:
    said, at = replace(form.said(), proof=proof_of(request)), clock.now()
    case = send_snap(said, address=address_of(request), by=Hat(person=person_of(request)), at=at)
    drop_photos(form.filling)
    if case.key != said.key:
        return known(request, case)
    response = redirect("resident:sent", case.tracking_code)
    remember(request, response, case)
    return response


def _ask_whether_it_burns(request: HttpRequest, form: SnapForm) -> HttpResponse:
    """Words of fire or gas: looked over as any report is, with whom to call on top."""
    typed = request.POST.copy()
    typed.update({"key": str(form.filling)})
    typed["lat"], typed["lon"] = (str(form.spot.lat or ""), str(form.spot.lon or ""))
    whole = ReportForm(typed, at=clock.now())
    return look_over(request, whole, clock.now()) if whole.is_valid() else _page(request, form, status=422)


def _page(request: HttpRequest, form: SnapForm, status: int = 200) -> HttpResponse:
    shown = {"form": form, "person": resident_of(request)}
    return render(request, "resident/snap.html", shown, status=status)
