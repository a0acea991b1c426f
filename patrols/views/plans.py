"""巡查 at the desk: what is planned, what was walked and found."""

from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import both
from partyorg.hats import Hat
from patrols import actions
from patrols.forms import PlanForm, SureForm
from patrols.kinds import Outcome
from patrols.models import Patrol, PatrolPlan
from teams.door import organising
from volunteers.asking import Question, ask_at_desk, desk_page, page_of, sent
from volunteers.standing import communities_of

STOPPED_SHOWN = timedelta(days=30)
AT_FIELD = {
    "cannot_walk": "patroller",
    "no_items": "items",
    "days_in_order": "until",
    "no_day": "weekdays",
    "since_past": "since",
    "planned_there": "patroller",
}


@require_safe
@organising
def plans(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """Those that are in force or to come, and for a month those that stopped: somebody else has to walk."""
    lasting = Q(until__isnull=True) | Q(until__gte=localdate(at))
    stopped = ~Q(stopped="") & Q(until__gte=localdate(at) - STOPPED_SHOWN)
    rows = PatrolPlan.objects.visible_to(hat).filter(lasting | stopped).with_faces()
    shown = {"page": page_of(request, rows), "today": localdate(at)}
    return desk_page(request, hat, "patrols/plans.html", {"tab": "patrols", "cut": "plans", **shown})


@both
@organising
def new_plan(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    form = PlanForm(sent(request), communities=communities_of(hat), today=localdate(at))
    question = Question("安排巡查", "安排", reverse("patrols:list"), "巡查安排好了。", at_field=AT_FIELD)

    def do() -> None:
        actions.plan(form.planned(), by=hat, at=at)

    return ask_at_desk(request, hat, question, form, do)


@both
@organising
def end_plan(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    plan = get_object_or_404(PatrolPlan.objects.visible_to(hat).with_faces(), pk=pk)
    question = Question(
        "结束巡查安排", "结束", reverse("patrols:list"), "已结束。", about=f"{plan} · {plan.known_patroller}",
        advice="过了今天就不再巡查；正在走的这一次可以走完。",
    )  # fmt: skip
    sure = SureForm(sent(request))
    return ask_at_desk(request, hat, question, sure, lambda: actions.end_plan(plan, by=hat, at=at))


@require_safe
@organising
def records(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """The rounds, newest first, with how much was stopped and how much became a case."""
    counts = {
        name: Count("findings", filter=Q(findings__outcome=outcome))
        for name, outcome in [("stopped", Outcome.STOPPED), ("raised", Outcome.CASE)]
    }
    rows = Patrol.objects.visible_to(hat).with_faces().annotate(**counts).order_by("-id")
    return desk_page(
        request, hat, "patrols/records.html", {"tab": "patrols", "cut": "records", "page": page_of(request, rows)}
    )
