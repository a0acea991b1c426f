"""The code that proves that somebody stands before the organiser's screen: signed, for one activity and one end, for
half a minute. As a QR it is a link; typed it is six digits. What was scanned becomes a ticket, good for this device
alone while its owner signs in and taps. Pure but for the key.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from activities.kinds import End

SLOT = 30  # seconds; the code of the last slot is still good: 30–60 s
TICKET_SECONDS = 10 * 60
SALT, TYPED, TICKET = "activities.code", "activities.typed", "activities.ticket"


@dataclass(frozen=True, slots=True)
class Scanned:
    """What somebody proved by a code, and in which slot."""

    activity: int
    end: End
    slot: int


def slot_of(at: datetime) -> int:
    return int(at.timestamp()) // SLOT


def seconds_left(at: datetime) -> int:
    return SLOT - int(at.timestamp()) % SLOT


def token(activity: int, end: End, at: datetime) -> str:
    return signing.Signer(salt=SALT).sign_object([activity, str(end), slot_of(at)])


def digits(activity: int, end: End, at: datetime) -> str:
    return _digits(activity, end, slot_of(at))


def read(given: str, at: datetime) -> Scanned | None:
    """None where it is not ours, or not of now."""
    try:
        activity, end, slot = signing.Signer(salt=SALT).unsign_object(given)
    except (signing.BadSignature, ValueError):
        return None
    return Scanned(activity, End(end), slot) if _is_fresh(slot, at) else None


def typed(given: str, activity: int, end: End, at: datetime) -> Scanned | None:
    """None where these are not the digits of now."""
    for slot in (slot_of(at), slot_of(at) - 1):
        if constant_time_compare(given, _digits(activity, end, slot)):
            return Scanned(activity, end, slot)
    return None


def ticket(scanned: Scanned, device: str, at: datetime) -> str:
    kept = [scanned.activity, str(scanned.end), scanned.slot, device, int(at.timestamp())]
    return signing.Signer(salt=TICKET).sign_object(kept)


def of_ticket(given: str, device: str, at: datetime) -> Scanned | None:
    """None where it is too old, or another device scanned."""
    try:
        activity, end, slot, of, then = signing.Signer(salt=TICKET).unsign_object(given)
    except (signing.BadSignature, ValueError):
        return None
    if not device or of != device or not 0 <= int(at.timestamp()) - then <= TICKET_SECONDS:
        return None
    return Scanned(activity, End(end), slot)


def _is_fresh(slot: int, at: datetime) -> bool:
    return slot in (slot_of(at), slot_of(at) - 1)


def _digits(activity: int, end: End, slot: int) -> str:
    mac = salted_hmac(TYPED, f"{activity}:{end}:{slot}", algorithm="sha256").hexdigest()
    return f"{int(mac, 16) % 1_000_000:06d}"
