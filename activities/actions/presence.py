"""Being there: checked in and out by the organiser's code, by the place, by the roster. Two of three make a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from activities import codes
from activities.actions.recording import record_if_proved
from activities.actions.rolling import end_forgotten
from activities.attending import why_no_check
from activities.kinds import End
from activities.models import Activity, Presence, SignUp
from activities.models.activity import SHORTEST
from activities.rules import Refused
from activities.workflow import COMING
from volunteers.holding import Spot, distance

NEAR = 0.2  # km (domain.md §4, 4)
WRONG_CODES, WRONG_FOR = 5, timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody showed: a code that was scanned, or six digits; where the telephone says it is; which device."""

    scanned: codes.Scanned | None = None
    digits: str = ""
    spot: Spot | None = None
    device: str = ""


def come(activity: Activity, person: User, shown: Shown, *, at: datetime) -> Presence:
    """签到. Raises Refused `not_signed_up`, `waiting`, `not_yet`, `over`, `already_in`, `used`, `three_a_day`,
    `nothing_shown`, `too_far_off`, `wrong_code`, `too_many_codes`.
    """
    slot = _slot(activity, person, shown, End.IN, at)
    with transaction.atomic():
        mine = _mine(activity, person, End.IN, at)
        day = localdate(at)
        end_forgotten(mine, at)
        rows = Presence.objects.filter(sign_up=mine)
        if slot is not None and rows.filter(came_slot=slot).exists():
            raise Refused("used")
        number = rows.filter(day=day).count() + 1
        lat, lon = shown.spot or (None, None)
        return Presence.objects.create(
            sign_up=mine, day=day, number=number, came_at=at, came_slot=slot, came_lat=lat, came_lon=lon,
            came_near=_near(mine.activity, shown.spot), device=shown.device,
        )  # fmt: skip


def leave(activity: Activity, person: User, shown: Shown, *, at: datetime) -> Presence:
    """签退: where two proofs are there, the record goes to be looked at; else it waits for the roster.

    Raises Refused as `come`, and `not_in`, `left_already`, `too_soon`.
    """
    slot = _slot(activity, person, shown, End.OUT, at)
    with transaction.atomic():
        mine = _mine(activity, person, End.OUT, at)
        there = mine.presences.still_there().get()
        if at - there.came_at < SHORTEST:
            raise Refused("too_soon")
        there.left_at, there.left_slot, there.left_near = at, slot, _near(mine.activity, shown.spot)
        there.left_lat, there.left_lon = shown.spot or (None, None)
        there.device = there.device or shown.device
        there.save(update_fields=["left_at", "left_slot", "left_near", "left_lat", "left_lon", "device"])
        record_if_proved(there, at=at)
    return there


def _mine(activity: Activity, person: User, end: End, at: datetime) -> SignUp:
    """Who may check in or out now. Locked: two telephones of one person are one."""
    rows = SignUp.objects.select_for_update(of=("self",)).of(person).filter(activity=activity, standing__in=COMING)
    mine = rows.select_related("volunteer__person").first()
    if mine is None:
        raise Refused("not_signed_up")
    # Only now, with its row locked: while this one waited it may have been called off.
    mine.activity = Activity.objects.select_related("community").get(pk=activity.pk)
    if why_not := why_no_check(mine.activity, mine, list(mine.presences.all()), end, at):
        raise why_not
    return mine


def _slot(activity: Activity, person: User, shown: Shown, end: End, at: datetime) -> int | None:
    """Of the code that was shown; None where it proves nothing: the leader's own, or none, with the place instead.

    Raises Refused.
    """
    code = shown.scanned
    if code and (code.activity, code.end) != (activity.pk, end):
        raise Refused("wrong_code")
    if not code and shown.digits:
        code = _typed(activity, person, shown.digits, end, at)
    if not code and not _near(activity, shown.spot):
        raise _nothing_counts(activity, shown.spot)
    return None if not code or (code.by_leader and activity.is_led_by(person)) else code.slot


def _typed(activity: Activity, person: User, digits: str, end: End, at: datetime) -> codes.Scanned:
    """Wrong digits are counted in a transaction of their own, not in the one that they refuse, and under the lock of
    the sign-up: nobody tries a million, not even all at once.
    """
    with transaction.atomic():
        rows = SignUp.objects.select_for_update(of=("self",)).of(person)
        mine = rows.filter(activity=activity).first()
        if mine is None:
            raise Refused("not_signed_up")
        recent = mine.wrong_codes if mine.wrong_at and at - mine.wrong_at < WRONG_FOR else 0
        if recent >= WRONG_CODES:
            raise Refused("too_many_codes")
        if scanned := codes.typed(digits, activity.pk, end, at):
            return scanned
        mine.wrong_codes, mine.wrong_at = recent + 1, at
        mine.save(update_fields=["wrong_codes", "wrong_at"])
    raise Refused("wrong_code")


def _nothing_counts(activity: Activity, spot: Spot | None) -> Refused:
    """Why there is no proof: a place that was sent is answered with how far off it is."""
    if spot is None or activity.spot is None:
        return Refused("nothing_shown")
    far = distance(spot, activity.spot)
    return Refused(
        "too_far_off", far=f"{far:.1f} 公里" if far >= 1 else f"{far * 1000:.0f} 米", near=round(NEAR * 1000)
    )


def _near(activity: Activity, spot: Spot | None) -> bool | None:
    if spot is None or activity.spot is None:
        return None
    return distance(spot, activity.spot) <= NEAR
