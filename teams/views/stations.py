"""网格党群服务站 at the desk."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.door import both
from partyorg.hats import Hat
from teams import actions
from teams.door import organising
from teams.forms import StationForm
from teams.models import Station
from volunteers.asking import Question, ask_at_desk, desk_page, page_of, sent
from volunteers.standing import communities_kept_by, keeps

GOES_ON = "这个站还有 {number} 个没办完的预约：停用以后不再接新的，这些照常接单、上门；不办的，请到“帮办预约”里撤下。"


@require_safe
@organising
def stations(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    rows = Station.objects.visible_to(hat).select_related("community").prefetch_related("grids")
    kept = communities_kept_by(hat)
    own = {place.pk for place in kept}
    page = page_of(request, rows)
    shown = {"page": page, "kept": {one.pk for one in page if one.community_id in own}, "may_open": bool(kept)}
    return desk_page(request, hat, "teams/stations.html", {"tab": "teams", "cut": "stations", **shown})


@both
@organising
def new_station(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    kept = communities_kept_by(hat)
    if not kept:
        return _not_theirs(request, hat)
    form = StationForm(sent(request), communities=kept)
    question = Question(
        "设立党群服务站", "设立", reverse("teams:stations"), "服务站设立好了，这几个网格的居民可以预约帮办。"
    )

    def do() -> None:
        said = form.cleaned_data
        actions.open_station(said["community"], form.standing(), key=said["key"], by=hat, at=at)

    return ask_at_desk(request, hat, question, form, do)


@both
@organising
def change_station(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    station = get_object_or_404(Station.objects.visible_to(hat).select_related("community"), pk=pk)
    if not keeps(hat, station.community):
        return _not_theirs(request, hat)
    form = StationForm(sent(request), communities=[station.community], station=station)
    waiting = actions.bookings_open_at(station)
    question = Question(
        "修改党群服务站", "保存", reverse("teams:stations"), "已保存。", about=station.name,
        advice=GOES_ON.format(number=waiting) if waiting else "",
    )  # fmt: skip

    def do() -> None:
        actions.change_station(station, form.standing(), by=hat, at=at)

    return ask_at_desk(request, hat, question, form, do)


def _not_theirs(request: HttpRequest, hat: Hat) -> HttpResponse:
    return desk_page(request, hat, "teams/not_kept.html", {"tab": "teams", "cut": "stations"}, status=403)
