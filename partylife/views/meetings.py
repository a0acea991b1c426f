from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from partylife.actions import may_convene_for, may_settle
from partylife.models import Decision, Invitation, Meeting
from partylife.views.door import ROWS
from partyorg.door import at_desk
from partyorg.hats import Hat


@dataclass(frozen=True, slots=True)
class Row:
    decision: Decision
    tone: str
    days_late: int
    may_settle: bool


def meeting_or_404(pk: int, hat: Hat) -> Meeting:
    """What this hat may not see does not exist for it."""
    invitations = Prefetch("invitations", Invitation.objects.select_related("organisation"))
    decisions = Prefetch("decisions", Decision.objects.select_related("unit"))
    found = Meeting.objects.visible_to(hat).select_related("convener", "convened_by")
    return get_object_or_404(found.prefetch_related(invitations, decisions), pk=pk)


@require_safe
@at_desk
def meetings(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """The meetings one's units convened, were invited to, or head."""
    found = Meeting.objects.visible_to(hat).select_related("convener")
    rows = found.annotate(
        invited_number=Count("invitations", distinct=True),
        open_number=Count("decisions", filter=Q(decisions__done_on=None), distinct=True),
    ).order_by("-held_at", "-id")  # counting takes the model's own order away
    context = {
        "hat": hat,
        "at": at,
        "here": "meetings",
        "may_convene": bool(may_convene_for(hat)),
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
    }
    return render(request, "partylife/meetings.html", context)


@require_safe
@at_desk
def meeting(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = meeting_or_404(pk, hat)
    today = localdate(at)
    context = {
        "hat": hat,
        "at": at,
        "meeting": found,
        "is_over": found.held_at <= at,
        "convenes": found.convener in may_convene_for(hat),
        "decisions": [faced(decision, hat, today) for decision in found.decisions.all()],
    }
    return render(request, "partylife/meeting.html", context)


def faced(decision: Decision, hat: Hat, today: date) -> Row:
    """A decision as a row shows it: how near its day is, and whether this hat may end it."""
    tone = "late" if decision.is_late(today) else "soon" if decision.is_soon(today) else ""
    return Row(decision, tone, (today - decision.due_on).days, decision.done_on is None and may_settle(decision, hat))
