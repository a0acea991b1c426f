"""For the desk's header, on every page that shows it."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from notifications.unread import unread_of
from partyorg.door import hat_worn
from worktime.clock import now


def unread(request: HttpRequest) -> dict[str, Any]:
    """`unread_messages`: how many messages the person has not read. Asked only by a page that shows it."""
    return {"unread_messages": SimpleLazyObject(lambda: _count(request))}


def _count(request: HttpRequest) -> int:
    if not request.user.is_authenticated:
        return 0
    return unread_of(hat_worn(request, now()))
