"""小区: how far it is on the five steps to a branch of its own."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.door import both
from grids.models import Estate
from partyorg.door import at_desk
from partyorg.forms.grid import TakeStep
from partyorg.hats import Hat
from partyorg.models import EstateStep, Organisation
from partyorg.views.deeds import page_of, refused

NOT_YOURS = "五步走由小区所在社区的书记、党务专干登记。您的岗位不在其中。"


@require_safe
@at_desk
def estate(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    one = _estate(pk)
    done = {step.step: step for step in one.steps.select_related("by")}
    context = {
        "hat": hat,
        "estate": one,
        "number": len(done),
        "steps": [(number, label, done.get(number)) for number, label in EstateStep.Step.choices],
        "units": one.organisations.filter(ended_on=None),
        "may_step": len(done) < len(EstateStep.Step) and _keeps(hat, one),
    }
    return render(request, "partyorg/estate.html", context)


@both
@at_desk
def estate_step(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    one = _estate(pk)
    back = reverse("partyorg:estate", args=[pk])
    if not _keeps(hat, one):
        return refused(request, hat, NOT_YOURS, title=TakeStep.title, back=back)
    typed = request.POST if request.method == "POST" else None
    return page_of(
        request, hat, TakeStep(typed, hat=hat, at=at, estate=one, done=one.steps.count()), about=one.name, back=back
    )


def _estate(pk: int) -> Estate:
    return get_object_or_404(Estate.objects.select_related("community"), pk=pk)


def _keeps(hat: Hat, one: Estate) -> bool:
    return Organisation.objects.kept_by(hat).filter(place=one.community).exists()
