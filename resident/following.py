"""How a resident comes to their cases: by tracking code, by what this browser keeps of it, by the phone they proved."""

import re
import unicodedata

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from accounts.passing import resident_of
from cases.actions import Proof
from cases.models import Case
from partyorg.hats import Hat
from resident.matters import cases_with

CODE_LENGTH = 12
COOKIE, SALT = "mine", "resident.following"
GONE = "gone"  # the tag of a message at which the browser drops its draft too (static/js/draft.js)
KEPT_CASES = 10
KEPT_FOR = 365 * 24 * 3600


def tidied(typed: str) -> str:
    """K7QF-2M9X-4TPD from however it was typed: small letters, spaces, no dashes, full-width keys. "" for no code."""
    letters = re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", typed[:100]).upper())
    return "-".join(letters[i : i + 4] for i in range(0, CODE_LENGTH, 4)) if len(letters) == CODE_LENGTH else ""


def reporter_with(code: str, person: User | None) -> Hat | None:
    """The hat of one who shows this code: the reporter of that case and nothing else. None for a code of no case.

    Staff who show a code come without their posts: here they are whoever reported it.
    """
    pk = Case.objects.filter(tracking_code=code).values_list("pk", flat=True).first() if code else None
    return Hat(reporter_of=pk, person=person) if pk else None


def person_of(request: HttpRequest) -> User | None:
    """Who asks here: the resident who proved their phone, else whoever is signed in at the desk, else nobody."""
    return resident_of(request) or (request.user if isinstance(request.user, User) else None)


def remembered_cases(request: HttpRequest) -> list[Case]:
    """The cases reported from this browser, and by the resident who proved their phone in it; newest first, with their
    events. The signed codes are the proof of the first."""
    codes, person = _remembered(request), resident_of(request)
    return cases_with(codes, person) if codes or person else []


def proof_of(request: HttpRequest) -> Proof:
    """For a report: the phone proved in this browser, and the codes that it keeps."""
    proved = resident_of(request)
    return Proof(phone=proved.phone if proved else "", codes=_remembered(request))


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
