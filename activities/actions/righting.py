"""What is wrong in a closed roster is put right: 更正没有到场, where somebody was there and nobody had seen it; 撤回
结束, where it should not have been closed yet."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate, localtime

from accounts.actions import write_audit
from accounts.models import User
from activities.actions.recording import record_presence
from activities.actions.stepping import locked
from activities.models import Activity, Presence, SignUp
from activities.models.activity import LONGEST_STAY, RIGHTED_FOR, SHORTEST
from activities.rules import Refused
from activities.standing import Actor, leads, person_of, why_no_reopening
from activities.workflow import Deed, Standing, State
from partyorg.hats import Hat
from volunteers.models import Service


def right_no_show(
    sign_up: SignUp, *, came_at: datetime, left_at: datetime, reason: str, by: Hat, at: datetime
) -> Service:
    """They were there from `came_at` to `left_at`: the record of it waits for somebody else's look, with the reason.

    Raises Refused `not_yours`, `not_now`, `own_record`, `too_late_to_right`, `no_no_show`, `stayed_too_long`,
    `outside_it`, `still_to_come`, and what volunteers.actions.record raises.
    """
    with transaction.atomic():
        activity = locked(sign_up.activity, Deed.RIGHT)
        if not leads(activity, by):
            raise Refused("not_yours")
        person = person_of(by)
        if at >= activity.righted_until:
            raise Refused("too_late_to_right", days=RIGHTED_FOR.days)
        row = SignUp.objects.select_for_update(of=("self",)).select_related("volunteer__person").get(pk=sign_up.pk)
        row.activity = activity
        if row.volunteer.person_id == person.pk:
            raise Refused("own_record")
        if not row.was_unseen:
            raise Refused("no_no_show")
        row.standing, row.missed_at, row.changed_at = Standing.SIGNED, None, at
        row.save(update_fields=["standing", "missed_at", "changed_at"])
        service = _recorded(row, activity, came_at, left_at, reason, person, at)
        said = {"came": f"{localtime(came_at):%Y-%m-%d %H:%M}", "left": f"{localtime(left_at):%Y-%m-%d %H:%M}"}
        write_audit(action="更正没有到场", of=row, by=person, at=at, reason=reason, detail=said)
    return service


def reopen(activity: Activity, *, by: Actor, at: datetime) -> int:
    """撤回结束: the roster goes on where it was closed by mistake. Returns how many no-shows stand signed up again.

    What was sent to review stays sent, for it was seen; whoever is ticked again goes on from where the closing cut them
    off (`rolling`), so that nobody's time is lost or told twice. The leader, on their own telephone, on the same day.
    Raises Refused `not_yours`, `not_now`, `too_late_to_reopen`, `desk_reopens`.
    """
    with transaction.atomic():
        activity = locked(activity, Deed.REOPEN)
        if why_not := why_no_reopening(activity, by, at):
            raise why_not
        signed = activity.sign_ups.missed().update(standing=Standing.SIGNED)
        activity.state, activity.changed_at, activity.reopened_at = State.PUBLISHED, at, at
        activity.save(update_fields=["state", "changed_at", "reopened_at"])
        write_audit(action="撤回结束", of=activity, by=person_of(by), at=at, detail={"rows": signed})
    return signed


def _recorded(
    row: SignUp, activity: Activity, came_at: datetime, left_at: datetime, reason: str, by: User, at: datetime
) -> Service:
    if left_at - came_at > LONGEST_STAY:
        raise Refused("stayed_too_long", hours=LONGEST_STAY // timedelta(hours=1))
    starts_at, ends_at = activity.counted(came_at, left_at)
    if ends_at - starts_at < SHORTEST:
        raise Refused("outside_it", when=activity.when_said)
    if left_at > at:
        raise Refused("still_to_come")
    there = Presence.objects.create(
        sign_up=row, day=localdate(came_at), number=1, came_at=came_at, left_at=left_at, listed_by=by
    )
    service = record_presence(there, short_of=f"没有签到，结束以后补认到场：{reason}", at=at)
    assert service
    return service
