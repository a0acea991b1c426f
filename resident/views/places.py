"""Choosing where it is by a word, or street by street. What was typed travels along, and photos wait as they do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.door import both
from accounts.written import WrittenField
from resident import choosing
from resident.forms import PlacedForm, ReportForm, SnapForm
from resident.views.filling import filled
from worktime import clock

LONGEST = 60  # of what is looked for
FORMS: dict[str, type[PlacedForm]] = {"report": ReportForm, "snap": SnapForm}


@never_cache
@both
def places(request: HttpRequest) -> HttpResponse:
    """`q`: a word; `under`: the place to look into. A tap on one goes back to the page it was asked from."""
    said = request.POST if request.method == "POST" else request.GET
    kind = FORMS.get(said.get("page", ""), ReportForm)
    form = filled(kind, request, clock.now()) if request.method == "POST" else kind()
    typed = "" if "under" in said else WrittenField(required=False).clean(said.get("q", ""))[:LONGEST]
    found = choosing.found(typed) if typed else []
    way, options = ([], found) if found else choosing.below(said.get("under", ""))
    shown = {
        "form": form, "typed": typed, "found": found, "way": way, "options": options,
        "back": reverse(f"resident:{form.page}"), "problems": form.errors.get("photos", []) if form.is_bound else [],
    }  # fmt: skip
    return render(request, "resident/places.html", shown)
