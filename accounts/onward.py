"""Where a form sends one on to: an address of this site, never one that somebody has slipped in."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def own(request: HttpRequest, wanted: str) -> str:
    """`wanted`, where it is an address of this site; else ""."""
    is_own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_own else ""
