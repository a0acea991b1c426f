from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from accounts.passing import has_passed, is_asked
from partyorg.door import hat_worn
from partyorg.second_factor import needs_second_factor
from worktime import clock

# What opens before the second factor: residents' pages, the machines' door, where no session counts, and the way in and
# out.
OPEN_APPS = {"resident", "api"}
OPEN = {"accounts:sign_in", "accounts:sign_out", "accounts:invited", "accounts:second_factor", "healthz"}


class SecondFactor:
    """Nothing else opens to whoever still owes a second factor, whichever app's page it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponseBase | None:
        if _is_open(request) or not request.user.is_authenticated or has_passed(request):
            return None
        if not (is_asked(request) or needs_second_factor(hat_worn(request, clock.now()))):
            return None
        onward = {"next": request.get_full_path()} if request.method == "GET" else {}
        address = f"{reverse('accounts:second_factor')}?{urlencode(onward)}".rstrip("?")
        if request.htmx:  # type: ignore[attr-defined]  # added by django-htmx's middleware
            return HttpResponseClientRedirect(reverse("accounts:second_factor"))
        return HttpResponseRedirect(address)


def _is_open(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is None or match.app_name in OPEN_APPS or match.view_name in OPEN
