"""How one comes behind the counter: with a post that keeps some community's shop."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from partyorg.door import at_desk
from partyorg.hats import Hat
from volunteers.asking import desk_page
from volunteers.standing import kept_by

View = Callable[..., HttpResponseBase]


def behind_the_counter(view: View) -> View:
    """Calls `view(request, hat, at, …)`; other posts are told whose this is."""

    @wraps(view)
    def entered(request: HttpRequest, hat: Hat, at: datetime, **kwargs: Any) -> HttpResponseBase:
        if not kept_by(hat):
            return desk_page(request, hat, "shop/not_theirs.html", {"tab": "shop"}, status=403)
        return view(request, hat, at, **kwargs)

    return at_desk(entered)


def sheet(request: HttpRequest, hat: Hat, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the shop at the desk. `part`: which of its own tabs is on."""
    return desk_page(request, hat, f"shop/{name}.html", {"tab": "shop", "part": name, **context}, status)
