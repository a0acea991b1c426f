"""Signing up: a place, or one in the waiting list, which moves up by itself; cancelling; joining on the spot."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from activities.actions.stepping import locked
from activities.ages import bar
from activities.attending import why_no_cancel
from activities.models import Activity, Role, SignUp
from activities.models.signup import SignUpQuerySet
from activities.room import Room
from activities.rules import Refused
from activities.standing import Actor, leads, person_of
from activities.workflow import COMING, Deed, Standing, State
from volunteers.departures import end_each
from volunteers.models import Volunteer


def sign_up(
    activity: Activity, person: User, *, role: Role | None = None, with_guardian: bool = False,
    finds_time: bool = False, at: datetime,
) -> SignUp:  # fmt: skip
    """A place where there is one, else the end of the waiting list. A second tap is the same sign-up. `finds_time`: for
    both this and another one, of which one goes on for days.

    Raises Refused `not_a_volunteer`, `not_open`, `sign_up_closed`, `role_needed`, `overlaps`, `overlaps_there`,
    `overlaps_days`, and what the minors' rule forbids.
    """
    with transaction.atomic():
        volunteer = _volunteer(person)
        if volunteer is None:
            raise Refused("not_a_volunteer")
        row = _open(activity, at)
        known = SignUp.objects.filter(activity=row, volunteer=volunteer).first()
        if known and known.standing in COMING:
            return known
        _old_enough(row, volunteer, with_guardian, localdate(row.starts_at))
        role = _role_of(row, role)
        _free_then(row, volunteer, finds_time, at)
        made = known or SignUp(activity=row, volunteer=volunteer)
        made.role, made.with_guardian, made.walked_up = role, with_guardian, False
        made.signed_at, made.changed_at = at, None
        made.standing = Standing.SIGNED if Room(row).left_for(role) else Standing.WAITING
        _keep(made, "changed_at", "role", "signed_at", "standing", "walked_up", "with_guardian")
    return made


def cancel_sign_up(activity: Activity, person: User, *, at: datetime) -> SignUp:
    """取消报名: the next in the waiting list moves up.

    Raises Refused `not_signed_up`, `already_there`, `over_already`.
    """
    with transaction.atomic():
        row = Activity.objects.select_for_update().get(pk=activity.pk)
        # Locked as by whoever checks in: nobody is there who has cancelled in the same moment.
        rows = SignUp.objects.select_for_update(of=("self",)).of(person).coming()
        mine = rows.filter(activity=row).first()
        if why_not := why_no_cancel(row, mine, list(mine.presences.all()) if mine else [], at):
            raise why_not
        assert mine
        mine.standing, mine.changed_at = Standing.CANCELLED, at
        mine.save(update_fields=["standing", "changed_at"])
        move_up(row, at=at)
    return mine


def give_up_places(person: User, *, at: datetime) -> None:
    """Whatever they signed up for that is still to come; where they are already, they stay. Who waits moves up."""
    end_each(places_of(person, at=at), lambda one: cancel_sign_up(one.activity, person, at=at))


def places_of(person: User, *, at: datetime) -> SignUpQuerySet:
    """Also in waiting lists, of what is still to come; in the order in which all lock."""
    ahead = Activity.objects.filter(state=State.PUBLISHED, ends_at__gt=at)
    coming = SignUp.objects.of(person).coming().filter(presences=None, activity__in=ahead)
    return coming.select_related("activity").order_by("activity")


def walk_up(
    activity: Activity, *, phone: str, guardian_is_there: bool = False, by: Actor, at: datetime
) -> bool:  # fmt: skip
    """现场加入: somebody who is a volunteer and came without signing up. Who waits in the list is taken in, too.

    False where they were on the list already, with a place. `guardian_is_there`: whoever adds a child says so.
    Raises Refused `not_yours`, `not_now`, `no_volunteer`, `own_record`, `guardian_must_be_here`, and what the minors'
    rule forbids.
    """
    with transaction.atomic():
        person = User.objects.with_phone(phone)
        volunteer = _volunteer(person) if person else None
        row = locked(activity, Deed.ROLL)
        if not leads(row, by):
            raise Refused("not_yours")
        if volunteer is None:
            raise Refused("no_volunteer")
        if person == person_of(by):
            raise Refused("own_record")
        known = SignUp.objects.filter(activity=row, volunteer=volunteer).first()
        if known and known.standing == Standing.SIGNED:
            return False
        needs_guardian = _needs_guardian(row, volunteer, guardian_is_there, localdate(at))
        made = known or SignUp(activity=row, volunteer=volunteer, signed_at=at)
        made.standing, made.walked_up, made.with_guardian = Standing.SIGNED, True, needs_guardian
        made.changed_at = at if known else None
        _keep(made, "changed_at", "standing", "walked_up", "with_guardian")
    return True


def move_up(activity: Activity, *, at: datetime) -> int:
    """递补: of an activity that the caller has locked, in the order of the list. Returns how many have a place now."""
    room, moved = Room(activity), []
    for one in SignUp.objects.filter(activity=activity).waiting().select_related("role"):
        if room.left_for(one.role):
            room.take(one.role)
            moved.append(one.pk)
    return SignUp.objects.filter(pk__in=moved).update(standing=Standing.SIGNED, changed_at=at)


def shut_out(activity: Activity, minors: str, on: date) -> int:
    """How many who signed up could not come by this rule on that day."""
    coming = (
        SignUp.objects.filter(activity=activity).coming().filter(volunteer__left_on=None).select_related("volunteer")
    )
    return sum(bool(bar(minors, one.volunteer, on, with_guardian=one.with_guardian or one.walked_up)) for one in coming)


def _volunteer(person: User) -> Volunteer | None:
    """Locked, and before the activity: two of theirs at once, which overlap, are looked at one after the other, and
    whoever leaves in the same moment has left, or gives this place up again.
    """
    return Volunteer.objects.active().select_for_update(no_key=True).filter(person=person).first()


def _keep(sign_up: SignUp, *changed: str) -> None:
    """Of a known one no more than was changed: its wrong codes are counted by others meanwhile."""
    sign_up.save(update_fields=changed if sign_up.pk else None)


def _open(activity: Activity, at: datetime) -> Activity:
    row = Activity.objects.select_for_update().get(pk=activity.pk)
    if not row.is_published:
        raise Refused("not_open")
    if at >= row.closes_at:
        raise Refused("sign_up_closed")
    return row


def _role_of(activity: Activity, role: Role | None) -> Role | None:
    if role and role.activity_id != activity.pk:
        role = None
    if role is None and activity.roles.exists():
        raise Refused("role_needed")
    return role


def _free_then(activity: Activity, volunteer: Volunteer, finds_time: bool, at: datetime) -> None:
    """Nobody is in two places at once, and a place in a waiting list may become one: it would be another's."""
    theirs = SignUp.objects.filter(volunteer=volunteer).coming().at_the_time_of(activity, at)
    there = set(theirs.filter(presences__isnull=False).values_list("activity", flat=True))
    theirs = theirs.select_related("activity")
    others = sorted((one.activity for one in theirs), key=lambda one: (one.goes_on_for_days, one.starts_at))
    if not others:
        return
    first, is_by_days = others[0], activity.goes_on_for_days or others[0].goes_on_for_days
    if not is_by_days and first.pk in there:
        raise Refused("overlaps_there", title=first.title)
    if not is_by_days:
        raise Refused("overlaps", title=first.title, when=first.when_said)
    if not finds_time:
        raise Refused("overlaps_days", title=first.title, when=first.when_said)


def _old_enough(activity: Activity, volunteer: Volunteer, with_guardian: bool, on: date) -> None:
    if rule := bar(activity.minors, volunteer, on, with_guardian=with_guardian):
        raise Refused(rule)


def _needs_guardian(activity: Activity, volunteer: Volunteer, is_there: bool, on: date) -> bool:
    """On the spot: a promise made when signing up is not enough, whoever adds the child sees the guardian."""
    rule = bar(activity.minors, volunteer, on, with_guardian=is_there)
    if rule:
        raise Refused("guardian_must_be_here" if rule == "guardian_must_come" else rule)
    return volunteer.needs_company(on)
