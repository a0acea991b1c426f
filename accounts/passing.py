"""What a session says of the second factor. Who needs one: partyorg/second_factor.py."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from accounts.addresses import address_of, browser_of
from accounts.models import Totp, User
from accounts.models.session import FROM, RESIDENT

FACTOR = "second_factor"
ASKED, PASSED = "asked", "passed"
SEEN = "seen"


def enter(request: HttpRequest, user: User, at: datetime) -> None:
    """The password was right: the session says where from, and asks for the second factor of whoever has one."""
    request.session.set_expiry(settings.STAFF_IDLE_SECONDS)
    request.session.pop(RESIDENT, None)
    _mark(request, at)
    if Totp.objects.filter(user=user, confirmed=True).exists():
        request.session[FACTOR] = ASKED


def enter_as_resident(request: HttpRequest, user: User, at: datetime) -> None:
    """The code was right: a new session that is a resident's and nothing else's, whoever used this browser before.

    It does not sign in (`request.user` stays nobody): a phone opens no post, also where its owner has one.
    """
    request.session.flush()
    request.session.set_expiry(settings.RESIDENT_IDLE_SECONDS)
    request.session[RESIDENT] = user.pk
    _mark(request, at)


def resident_of(request: HttpRequest) -> User | None:
    """Who proved their phone in this browser. One query, once for each request; none where nobody did."""
    if not hasattr(request, "resident"):  # kept on the request, of which its type knows nothing
        pk = request.session.get(RESIDENT)
        request.resident = User.objects.filter(pk=pk, is_active=True).first() if pk else None  # type: ignore[attr-defined]
    return request.resident  # type: ignore[attr-defined]


def _mark(request: HttpRequest, at: datetime) -> None:
    request.session[FROM] = {"address": address_of(request), "browser": browser_of(request), "at": at.isoformat()}
    request.session[SEEN] = at.isoformat()


def has_passed(request: HttpRequest) -> bool:
    return bool(request.session.get(FACTOR) == PASSED)


def is_asked(request: HttpRequest) -> bool:
    return bool(request.session.get(FACTOR) == ASKED)


def let_pass(request: HttpRequest) -> None:
    """With a new key, which nobody can have set before."""
    request.session.cycle_key()
    request.session[FACTOR] = PASSED
