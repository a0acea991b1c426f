"""What a resident can do near by: looked at by anybody, signed up for by volunteers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import as_resident, both
from accounts.models import User
from accounts.passing import resident_of
from activities import actions
from activities.attending import why_no_cancel
from activities.forms import SignUpForm, SuggestForm
from activities.forms.deeds import TappedOnceForm
from activities.models import Activity, Presence, SignUp
from activities.offers import barred, offers_for
from activities.room import Room
from activities.workflow import COMING, Standing
from volunteers.asking import Question, ask_resident, page_of, sent
from volunteers.models import Service, Volunteer
from worktime import clock

ROWS = 20
FULL = "名额已经满了。可以先排队，有人取消就自动轮到您，到“我的报名”里看得到。"
SOME_FULL = "有的岗位满了。选它就是排队，有人取消就自动轮到您；选没满的，马上就有位子。"
ANY_THEME = 30  # characters: as long as a theme may be


def activity_or_404(pk: int) -> Activity:
    return get_object_or_404(Activity.objects.told().with_faces(), pk=pk)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """My community first, then my street's others, then the rest; each by when it begins."""
    person, at = resident_of(request), clock.now()
    volunteer = _volunteer(person)
    rows = Activity.objects.ahead(at).with_faces().order_by("starts_at", "id")
    if theme := request.GET.get("theme", "")[:ANY_THEME]:
        rows = rows.filter(theme=theme)
    if volunteer:
        home = volunteer.community
        near = Case(
            When(community=home, then=Value(0)), When(community__parent=home.parent_id, then=Value(1)),
            default=Value(2), output_field=IntegerField(),
        )  # fmt: skip
        rows = rows.annotate(near=near).order_by("near", "starts_at", "id")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    mine = set(SignUp.objects.of(person).coming().values_list("activity", flat=True)) if person else set()
    shown = {"page": page, "theme": theme, "volunteer": volunteer, "person": person, "mine": mine, "at": at}
    return render(request, "activities/resident/list.html", shown)


@require_safe
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    found, person, at = activity_or_404(pk), resident_of(request), clock.now()
    rows = SignUp.objects.filter(activity=found).select_related("activity", "role").prefetch_related("presences")
    mine = rows.of(person).first() if person else None
    seen = list(mine.presences.all()) if mine else []
    why_not = barred(found, _volunteer(person)) if found.takes_sign_ups(at) else ""
    ahead = SignUp.objects.ahead_of(mine).count() if mine and mine.standing == Standing.WAITING else 0
    room, roles = Room(found), list(found.roles.all())
    may = offers_for(found, mine, seen, at, barred=why_not)
    shown = {
        "activity": found, "mine": mine, "seen": _with_records(seen), "person": person, "at": at, "ahead": ahead,
        "may": may, "altered": _altered(found, mine, at) if not may.returns else [], "barred": why_not,
        "left": room.left_of(roles), "roles": [(role, room.left_for(role)) for role in roles],
        "leads": found.is_led_by(person) and found.is_published,
    }  # fmt: skip
    return render(request, "activities/resident/activity.html", shown)


@both
@as_resident
def sign_up(request: HttpRequest, person: User, pk: int) -> HttpResponse:
    found, at = activity_or_404(pk), clock.now()
    volunteer = _volunteer(person)
    is_child = bool(volunteer and volunteer.needs_company(localdate(found.starts_at)))
    room, roles = Room(found), list(found.roles.all())
    form = SignUpForm(sent(request), activity=found, room=room, is_child=is_child)
    full, some_full = not room.left_of(roles), not all(map(room.left_for, roles))
    question = Question(
        found.title, "排队候补" if full else "报名", _page_of(pk), "", about="报名",
        advice=FULL if full else SOME_FULL if some_full else "",
        at_field={"role_needed": "role", "guardian_must_come": "with_guardian", "overlaps_days": "finds_time"},
    )  # fmt: skip

    def do() -> None:
        said = form.cleaned_data
        actions.sign_up(
            found, person, role=said.get("role"), with_guardian=said.get("with_guardian", False),
            finds_time=said["finds_time"], at=at,
        )  # fmt: skip

    shown = {"volunteer": volunteer, "activity": found}
    return ask_resident(request, question, form, do, template="activities/resident/sign_up.html", **shown)


@both
@as_resident
def cancel(request: HttpRequest, person: User, pk: int) -> HttpResponse:
    found, at = activity_or_404(pk), clock.now()
    mine = SignUp.objects.of(person).filter(activity=found).first()
    why_not = why_no_cancel(found, mine, list(mine.presences.all()) if mine else [], at)
    question = Question(
        "取消报名", "取消报名", _page_of(pk), "已取消报名。", about=found.title,
        advice="" if why_not else "位子会让给候补的人。",
    )  # fmt: skip

    def do() -> None:
        actions.cancel_sign_up(found, person, at=at)

    template = "activities/resident/cancel.html"
    return ask_resident(request, question, TappedOnceForm(sent(request)), do, template=template, why_not=why_not)


@both
@as_resident
def suggest(request: HttpRequest, person: User, pk: int) -> HttpResponse:
    found, at = activity_or_404(pk), clock.now()
    form = SuggestForm(sent(request))
    question = Question("献一策", "交给组织者", _page_of(pk), "收到了，谢谢您的建议。", about=found.title)

    def do() -> None:
        actions.suggest(found, person, words=form.cleaned_data["words"], key=form.cleaned_data["key"], at=at)

    return ask_resident(request, question, form, do)


@as_resident
@require_safe
def mine(request: HttpRequest, person: User) -> HttpResponse:
    """The newest first; what is called off or changed says so."""
    rows = SignUp.objects.of(person).select_related("activity__community", "role").prefetch_related("presences")
    page = page_of(request, rows.order_by("-activity__starts_at", "-id"))
    return render(request, "activities/resident/mine.html", {"page": page, "at": clock.now()})


def _with_records(seen: Sequence[Presence]) -> list[tuple[Presence, Service | None]]:
    """What came of each time that they were there."""
    records = Service.objects.in_bulk([one.key for one in seen if one.recorded], field_name="key")
    return [(one, records.get(one.key)) for one in seen]


def _altered(activity: Activity, mine: SignUp | None, at: datetime) -> list[str]:
    """What is not as they read it when they signed up, for whoever is still to come."""
    if mine is None or mine.standing not in COMING or not activity.is_published or at >= activity.ends_at:
        return []
    return activity.changes.sides(mine.signed_at)


def _page_of(pk: int) -> str:
    return reverse("activities_resident:activity", args=[pk])


def _volunteer(person: User | None) -> Volunteer | None:
    if person is None:
        return None
    return Volunteer.objects.active().select_related("community").filter(person=person).first()
