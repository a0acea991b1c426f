"""A round on a telephone: today's plan, one tap for each thing to look for, a picture, its end."""

from datetime import datetime

from django.contrib import messages
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from accounts.door import both
from partyorg.hats import Hat
from patrols import actions
from patrols.forms import FindingForm
from patrols.models import Finding, Patrol, PatrolPlan
from patrols.views.face import Face, for_both
from volunteers.asking import Question, sent
from volunteers.rules import Refused

AT_FIELD = {"photo_needed": "photos", "words_needed": "words", "no_case": "words"}


def _today(request: HttpRequest, face: Face, hat: Hat, at: datetime) -> HttpResponseBase:
    """What I walk today, and rounds that are not ended yet; one of an earlier day hinders no new one."""
    assert hat.person
    plans = PatrolPlan.objects.of(hat.person).on(localdate(at)).with_faces()
    rounds = Patrol.objects.filter(plan__patroller=hat.person).with_faces()
    under_way = list(rounds.filter(ended_at=None))
    walked = {one.plan_id for one in under_way if localdate(one.started_at) == localdate(at)}
    shown = {
        "plans": [plan for plan in plans if plan.pk not in walked], "under_way": under_way,
        "ended": rounds.filter(ended_at__date=localdate(at)), "today": localdate(at),
    }  # fmt: skip
    return face.shows(request, hat, "today", shown)


def _start(request: HttpRequest, face: Face, hat: Hat, at: datetime, pk: int) -> HttpResponseBase:
    plan = get_object_or_404(PatrolPlan.objects.with_faces(), pk=pk, patroller=hat.person)
    try:
        return redirect(face.to("patrol", actions.start(plan, by=hat, at=at).pk))
    except Refused as refused:
        if refused.rule != "not_today":  # of another day: the page says what is of today
            messages.error(request, str(refused))
        return redirect(face.to("today"))


def _patrol(request: HttpRequest, face: Face, hat: Hat, at: datetime, pk: int) -> HttpResponseBase:
    """To the one who walks it with all that can be done; to others in sight, as a record."""
    patrol = get_object_or_404(Patrol.objects.visible_to(hat).with_faces(), pk=pk)
    findings = patrol.findings.select_related("item", "case")
    own = patrol.plan.patroller_id == (hat.person and hat.person.pk)
    shown = {"patrol": patrol, "findings": findings, "walking": own and patrol.ended_at is None, "own": own}
    return face.shows(request, hat, "patrol", shown)


def _own(hat: Hat, pk: int) -> Patrol:
    return get_object_or_404(Patrol.objects.with_faces(), pk=pk, plan__patroller=hat.person)


def _find(request: HttpRequest, face: Face, hat: Hat, at: datetime, pk: int, item: int) -> HttpResponseBase:
    patrol = _own(hat, pk)
    looked_for = get_object_or_404(patrol.plan.items, pk=item)
    form = FindingForm(sent(request), request.FILES if request.method == "POST" else None)
    question = Question(
        looked_for.name, "记下", face.to("patrol", pk), "记下了。", about=f"{patrol} · {patrol.plan}", tab="patrols",
        at_field=AT_FIELD,
    )  # fmt: skip

    def do() -> None:
        actions.find(patrol, form.found(looked_for), by=hat, at=at)

    return face.asks(request, hat, question, form, do)


def _finish(request: HttpRequest, face: Face, hat: Hat, at: datetime, pk: int) -> HttpResponseBase:
    try:
        actions.finish(_own(hat, pk), by=hat, at=at)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(face.to("patrol", pk))


@cache_control(private=True, max_age=3600)
def _photo(request: HttpRequest, face: Face, hat: Hat, at: datetime, pk: int) -> HttpResponseBase:
    """A picture, for those who may see its round; nobody may keep it for others."""
    seen = Finding.objects.filter(patrol__in=Patrol.objects.visible_to(hat)).exclude(photo="")
    shown = get_object_or_404(seen, pk=pk)
    return FileResponse(shown.photo.open(), content_type="image/jpeg", headers={"X-Content-Type-Options": "nosniff"})


desk_today, resident_today = map(require_safe, for_both(_today))
desk_start, resident_start = map(require_POST, for_both(_start))
desk_patrol, resident_patrol = map(require_safe, for_both(_patrol))
desk_find, resident_find = map(both, for_both(_find))
desk_finish, resident_finish = map(require_POST, for_both(_finish))
desk_photo, resident_photo = map(require_safe, for_both(_photo))
