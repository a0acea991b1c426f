"""The roster is closed: what was seen becomes records, who did not come is written down as such."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime

from accounts.actions import write_audit
from accounts.models import User
from activities.actions.recording import record_presence
from activities.actions.stepping import locked, nobody_comes_meanwhile
from activities.models import Activity, Presence, SignUp
from activities.models.activity import SHORTEST
from activities.rules import Refused
from activities.standing import Actor, leads, person_of
from activities.workflow import Deed, Standing, State
from volunteers.models import Service, Volunteer

log = logging.getLogger(__name__)
FORGOTTEN = timedelta(days=3)  # after which a roster that nobody closed closes by itself
NO_TIME = "点名时没有算出时长，请核实。"
NO_CHECK_OUT = "没有签退：按活动结束的时间算，请核实。"


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing does now. `own`: the leader, or whoever asks, where nobody has seen them; of nobody else."""

    came: int
    unseen: int
    own: tuple[Volunteer, ...]
    is_early: bool


def what_closing_does(activity: Activity, *, by: Actor, at: datetime) -> Closing:
    """For the page on which one confirms it. Three queries."""
    person = person_of(by)
    unseen = SignUp.objects.filter(activity=activity).unseen()
    own = unseen.filter(_own(activity, person)).select_related("volunteer__person")
    others = unseen.exclude(_own(activity, person)).count()
    return Closing(activity.who_came(), others, tuple(one.volunteer for one in own), at < activity.ends_at)


def close(activity: Activity, *, says_missed: bool = False, by: Actor | None, at: datetime) -> int:
    """结束并送审. `by` None: the system, where nobody did. Returns how many records were made now.

    Whoever was seen by nobody is a no-show once it is over, before that only where whoever closes it `says_missed`;
    never who leads it, nor who closes it: nobody can tick themselves.
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
        person = person_of(by) if by is not None else None
        absent = _write_down_missed(activity, person, at) if says_missed or at >= activity.ends_at else 0
        activity.state, activity.changed_at, activity.closed_at = State.CLOSED, at, at
        activity.save(update_fields=["state", "changed_at", "closed_at"])
        records = sum(one is not None for one in made)
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


def _write_down_missed(activity: Activity, by: User | None, at: datetime) -> int:
    missed = SignUp.objects.filter(activity=activity).unseen().exclude(_own(activity, by))
    rows = SignUp.objects.filter(pk__in=list(missed.values_list("pk", flat=True)))
    return rows.update(standing=Standing.NO_SHOW, missed_at=at)


def _own(activity: Activity, by: User | None) -> Q:
    """Of sign-ups: the leader's, and that of whoever closes it."""
    whose = {person for person in (activity.leader_id, by and by.pk) if person}
    return Q(volunteer__person__in=whose)


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
