from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from accounts.caching import not_kept
from accounts.passing import SEEN

EVERY = timedelta(minutes=5)


class Seen:
    """Keeps a session alive while it is used: written at most every five minutes, not with every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.session.accessed and (seen := request.session.get(SEEN)):
            now = timezone.now()
            if now - datetime.fromisoformat(seen) > EVERY:
                request.session[SEEN] = now.isoformat()
        return response


class NotKept:
    """What somebody read while signed in stays in no browser and no cache on the way: a desk is shared, and most of its
    pages name people. A view that wants otherwise (a photo) says so itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        signed_in = request.session.accessed and SESSION_KEY in request.session  # asks the database nothing more
        return not_kept(response) if signed_in else response
