from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Prefetch, prefetch_related_objects
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.onward import own
from cases import contacts, duplicates, matching, telling
from cases.models import AssistingUnit, Case, Consultation, Event, Milestone, Photo, Proposal, TopDecision
from cases.notes import ASKINGS, ROWS
from cases.standing import standings
from cases.terms import Kind, Level, Matter, Notice, State, Who
from cases.views.board import fold
from cases.views.buttons import Button, arranged, offered
from cases.views.door import case_or_404
from partyorg.door import at_desk
from partyorg.hats import Hat


@require_safe
@at_desk
def case(request: HttpRequest, hat: Hat, at: datetime, number: str) -> HttpResponseBase:
    """What was said, what I may do now, and all that happened."""
    found = case_or_404(number, hat)
    return render(
        request,
        "cases/case.html",
        {"hat": hat, "back": _board(request), "board": fold(found, hat), **everything_about(found, hat, at)},
    )


@require_safe
@at_desk
@cache_control(private=True, max_age=3600)
def photo(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponseBase:
    """A picture, for those who may see its case; nobody may keep it for others."""
    shown = get_object_or_404(Photo, pk=pk, case__in=Case.objects.visible_to(hat))
    return FileResponse(shown.file.open(), content_type="image/jpeg", headers={"X-Content-Type-Options": "nosniff"})


def _board(request: HttpRequest) -> str:
    """The page of the board that one comes from, with its days and its page of the list; else ""."""
    came_from = own(request, request.headers.get("Referer", ""))
    path, query = urlsplit(came_from).path, urlsplit(came_from).query
    return f"{path}?{query}" if path.startswith(reverse("dashboards:front")) else ""


def everything_about(case: Case, hat: Hat, at: datetime, *, in_pane: bool = False) -> dict[str, Any]:
    """What the case page and the pane beside the list show. In the pane the course alone names what was merged."""
    _read(case, hat)
    events = list(case.events.all())
    buttons, hindrances = offered(case, hat, at)
    return {
        "case": case,
        "at": at,
        "promise": telling.promise(case, at, for_staff=True),
        "rungs": telling.rungs(case),
        "phases": telling.phases(case),
        "question": telling.question(case, at),
        "waits_for": telling.waits_for(case, at),
        "timeline": telling.timeline(events, for_staff=True, unnamed=case.anonymous or case.confidential),
        "meetings": telling.meetings(events),
        "arrivals": telling.arrivals(events),
        "marks": telling.marks(events),
        "ruling": telling.ruling(events),
        "urged": sum(event.kind == Notice.URGED for event in events),
        "photos": case.photos.all(),
        "assisting": [unit for unit in case.assisting.all() if unit.organisation_id != case.host_org_id],
        "decisions": list(_decisions(case)),
        "buttons": buttons,
        "offer": arranged(buttons, is_asked=bool(case.proposed)),
        "phone_offered": contacts.is_offered(case, hat, at),
        "is_idle": all(button.beside for button in buttons),
        "hindrances": hindrances,
        "kin": [] if in_pane else duplicates.kin(case, hat),
        "alike": duplicates.suggestions(case, hat, at) if _may_be_merged(case, buttons) else [],
        "resources": matching.resources_for(case, hat) if _is_with_the_grid(case) else None,
    }


def _read(case: Case, hat: Hat) -> None:
    """All that guards and lines ask of the case, once: its history first, then only what the history tells of."""
    prefetch_related_objects(
        [case],
        Prefetch("assisting", AssistingUnit.objects.select_related("organisation")),
        Prefetch("events", Event.objects.select_related(*telling.EVENT_FACES)),
    )
    proposals = Proposal.objects.all() if _has_a_say(case, hat) else Proposal.objects.none()
    meetings = Consultation.objects.all() if case.state == State.CONSULTING else Consultation.objects.none()
    prefetch_related_objects([case], Prefetch("proposals", proposals), Prefetch("consultations", meetings))


def _has_a_say(case: Case, hat: Hat) -> bool:
    """Whether it decides what was asked, or is the host that may ask again: of nobody else the guards ask who asked."""
    deciding = ROWS[ASKINGS[Matter(case.proposed)].granted].who if case.proposed else frozenset()
    asking = {Who.HOST} if Kind.EXTEND_REQUEST in _happened(case) else set()
    return not (deciding | asking).isdisjoint(standings(hat, case))


def _happened(case: Case) -> set[str]:
    return {event.kind for event in case.events.all()}


def _decisions(case: Case) -> Iterator[tuple[TopDecision, list[Milestone]]]:
    """顶格协调 with its milestones, of which there is always one: so one query reads both, and none where none was."""
    if Kind.TOP_DECIDE in _happened(case):
        steps = Milestone.objects.filter(decision__case=case).select_related("decision__host_org")
        for decision, due in groupby(steps.order_by("decision_id", "due_on", "id"), key=lambda step: step.decision):
            yield decision, list(due)


def _may_be_merged(case: Case, buttons: list[Button]) -> bool:
    """At intake, where somebody has to look whether it is known already."""
    return case.state in (State.SUBMITTED, State.ACCEPTED) and any(button.event == "merge" for button in buttons)


def _is_with_the_grid(case: Case) -> bool:
    return case.owner_level == Level.GRID and case.state == State.HANDLING
