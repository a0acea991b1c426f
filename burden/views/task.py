from datetime import datetime

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from burden import actions
from burden.forms import StepForm
from burden.meter import loads
from burden.models import Assignment, Step
from burden.territory import watched_by
from partyorg.door import at_desk
from partyorg.hats import Hat


def assignment_or_404(pk: int, hat: Hat) -> Assignment:
    """What this hat may not see does not exist for it."""
    steps = Prefetch("steps", Step.objects.select_related("by", "post__organisation", "post__place"))
    return get_object_or_404(Assignment.objects.visible_to(hat).with_faces().prefetch_related(steps), pk=pk)


@require_safe
@at_desk
def task(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """What is asked of this community, what I may do now, all that happened, and the other communities I may see."""
    found = assignment_or_404(pk, hat)
    others = Assignment.objects.visible_to(hat).filter(task=found.task).exclude(pk=found.pk)
    context = {
        "hat": hat,
        "at": at,
        "today": localdate(at),
        "assignment": found,
        "load": next(iter(loads(watched_by(hat).filter(pk=found.community_id), today=localdate(at))), None),
        "forms": [StepForm(deed=deed) for deed in actions.deeds_for(found, hat)],
        "steps": list(reversed(found.steps.all())),
        "others": others.select_related("community").order_by("community__tree_id", "community__lft"),
    }
    return render(request, "burden/task.html", context)
