"""帮办预约 at the desk: what waits, to whom it is given, what came of it."""

from dataclasses import replace
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import both
from partyorg.hats import Hat
from teams import actions
from teams.door import organising
from teams.forms import AssignForm, CallOffForm, FinishForm
from teams.models import Booking
from teams.workflow import Deed, Part, State, deeds_of
from volunteers.asking import Question, ask_at_desk, desk_page, page_of, sent

WHO_IS_NAMED = "名单里是会“{skill}”的队员。没满 18 周岁的不上门，不在名单里。"
TELEPHONE_FIRST = "约的 {when} 已经过了：请先和预约人说好另外的时间，再派。"
FROM_ANOTHER = "原来接单的人会收到消息，不再看到地址和电话。"
DONE = {
    Deed.ASSIGN: "已派给队员，会告诉队员和预约人。",
    Deed.REASSIGN: "已改派，会告诉两位队员和预约人。",
    Deed.FINISH: "已登记，时长等审核。",
    Deed.CALL_OFF: "已撤下，会告诉预约人和接单人。",
}
HANDS = {Deed.ASSIGN: actions.assign, Deed.REASSIGN: actions.reassign}


@require_safe
@organising
def bookings(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """Those of one's communities, by state; what waits first."""
    rows = Booking.objects.visible_to(hat).with_faces().what_waits_first()
    state = request.GET.get("q", "")
    page = page_of(request, rows.filter(state=state) if state in State.values else rows)
    shown = {"page": page, "late": {one.pk for one in page if one.is_late(at)}}
    return desk_page(
        request, hat, "teams/bookings.html",
        {"tab": "teams", "cut": "bookings", "states": State.choices, "state": state, **shown},
    )  # fmt: skip


def booking_or_404(pk: int, hat: Hat) -> Booking:
    return get_object_or_404(Booking.objects.visible_to(hat).with_faces(), pk=pk)


@require_safe
@organising
def booking(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """Without the address, which is for whoever goes there."""
    found = booking_or_404(pk, hat)
    deeds = [(deed.lower(), deed.label) for deed in deeds_of(Part.DESK, found.stand(at))]
    shown = {"booking": found, "deeds": deeds, "late": {found.pk} if found.is_late(at) else ()}
    return desk_page(request, hat, "teams/booking.html", {"tab": "teams", "cut": "bookings", **shown})


@both
@organising
def take_booking(request: HttpRequest, hat: Hat, at: datetime, pk: int, deed: str) -> HttpResponse:
    found = booking_or_404(pk, hat)
    asked = next((one for one in DONE if one.lower() == deed), None)
    if asked is None:
        raise Http404
    question = Question(
        asked.label, asked.label, reverse("teams:booking", args=[pk]), DONE[asked], about=f"{found} · {found.when}",
        at_field={"cannot_help": "helper", "has_it": "helper"},
    )  # fmt: skip
    if hand := HANDS.get(asked):
        question = replace(question, advice=_of_handing(asked, found, at))
        members = actions.who_could_instead(found, localdate(at)).select_related("person__volunteer", "team")
        form = AssignForm(sent(request), members=list(members))
        return ask_at_desk(request, hat, question, form, lambda: _to(hand(found, **form.cleaned_data, by=hat, at=at)))
    if asked == Deed.FINISH:
        ended = FinishForm(sent(request), initial={"minutes": found.minutes})
        return ask_at_desk(
            request, hat, question, ended, lambda: _to(actions.finish(found, **ended.cleaned_data, by=hat, at=at))
        )
    off = CallOffForm(sent(request))
    return ask_at_desk(
        request, hat, question, off, lambda: _to(actions.call_off(found, **off.cleaned_data, by=hat, at=at))
    )


def _of_handing(deed: Deed, booking: Booking, at: datetime) -> str:
    said = [WHO_IS_NAMED.format(skill=booking.skill)]
    if deed == Deed.REASSIGN:
        said.append(FROM_ANOTHER)
    if booking.is_late(at):
        said.insert(0, TELEPHONE_FIRST.format(when=booking.when))
    return "".join(said)


def _to(booking: Booking) -> str:
    return reverse("teams:booking", args=[booking.pk])
