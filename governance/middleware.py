from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.defaults import bad_request


class NoNulInAddress:
    """400 for an address with a NUL in it, which nobody types: PostgreSQL cannot compare it, SQLite ignores it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        query = request.META.get("QUERY_STRING", "")
        if "\0" in request.path or "\0" in query or "%00" in query:
            return bad_request(request, BadRequest("NUL in the address"))  # raised, it would log a traceback each time
        return self.get_response(request)
