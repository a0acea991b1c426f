"""批量派单: GET shows what was ticked, POST sends each on its own and says which went and which were refused."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.door import both
from cases.actions.bulk import Outcome
from cases.forms.bulk import MOST, AssignForm
from cases.models import Case
from partyorg.door import at_desk
from partyorg.hats import Hat


@both
@at_desk
def assign(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """`case`: their numbers. One that this hat may not see does not exist for it."""
    is_sent = request.method == "POST"
    numbers = (request.POST if is_sent else request.GET).getlist("case")
    cases = _ticked(numbers, hat)
    form = AssignForm(request.POST if is_sent else None, cases=cases, hat=hat)
    if not is_sent or not form.is_valid():
        return _page(request, form, cases, status=422 if is_sent else 200)
    outcomes = form.perform(at)
    went = [one for one in outcomes if one.refused is None]
    refused = [one for one in outcomes if one.refused]
    host = form.cleaned_data["host"]
    if not refused:
        messages.success(request, f"已派给{host} {len(went)} 件。")
        response = redirect("cases:queue")
        response["Location"] += "?q=accepted"
        response.status_code = 303
        return response
    return _page(request, form, _ticked([one.case.number for one in refused], hat), outcomes=outcomes, status=409)


def _ticked(numbers: Sequence[str], hat: Hat) -> list[Case]:
    """In the order in which they were ticked; one more than may be, so that too many are seen to be too many."""
    numbers = list(dict.fromkeys(numbers))[: MOST + 1]
    found = {case.number: case for case in Case.objects.visible_to(hat).with_faces().filter(number__in=numbers)}
    return [found[number] for number in numbers if number in found]


def _page(
    request: HttpRequest, form: AssignForm, cases: list[Case], *, outcomes: Sequence[Outcome] = (), status: int
) -> HttpResponse:
    why = {one.case.number: one.refused for one in outcomes if one.refused}
    context = {
        "hat": form.hat,
        "form": form,
        "rows": [(case, why.get(case.number)) for case in cases],
        "went": [one.case for one in outcomes if one.refused is None],
        "refused": len(why),
    }
    return render(request, "cases/assign.html", context, status=status)
