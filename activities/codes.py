"""The code that proves that somebody stands before the organiser's screen: signed, for one activity and one end, for
half a minute. As a QR it is a link; typed it is six digits; the leader's own screen shows others than the desk's. What
was scanned becomes a ticket, good for this device alone while its owner signs in and taps. Pure but for the key.
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
    by_leader: bool = False  # whose screen it was: the leader's own, or another organiser's


def slot_of(at: datetime) -> int:
    return int(at.timestamp()) // SLOT


def seconds_left(at: datetime) -> int:
    return SLOT - int(at.timestamp()) % SLOT


def token(activity: int, end: End, at: datetime, *, by_leader: bool = False) -> str:
    return signing.Signer(salt=SALT).sign_object([activity, str(end), slot_of(at), by_leader])


def digits(activity: int, end: End, at: datetime, *, by_leader: bool = False) -> str:
    return _digits(Scanned(activity, end, slot_of(at), by_leader))


def read(given: str, at: datetime) -> Scanned | None:
    """None where it is not ours, or not of now."""
    try:
        activity, end, slot, by_leader = signing.Signer(salt=SALT).unsign_object(given)
    except (signing.BadSignature, ValueError):
        return None
    return Scanned(activity, End(end), slot, by_leader) if _is_fresh(slot, at) else None


def typed(given: str, activity: int, end: End, at: datetime) -> Scanned | None:
    """None where these are not the digits of now."""
    now = slot_of(at)
    for one in (Scanned(activity, end, slot, by_leader) for slot in (now, now - 1) for by_leader in (False, True)):
        if constant_time_compare(given, _digits(one)):
            return one
    return None


def ticket(scanned: Scanned, device: str, at: datetime) -> str:
    kept = [scanned.activity, str(scanned.end), scanned.slot, scanned.by_leader, device, int(at.timestamp())]
    return signing.Signer(salt=TICKET).sign_object(kept)


def of_ticket(given: str, device: str, at: datetime) -> Scanned | None:
    """None where it is too old, or another device scanned."""
    try:
        activity, end, slot, by_leader, of, then = signing.Signer(salt=TICKET).unsign_object(given)
    except (signing.BadSignature, ValueError):
        return None
    if not device or of != device or not 0 <= int(at.timestamp()) - then <= TICKET_SECONDS:
        return None
    return Scanned(activity, End(end), slot, by_leader)


def _is_fresh(slot: int, at: datetime) -> bool:
    return slot in (slot_of(at), slot_of(at) - 1)


def _digits(of: Scanned) -> str:
    said = f"{of.activity}:{of.end}:{of.slot}:{of.by_leader}"
    mac = salted_hmac(TYPED, said, algorithm="sha256").hexdigest()
    return f"{int(mac, 16) % 1_000_000:06d}"
