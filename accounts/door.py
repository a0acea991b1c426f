"""How one comes to a page: to a resident's with the phone that one has proved, and by which methods where it asks."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from accounts.caching import not_kept
from accounts.passing import resident_of

View = Callable[..., HttpResponseBase]
both = require_http_methods(["GET", "HEAD", "POST"])  # a page that asks, and does what it was sent


def as_resident(view: View) -> View:
    """Calls `view(request, person, …)`; whoever has not proved their phone does so first, and comes back.

    What they read there stays in no browser (`not_kept`): the next who picks the telephone up goes back to nothing.
    """

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = resident_of(request)
        if person is None:
            on = request.get_full_path() if request.method == "GET" else reverse(settings.RESIDENT_HOME_URL)
            return redirect(f"{reverse(settings.RESIDENT_LOGIN_URL)}?{urlencode({'next': on})}")
        return not_kept(view(request, person, *args, **kwargs))

    return entered
