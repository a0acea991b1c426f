"""How one comes to the desk's pages about teams and patrols: with a post that organises volunteers somewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from partyorg.door import at_desk
from partyorg.hats import Hat
from volunteers.standing import concerned

View = Callable[..., HttpResponseBase]


def organising(view: View) -> View:
    """Calls `view(request, hat, at, …)`; the others are told whose pages these are."""

    @wraps(view)
    def entered(request: HttpRequest, hat: Hat, at: datetime, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not concerned(hat):
            return render(request, "teams/not_concerned.html", {"hat": hat}, status=403)
        return view(request, hat, at, *args, **kwargs)

    return at_desk(entered)
