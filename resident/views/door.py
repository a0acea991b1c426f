"""How one comes to a case from the street: by its tracking code, and by nothing else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from accounts.addresses import address_of
from cases.models import Case
from cases.terms import Level
from partyorg.models import Organisation
from resident import actions
from resident.following import person_of, reporter_with, tidied
from worktime import clock

View = Callable[..., HttpResponseBase]

NO_SUCH_CODE = "没有这个查询码。请对照短信或截屏再看一遍：一共 12 位，没有数字 0、1，也没有字母 I、L、O。"
A_NUMBER = (
    "这是编号，查进度要用查询码：12 位字母和数字，像 K7QF-2M9X-4TPD。报完事的那一页上有，受理以后发的短信里也有。"
)
DIGITS_OF_A_NUMBER = 20  # 370203-20261121-000123


def with_case(view: View) -> View:
    """Calls `view(request, case, hat, at, …)` for the case behind the code; a code of no case gets the search page."""

    @wraps(view)
    def entered(request: HttpRequest, code: str, **more: Any) -> HttpResponseBase:
        hat = reporter_with(tidied(code), person_of(request))
        if hat is None:
            return no_such_code(request, code)
        case = Case.objects.visible_to(hat).with_faces().get(tracking_code=tidied(code))
        return view(request, case, hat, clock.now(), **more)

    return entered


def no_such_code(request: HttpRequest, typed: str) -> HttpResponse:
    """404 with the search page: what was typed stays, and what may be wrong with it is said. After too many, 429."""
    if wait := actions.wrong_code(address=address_of(request), at=clock.now()):
        return _too_many(request, wait)
    is_number = sum(sign.isdecimal() for sign in typed) == DIGITS_OF_A_NUMBER
    return search_page(request, typed[:100], A_NUMBER if is_number else NO_SUCH_CODE, status=404)


def _too_many(request: HttpRequest, minutes: int) -> HttpResponse:
    """When it can be tried again, and whom to ask until then."""
    platform = Organisation.objects.on_rung(Level.PLATFORM).order_by("id").first()
    shown = {"minutes": minutes, "platform": platform}
    response = render(request, "resident/too_many.html", shown, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response


def search_page(request: HttpRequest, typed: str = "", problem: str = "", status: int = 200) -> HttpResponse:
    return render(request, "resident/find.html", {"typed": typed, "problem": problem}, status=status)
