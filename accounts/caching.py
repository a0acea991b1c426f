"""What a browser may keep of a page."""

from __future__ import annotations

from django.http.response import HttpResponseBase


def not_kept(response: HttpResponseBase) -> HttpResponseBase:
    """What names somebody stays in no browser and no cache on the way; a view that wants otherwise says so itself."""
    if "Cache-Control" not in response:
        response["Cache-Control"] = "no-store, private"
    return response
