"""How one comes to the desk's pages about volunteers: with a post that has to do with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from partyorg.door import View, at_desk
from partyorg.hats import Hat
from volunteers.asking import desk_page
from volunteers.standing import concerned, kept_by


def _for_those(may: Callable[[Hat], Any], view: View) -> View:
    @wraps(view)
    def entered(request: HttpRequest, hat: Hat, at: datetime, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, hat, at, *args, **kwargs) if may(hat) else not_theirs(request, hat)

    return at_desk(entered)


def as_organiser(view: View) -> View:
    """Calls `view(request, hat, at, …)`: those who call volunteers together. The others read whose it is (403)."""
    return _for_those(concerned, view)


def as_keeper(view: View) -> View:
    """As `as_organiser`, for those who decide on records."""
    return _for_those(kept_by, view)


def not_theirs(request: HttpRequest, hat: Hat) -> HttpResponse:
    return desk_page(request, hat, "volunteers/not_theirs.html", {}, status=403)
