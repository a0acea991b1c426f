from datetime import datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cases import duplicates, matching, telling
from cases.models import AssistingUnit, Case, Event, Photo
from cases.terms import Level, State
from cases.views.buttons import Button, offered
from cases.views.door import at_desk, case_or_404
from partyorg.hats import Hat


@require_safe
@at_desk
def case(request: HttpRequest, hat: Hat, at: datetime, number: str) -> HttpResponseBase:
    """What was said, what I may do now, and all that happened."""
    found = case_or_404(number, hat)
    return render(request, "cases/case.html", {"hat": hat, **everything_about(found, hat, at)})


@require_safe
@at_desk
@cache_control(private=True, max_age=3600)
def photo(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponseBase:
    """A picture, for those who may see its case; nobody may keep it for others."""
    shown = get_object_or_404(Photo, pk=pk, case__in=Case.objects.visible_to(hat))
    return FileResponse(shown.file.open(), content_type="image/jpeg", headers={"X-Content-Type-Options": "nosniff"})


def everything_about(case: Case, hat: Hat, at: datetime) -> dict[str, Any]:
    """What the case page and the pane beside the list show."""
    prefetch_related_objects(
        [case],
        Prefetch("assisting", AssistingUnit.objects.select_related("organisation")),
        Prefetch("events", Event.objects.select_related(*telling.EVENT_FACES)),
    )
    buttons, hindrances = offered(case, hat, at)
    return {
        "case": case,
        "at": at,
        "promise": telling.promise(case, at, for_staff=True),
        "rungs": telling.rungs(case),
        "timeline": telling.timeline(case.events.all(), for_staff=True),
        "photos": case.photos.all(),
        "assisting": case.assisting.all(),
        "decisions": case.top_decisions.select_related("host_org").prefetch_related("milestones"),
        "buttons": buttons,
        "hindrances": hindrances,
        "kin": duplicates.kin(case, hat),
        "alike": duplicates.suggestions(case, hat, at) if _may_be_merged(case, buttons) else [],
        "resources": matching.resources_for(case) if _is_with_the_grid(case) else None,
    }


def _may_be_merged(case: Case, buttons: list[Button]) -> bool:
    """At intake, where somebody has to look whether it is known already."""
    return case.state in (State.SUBMITTED, State.ACCEPTED) and any(button.event == "merge" for button in buttons)


def _is_with_the_grid(case: Case) -> bool:
    return case.owner_level == Level.GRID and case.state == State.HANDLING
