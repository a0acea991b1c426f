"""What a session says of the second factor. Who needs one: partyorg/second_factor.py."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from accounts.addresses import address_of, browser_of
from accounts.models import Totp, User
from accounts.models.session import FROM

FACTOR = "second_factor"
ASKED, PASSED = "asked", "passed"
SEEN = "seen"


def enter(request: HttpRequest, user: User, at: datetime) -> None:
    """The password was right: the session says where from, and asks for the second factor of whoever has one."""
    request.session.set_expiry(settings.STAFF_IDLE_SECONDS)
    request.session[FROM] = {"address": address_of(request), "browser": browser_of(request), "at": at.isoformat()}
    request.session[SEEN] = at.isoformat()
    if Totp.objects.filter(user=user, confirmed=True).exists():
        request.session[FACTOR] = ASKED


def has_passed(request: HttpRequest) -> bool:
    return bool(request.session.get(FACTOR) == PASSED)


def is_asked(request: HttpRequest) -> bool:
    return bool(request.session.get(FACTOR) == ASKED)


def let_pass(request: HttpRequest) -> None:
    """With a new key, which nobody can have set before."""
    request.session.cycle_key()
    request.session[FACTOR] = PASSED
