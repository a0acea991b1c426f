"""The tracking code: a resident's only key to their case, and what this browser keeps of it."""

import re
import unicodedata

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from cases.models import Case, Event
from cases.telling import EVENT_FACES
from partyorg.hats import Hat

CODE_LENGTH = 12
COOKIE, SALT = "mine", "resident.following"
KEPT_CASES = 10
KEPT_FOR = 365 * 24 * 3600


def tidied(typed: str) -> str:
    """K7QF-2M9X-4TPD from however it was typed: small letters, spaces, no dashes, full-width keys. "" for no code."""
    letters = re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", typed[:100]).upper())
    return "-".join(letters[i : i + 4] for i in range(0, CODE_LENGTH, 4)) if len(letters) == CODE_LENGTH else ""


def reporter_with(code: str, user: object) -> Hat | None:
    """The hat of one who shows this code: the reporter of that case and nothing else. None for a code of no case.

    Staff who show a code come without their posts: here they are whoever reported it.
    """
    pk = Case.objects.filter(tracking_code=code).values_list("pk", flat=True).first() if code else None
    return Hat(reporter_of=pk, person=user if isinstance(user, User) else None) if pk else None


def remembered_cases(request: HttpRequest) -> list[Case]:
    """The cases reported from this browser, newest first, with their events. The signed codes are the proof."""
    codes = _remembered(request)
    if not codes:
        return []
    events = Prefetch("events", Event.objects.select_related(*EVENT_FACES))
    return list(Case.objects.with_faces().filter(tracking_code__in=codes).prefetch_related(events).order_by("-id"))


def is_mine(request: HttpRequest, case: Case) -> bool:
    """Proved by the account that reported it, or by this browser, which keeps its code."""
    person = request.user.pk if request.user.is_authenticated else None
    return (person is not None and person == case.reporter_id) or case.tracking_code in _remembered(request)


def remember(request: HttpRequest, response: HttpResponse, case: Case) -> None:
    codes = [case.tracking_code, *(code for code in _remembered(request) if code != case.tracking_code)]
    response.set_signed_cookie(
        COOKIE,
        ".".join(codes[:KEPT_CASES]),
        salt=SALT,
        max_age=KEPT_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def _remembered(request: HttpRequest) -> list[str]:
    kept = request.get_signed_cookie(COOKIE, default="", salt=SALT) or ""
    return [code for code in kept.split(".") if code]
