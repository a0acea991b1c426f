"""点名: the organiser ticks who came and who has left."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from accounts.models import User
from activities.actions.recording import record_if_proved
from activities.actions.stepping import locked
from activities.attending import too_early
from activities.models import Activity, Presence, SignUp
from activities.models.activity import LONGEST_STAY
from activities.rules import Refused
from activities.standing import Actor, leads, person_of
from activities.workflow import Deed, Standing


def roll(activity: Activity, *, came: Collection[int], left: Collection[int], by: Actor, at: datetime) -> int:
    """点名: of these sign-ups who came and who has left. What they checked in themselves stays, with this beside it.

    Returns how many were ticked. Raises Refused `not_yours`, `not_now`, `not_yet`.
    """
    with transaction.atomic():
        row = locked(activity, Deed.ROLL)
        if not leads(row, by):
            raise Refused("not_yours")
        if at < row.opens_at:
            raise too_early()
        person = person_of(by)
        ticked = {*came, *left}
        rows = SignUp.objects.select_for_update(of=("self",)).filter(activity=row, pk__in=ticked)
        others = rows.exclude(volunteer__person=person).select_related("activity", "volunteer").order_by("pk")
        for sign_up in others:
            _tick(sign_up, row, sign_up.pk in left, person, at)
        return len(others)


def _tick(sign_up: SignUp, activity: Activity, has_left: bool, by: User, at: datetime) -> None:
    sign_up.activity = activity
    moment = min(at, activity.ends_at)
    end_forgotten(sign_up, moment)
    today = Q(day__in=(localdate(moment), localdate(activity.hours_around(moment)[0])))
    rows = Presence.objects.filter(sign_up=sign_up)
    there = rows.filter(today | Q(left_at=None), recorded=False).last()
    if there is None:
        if rows.filter(today).exists():
            return  # what was seen already has gone to be looked at
        came_at = min(max(activity.hours_around(moment)[0], sign_up.listed_at), moment)
        there = Presence(sign_up=sign_up, day=localdate(came_at), number=1, came_at=came_at)
    there.listed_by = by
    if has_left and there.left_at is None:
        there.left_at = max(moment, there.came_at)
    there.save()
    if sign_up.standing != Standing.SIGNED:
        sign_up.standing, sign_up.changed_at = Standing.SIGNED, at
        sign_up.save(update_fields=["standing", "changed_at"])
    record_if_proved(there, at=at)


def end_forgotten(sign_up: SignUp, at: datetime) -> None:
    """Who did not check out the other day may come again; that day's end is told when the roster is closed."""
    forgotten = Presence.objects.filter(sign_up=sign_up).still_there().filter(came_at__lt=at - LONGEST_STAY)
    for one in forgotten:
        one.left_at = one.came_at
        one.save(update_fields=["left_at"])
