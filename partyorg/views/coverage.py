"""覆盖变化: how many grids had a branch, today, at the ends of past years, and on a day that is asked for."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from partyorg.coverage import grids_over_time
from partyorg.door import at_desk
from partyorg.forms.day import DayForm
from partyorg.hats import Hat
from partyorg.standing import watched_by
from partyorg.views.chain import asked_for

YEARS = 4


@require_safe
@at_desk
def coverage(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    today, watched = localdate(at), watched_by(hat)
    if not watched:
        return render(request, "partyorg/nothing_to_watch.html", {"hat": hat}, status=403)
    within = asked_for(request.GET.get("place", ""), watched)
    form = DayForm(request.GET if "on" in request.GET else None, latest=today)
    day = form.cleaned_data["on"] if form.is_valid() else None
    ends = [date(today.year - back, 12, 31) for back in range(1, YEARS + 1)]
    shown = {
        "hat": hat,
        "place": within,
        "form": form,
        "day": day,
        "today": today,
        "rows": grids_over_time(within, today, *ends, *([day] if day else [])),
    }
    return render(request, "partyorg/coverage.html", shown, status=422 if form.errors else 200)
