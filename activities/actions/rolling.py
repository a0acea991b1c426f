"""点名: the organiser ticks who came and who has left."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate, localtime

from accounts.actions import write_audit
from accounts.models import User
from activities.actions.recording import record_if_proved
from activities.actions.stepping import locked
from activities.attending import too_early
from activities.models import Activity, Presence, SignUp
from activities.models.activity import LONGEST_STAY
from activities.models.presence import MOST_A_DAY
from activities.rules import Refused
from activities.standing import Actor, leads, person_of
from activities.workflow import Deed, Standing


class Rolled(NamedTuple):
    """How many were ticked; of how many a tick was taken back."""

    ticked: int
    undone: int


def roll(
    activity: Activity, *, came: Collection[int] = (), left: Collection[int] = (), undo: Collection[int] = (),
    by: Actor, at: datetime,
) -> Rolled:  # fmt: skip
    """点名: of these sign-ups who came and who has left. What they checked in themselves stays, with this beside it.

    `undo`: of these all that the roster says is taken back first, who did it is kept; what was sent to review stays.
    Who cancelled is not ticked: whoever comes after all is added anew (`walk_up`).
    Raises Refused `not_yours`, `not_now`, `not_yet`.
    """
    with transaction.atomic():
        row = locked(activity, Deed.ROLL)
        if not leads(row, by):
            raise Refused("not_yours")
        if at < row.opens_at:
            raise too_early()
        person = person_of(by)
        ticked = {*came, *left}
        rows = SignUp.objects.select_for_update(of=("self",)).filter(activity=row, pk__in={*ticked, *undo}).coming()
        others = rows.exclude(volunteer__person=person).select_related("activity", "volunteer").order_by("pk")
        undone = sum(_untick(sign_up, row, person, at) for sign_up in others if sign_up.pk in undo)
        for sign_up in (listed := [one for one in others if one.pk in ticked]):
            _tick(sign_up, row, sign_up.pk in left, person, at)
        return Rolled(len(listed), undone)


def _untick(sign_up: SignUp, activity: Activity, by: User, at: datetime) -> bool:
    """The newest that the roster says of them. Whoever checked in themselves is there as they said."""
    there = sign_up.presences.unrecorded().exclude(listed_by=None).select_related("listed_by").last()
    if there is None:
        return False
    said = {"came": localtime(there.came_at), "left": localtime(there.left_at) if there.left_at else None}
    told = {name: f"{moment:%Y-%m-%d %H:%M}" for name, moment in said.items() if moment}
    write_audit(action="撤销点名", of=sign_up, by=by, at=at, detail={**told, "listed_by": there.listed_by_id})
    if there.checked_in:
        there.listed_by, there.left_at = None, there.left_at if there.checked_out else None
        there.save(update_fields=["listed_by", "left_at"])
        return True
    there.delete()
    if sign_up.was_taken_in and activity.sign_ups.signed().count() > activity.quota:
        sign_up.standing, sign_up.changed_at = Standing.WAITING, at  # the tick alone had given them a place
        sign_up.save(update_fields=["standing", "changed_at"])
    return True


def _tick(sign_up: SignUp, activity: Activity, has_left: bool, by: User, at: datetime) -> None:
    sign_up.activity = activity
    moment = min(at, activity.ends_at)
    end_forgotten(sign_up, moment)
    today = Q(day__in=(localdate(moment), localdate(activity.hours_around(moment)[0])))
    rows = Presence.objects.filter(sign_up=sign_up)
    there = rows.filter(today | Q(left_at=None), recorded=False).last()
    if there is None:
        before = rows.filter(today).last()
        there = _goes_on(before, activity, moment) if before else _came(sign_up, activity, moment)
    if there is None:
        return  # what was seen already has gone to be looked at
    there.listed_by = by
    if has_left and there.left_at is None:
        there.left_at = max(moment, there.came_at)
    there.save()
    if sign_up.standing != Standing.SIGNED:
        sign_up.standing, sign_up.changed_at = Standing.SIGNED, at
        sign_up.save(update_fields=["standing", "changed_at"])
    record_if_proved(there, at=at)


def _came(sign_up: SignUp, activity: Activity, moment: datetime) -> Presence:
    came_at = min(max(activity.hours_around(moment)[0], sign_up.listed_at), moment)
    return Presence(sign_up=sign_up, day=localdate(came_at), number=1, came_at=came_at)


def _goes_on(before: Presence, activity: Activity, moment: datetime) -> Presence | None:
    """Of whom the closing that was taken back had cut off: from there on, as one more pair."""
    cut_at = activity.closed_at if activity.reopened_at else None
    if cut_at is None or before.left_at != cut_at or before.number >= MOST_A_DAY or moment <= cut_at:
        return None
    return Presence(sign_up=before.sign_up, day=before.day, number=before.number + 1, came_at=cut_at)


def end_forgotten(sign_up: SignUp, at: datetime) -> None:
    """Who did not check out the other day may come again; that day's end is told when the roster is closed."""
    forgotten = Presence.objects.filter(sign_up=sign_up).still_there().filter(came_at__lt=at - LONGEST_STAY)
    for one in forgotten:
        one.left_at = one.came_at
        one.save(update_fields=["left_at"])
