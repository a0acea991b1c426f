from collections.abc import Callable
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

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
