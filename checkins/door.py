"""How one comes to these pages without a post: a member of the party sees what is theirs, whatever else they are."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from partyorg.door import hat_worn
from worktime import clock

View = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """Calls `view(request, hat, at, …)` for whoever is signed in. What they may see, `visible_to` says."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        at = clock.now()
        return view(request, hat_worn(request, at), at, *args, **kwargs)

    return login_required(entered)
