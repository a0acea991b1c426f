"""The roster is closed: what was seen becomes records, who did not come is written down as such."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from accounts.actions import write_audit
from activities.actions.recording import record_presence
from activities.actions.stepping import locked, nobody_comes_meanwhile
from activities.models import Activity, Presence, SignUp
from activities.models.activity import SHORTEST
from activities.rules import Refused
from activities.standing import Actor, leads, person_of
from activities.workflow import Deed, Standing, State
from volunteers.models import Service

log = logging.getLogger(__name__)
FORGOTTEN = timedelta(days=3)  # after which a roster that nobody closed closes by itself
NO_TIME = "点名时没有算出时长，请核实。"
NO_CHECK_OUT = "没有签退：按活动结束的时间算，请核实。"


def close(activity: Activity, *, by: Actor | None, at: datetime) -> int:
    """结束并送审. `by` None: the system, where nobody did. Returns how many records were made now.

    Raises Refused `not_yours`, `not_now`, `not_yet_over`.
    """
    with transaction.atomic():
        activity = locked(activity, Deed.CLOSE)
        if by is not None and not leads(activity, by):
            raise Refused("not_yours")
        if at < activity.starts_at + SHORTEST:
            raise Refused("not_yet_over")
        nobody_comes_meanwhile(activity)
        made = [_recorded(one, activity, at) for one in _unrecorded(activity)]
        missed = SignUp.objects.filter(activity=activity, presences=None).signed()
        absent = missed.update(standing=Standing.NO_SHOW, changed_at=at)
        activity.state, activity.changed_at = State.CLOSED, at
        activity.save(update_fields=["state", "changed_at"])
        records = sum(one is not None for one in made)
        person = person_of(by) if by is not None else None
        detail = {"people": records, "rows": absent}
        write_audit(action="结束活动并送审", of=activity, by=person, at=at, detail=detail)
    return records


def close_forgotten(*, at: datetime) -> int:
    """Returns how many were closed. One that cannot be closed holds up no other; it is tried again the next time."""
    return sum(_closed_for_all(activity, at) for activity in Activity.objects.to_close(at - FORGOTTEN))


def _closed_for_all(activity: Activity, at: datetime) -> bool:
    try:
        close(activity, by=None, at=at)
    except Refused as refused:  # somebody closed it, or put its end off, meanwhile
        log.info("activity %s is not closed: %s", activity.pk, refused.rule)
        return False
    except Exception:
        log.exception("activity %s cannot be closed", activity.pk)
        return False
    return True


def _unrecorded(activity: Activity) -> list[Presence]:
    rows = Presence.objects.unrecorded().filter(sign_up__activity=activity)
    return list(rows.select_related("sign_up__activity__community", "sign_up__volunteer__person", "listed_by"))


def _recorded(presence: Presence, activity: Activity, at: datetime) -> Service | None:
    """Whoever was seen has a record, or at least one to be looked at: nobody's time is lost in silence."""
    planned = activity.hours_around(presence.came_at)
    over, short_of = min(planned[1], at), ""
    if presence.left_at is None or (presence.listed_by_id is None and _too_short(presence)):
        presence.left_at, short_of = max(presence.came_at, over), NO_CHECK_OUT
    counted = activity.counted(presence.came_at, presence.left_at)
    if counted[1] - counted[0] < SHORTEST:
        short_of = NO_TIME if _too_short(presence) else _outside(presence.came_at, presence.left_at)
        came_at = max(planned[0], presence.sign_up.listed_at)  # nobody's time begins before they were on the list
        presence.came_at, presence.left_at = min(came_at, over - SHORTEST), over
    presence.save(update_fields=["came_at", "left_at"])
    return record_presence(presence, short_of=short_of, at=at)


def _outside(came_at: datetime, left_at: datetime) -> str:
    seen = f"{localtime(came_at):%H:%M}–{localtime(left_at):%H:%M}"
    return f"签到签退（{seen}）不在活动的时间里，没有算出时长：按活动时间算，请核实。"


def _too_short(presence: Presence) -> bool:
    return presence.left_at is not None and presence.left_at - presence.came_at < SHORTEST
