"""How one comes to the desk: signed in, with a post in force at this moment."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRefresh

from partyorg.hats import Hat, hat_of
from partyorg.models import Post
from worktime import clock

View = Callable[..., HttpResponseBase]
WORN = "worn"  # in the session: the post that the person chose to have on


def hat_worn(request: HttpRequest, at: datetime) -> Hat:
    """Whoever asks, with the post that they chose to have on: the one way from a request to a hat.

    Made once for each request: partyorg.middleware may have asked before the view.
    """
    if not hasattr(request, "hat"):
        request.hat = hat_of(request.user, at, worn=request.session.get(WORN))  # type: ignore[attr-defined]
    return request.hat  # type: ignore[attr-defined]


def at_desk(view: View) -> View:
    """Calls `view(request, hat, at, …)`. Without a post in force: a page that says whom to ask."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        at = clock.now()
        hat = hat_worn(request, at)
        if not hat.on:
            newest_first = F("to_date").desc(nulls_first=True)  # the engines disagree on where the open-ended stand
            last = Post.objects.filter(person_id=request.user.pk).order_by(newest_first).first()
            return render(request, "desk/no_post.html", {"last": last}, status=403)
        return view(request, hat, at, *args, **kwargs)

    @wraps(view)
    def knocked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # django-htmx's middleware adds `htmx`; the type of a plain request does not know it
        if request.htmx and not request.user.is_authenticated:  # type: ignore[attr-defined]
            return HttpResponseClientRefresh()  # a pane cannot show the sign-in page: the whole window goes there
        return login_required(entered)(request, *args, **kwargs)

    return knocked
