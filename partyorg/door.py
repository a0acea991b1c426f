"""How one comes to the desk: signed in, with a post in force at this moment."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRefresh

from partyorg.hats import Hat, hat_of
from partyorg.models import Post
from worktime import clock

View = Callable[..., HttpResponseBase]
WORN = "worn"  # in the session: the post that the person chose to have on; in a form: what was on when it was opened
ALL = "all"  # in a form: no single one


def hat_worn(request: HttpRequest, at: datetime) -> Hat:
    """Whoever asks, with the post that they chose to have on: the one way from a request to a hat.

    Made once for each request: partyorg.middleware may have asked before the view.
    """
    if not hasattr(request, "hat"):
        hat = hat_of(request.user, at, worn=request.session.get(WORN))
        request.hat = _as_opened(request, hat) if WORN in request.POST else hat  # type: ignore[attr-defined]
    return request.hat  # type: ignore[attr-defined]


def put_on(request: HttpRequest, post: Post | None) -> None:
    """This post from now on; None: all that one holds."""
    if post:
        request.session[WORN] = post.pk
    else:
        request.session.pop(WORN, None)


def _as_opened(request: HttpRequest, hat: Hat) -> Hat:
    """A form is done with the post that it was opened with, whatever another tab has put on meanwhile.

    That post is then on again, and the page says so: what comes next must be seen by who did it. A post that is not,
    or no longer, one's own changes nothing.
    """
    opened = request.POST[WORN]
    post = next((post for post in hat.held if str(post.pk) == opened), None)
    if post is None and opened != ALL:
        messages.warning(request, f"打开这张表时的岗位已经不在任，现在的岗位：{hat.worn or '全部岗位'}。")
        return hat
    if post == hat.worn or len(hat.held) < 2:
        return hat
    if not request.htmx:  # type: ignore[attr-defined]  # a pane beside what is being typed changes nothing
        put_on(request, post)
        messages.info(request, f"这张表是用“{post or '全部岗位'}”打开的，已经换回这个岗位。")
    return hat.wearing(post.pk if post else None)


def no_post(request: HttpRequest) -> HttpResponse:
    """Whom to ask, for somebody without a post in force."""
    newest_first = F("to_date").desc(nulls_first=True)  # the engines disagree on where the open-ended stand
    last = Post.objects.not_withdrawn().filter(person_id=request.user.pk).order_by(newest_first).first()
    return render(request, "desk/no_post.html", {"last": last}, status=403)


def at_desk(view: View) -> View:
    """Calls `view(request, hat, at, …)`. Without a post in force: a page that says whom to ask."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        at = clock.now()
        hat = hat_worn(request, at)
        if not hat.on:
            return no_post(request)
        return view(request, hat, at, *args, **kwargs)

    @wraps(view)
    def knocked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # django-htmx's middleware adds `htmx`; the type of a plain request does not know it
        if request.htmx and not request.user.is_authenticated:  # type: ignore[attr-defined]
            return HttpResponseClientRefresh()  # a pane cannot show the sign-in page: the whole window goes there
        return login_required(entered)(request, *args, **kwargs)

    return knocked
