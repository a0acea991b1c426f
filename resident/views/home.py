"""The first screen: two doors, what this browser reported, the switch to the elder version."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.onward import own
from accounts.passing import resident_of
from cases.terms import TERMINAL
from partyorg.communities import district_served
from resident.cards import card
from resident.following import GONE, forget, remembered_cases
from worktime import clock

A_YEAR = 365 * 24 * 3600


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    cards = [card(case, at) for case in remembered_cases(request)]
    cards.sort(key=lambda one: (not one.asks, one.case.state in TERMINAL))  # what waits for me comes first
    return render(request, "resident/home.html", {"district": district_served(), "cards": cards, "at": at})


def elder(request: HttpRequest) -> HttpResponse:
    """长辈版 on or off, for a year, in this browser."""
    back = request.POST.get("back", "")
    response = redirect(own(request, back) or "resident:home")
    if request.method == "POST":
        if request.COOKIES.get("elder"):
            response.delete_cookie("elder", samesite="Lax")
        else:
            response.set_cookie("elder", "1", max_age=A_YEAR, samesite="Lax", httponly=True)
    return response


def forget_mine(request: HttpRequest) -> HttpResponse:
    """Somebody else's telephone: nothing of mine stays on it, nor am I signed in there. The cases themselves go on."""
    response = redirect("resident:home")
    if request.method == "POST":
        if resident_of(request):
            request.session.flush()
        forget(response)
        messages.success(request, "已从这台手机上清掉。事情照办，用查询码还能查。", extra_tags=GONE)
    return response
