"""志愿服务 on a telephone: what it is, signing up, one's place in the ranking, leaving."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.door import as_resident, both
from accounts.models import User
from accounts.passing import resident_of
from grids.locating import locate
from grids.models import Place
from partyorg.communities import by_street, community_with, remembered, tidied
from volunteers import actions
from volunteers.asking import Question, ask_resident, sent
from volunteers.departures import what_ends
from volunteers.forms import JoinForm, RankedForm, SureForm
from volunteers.hub import lines_of
from volunteers.models import FamilyTie, Volunteer
from volunteers.passbook import sums_of
from volunteers.referring import code_of
from volunteers.standing import COMMUNITY_LEVELS
from worktime import clock

AT_FIELD = {
    "too_young": "birthday", "no_birthday": "birthday", "other_birthday": "birthday",
    "other_name": "name", "volunteers_there": "community",
    "guardian_needed": "guardian_name", "own_guardian": "guardian_name", "guardians_phone": "guardian_phone",
    "not_here": "community",
}  # fmt: skip


def volunteer_of(person: User | None) -> Volunteer | None:
    """Who has not left."""
    found = Volunteer.objects.registered(person) if person else None
    return found if found and found.left_on is None else None


@never_cache
@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    person, at = resident_of(request), clock.now()
    known, today = Volunteer.objects.registered(person) if person else None, localdate(at)
    volunteer, former = (known, None) if known and known.left_on is None else (None, known)
    family = volunteer is not None and actions.concerns_family(volunteer, at)
    shown = {
        "person": person,
        "volunteer": volunteer,
        "former": former,
        "sums": sums_of(known.person, today) if known else None,
        "code": code_of(volunteer) if volunteer else "",
        "lines": lines_of(person, at) if person else [],
        "family": family,
        "asking": FamilyTie.objects.asking(person).count() if family and person else 0,
    }
    return render(request, "volunteers/resident/hub.html", shown)


@never_cache
@require_safe
def communities(request: HttpRequest) -> HttpResponse:
    """By a few words, or by where the telephone is."""
    words = tidied(request.GET.get("q", ""))
    here = _here(request.GET.get("lat", ""), request.GET.get("lon", ""))
    streets = [] if here and not words else by_street(words)
    shown = {"words": words, "here": here, "streets": streets, "by": request.GET.get("by", "")}
    return render(request, "volunteers/resident/communities.html", shown)


@never_cache
@as_resident
@both
def join(request: HttpRequest, person: User) -> HttpResponse:
    """Where no community is known, it is asked first; nothing typed is lost by it."""
    if volunteer_of(person):
        return redirect("volunteering:hub")
    community = _chosen(request)
    if community is None:
        return redirect("volunteering:communities")
    at = clock.now()
    initial = {"name": person.name if person.name != "居民" else "", "referrer": request.GET.get("by", "")}
    form = JoinForm(sent(request), community=community, today=localdate(at), initial=initial)
    question = Question(
        "注册志愿者", "注册", reverse("volunteering:hub"), "注册好了，谢谢您。看看身边有什么能做的。", at_field=AT_FIELD
    )

    def do() -> None:
        actions.join(person, form.said(), at=at)

    return ask_resident(request, question, form, do, template="volunteers/resident/join.html", community=community)


@never_cache
@as_resident
@both
def ranked(request: HttpRequest, person: User) -> HttpResponse:
    volunteer, at = volunteer_of(person), clock.now()
    if volunteer is None:
        return redirect("volunteering:hub")
    if volunteer.is_minor(localdate(at)):
        return render(request, "volunteers/resident/no_ranking.html")
    form = RankedForm(sent(request), initial={"ranked": volunteer.ranked})
    question = Question("要不要上排行榜", "就这样", reverse("volunteering:hub"), "改好了。")

    def do() -> None:
        actions.show_in_ranking(volunteer, form.choice, by=person, at=at)

    return ask_resident(request, question, form, do)


@never_cache
@as_resident
@both
def leave(request: HttpRequest, person: User) -> HttpResponse:
    volunteer, at = volunteer_of(person), clock.now()
    if volunteer is None:
        return redirect("volunteering:hub")
    form = SureForm(sent(request))
    shop = f"{volunteer.community.short_name}的积分超市"
    question = Question(
        "退出志愿者", "退出", reverse("volunteering:hub"), "已退出，谢谢您做过的事。",
        advice=f"时长和积分还是您的：积分还能在{shop}兑换，也能捐给社区。只是不再通知您活动，也不上排行榜，不能再挣积分。"
        "以后可以再注册；搬到别的社区的，退出以后在那里再注册一次，时长和积分都跟着您，在那里的积分超市用。",
    )  # fmt: skip

    def do() -> None:
        actions.withdraw(volunteer, by=person, at=at)

    shown = {"ends": what_ends(volunteer, at=at)}
    return ask_resident(request, question, form, do, template="volunteers/resident/leave.html", **shown)


def _chosen(request: HttpRequest) -> Place | None:
    """What the form was opened with, what was tapped in the list, or what this browser looked at last."""
    asked = request.POST.get("community") or request.GET.get("community")
    found = community_with(asked) if asked else remembered(request)
    return found if found and found.valid_to is None else None


def _here(lat: str, lon: str) -> Place | None:
    """The community around this spot; None for what is none."""
    try:
        found = locate(float(lat), float(lon))
    except ValueError:
        return None
    return found.place.at_level(*COMMUNITY_LEVELS) if found else None
