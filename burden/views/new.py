from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import both
from burden import actions
from burden.forms import FIELD_OF_RULE, TaskForm
from burden.models import ListedMatter, Task
from burden.standing import giving_units
from burden.workflow import Deed, Who
from partyorg.door import at_desk
from partyorg.hats import Hat


@both
@at_desk
def new(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """A unit puts a task on communities."""
    if not giving_units(hat):
        refusal = actions.Refused("not_yours", who=Who.GIVER.label, deed=Deed.PUT.label)
        return render(request, "burden/new.html", {"hat": hat, "refusal": refusal}, status=403)
    form = TaskForm(request.POST if request.method == "POST" else None, hat=hat, today=localdate(at))
    if not form.is_bound:
        return _page(request, hat, form, status=200)
    if not form.is_valid():
        return _page(request, hat, form, status=422)
    try:
        task = actions.assign(form.asked(), by=hat, at=at)
    except actions.Refused as refused:
        form.add_error(FIELD_OF_RULE.get(refused.rule), str(refused))
        return _page(request, hat, form, status=409)
    messages.success(request, _done(task))
    return redirect("burden:task", task.assignments.order_by("id").values_list("pk", flat=True)[0])


def _page(request: HttpRequest, hat: Hat, form: TaskForm, *, status: int) -> HttpResponse:
    return render(request, "burden/new.html", {"hat": hat, "form": form}, status=status)


def _done(task: Task) -> str:
    number = task.assignments.count()
    return f"已交办给 {number} 个社区。" if task.listed_id else f"清单以外的事项：已送街道审核，涉及 {number} 个社区。"


@require_safe
@at_desk
def listed(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """What a community may be asked to help with today."""
    matters = ListedMatter.objects.in_force(localdate(at))
    return render(request, "burden/listed.html", {"hat": hat, "today": localdate(at), "matters": matters})
