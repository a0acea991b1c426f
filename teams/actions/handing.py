"""In whose hands a booking is: taken, given by the desk, given to another, given back. Who could take it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from grids.models import Place
from partyorg.hats import Hat
from teams.actions.moving import ask_desk, ask_mine, moved
from teams.models import Booking, TeamMember
from teams.rules import Refused
from teams.workflow import Deed, Part


def parts_of(booking: Booking, person: User, on: date) -> set[Part]:
    """What somebody who is signed in as a resident is to it. At most two queries."""
    if person.pk == booking.person_id:
        return {Part.BOOKER}
    if person.pk == booking.helper_id:
        return {Part.HELPER}
    return {Part.TEAM} if who_can(booking, on).filter(person=person).exists() else set()


def who_can(booking: Booking, on: date) -> Any:
    """The members who could go: with the skill, of age, in a team that serves the grid, not the one who asked."""
    there = TeamMember.objects.who_can(booking.skill, community=booking.station.community, grid=booking.grid, day=on)
    return there.exclude(person=booking.person_id)


def who_could_instead(booking: Booking, on: date) -> Any:
    """Those of them whose it is not."""
    return who_can(booking, on).exclude(person=booking.helper_id) if booking.helper_id else who_can(booking, on)


def take(booking: Booking, *, by: User, at: datetime) -> Booking:
    """接单. Raises Refused `not_oneself`, `cannot_help`, `not_now`, `time_over`, `quicker`."""
    if by.pk == booking.person_id:
        raise Refused("not_oneself")
    with transaction.atomic():
        _ask_can(booking, by, at)
        return moved(booking, Deed.TAKE, by=by, at=at, helper=by, taken_at=at)


def assign(booking: Booking, helper: User, *, by: Hat, at: datetime) -> Booking:
    """派给队员, by the desk. Raises Refused as `take`, and `not_yours`."""
    return _hand(booking, Deed.ASSIGN, helper, "派帮办预约", by, at)


def reassign(booking: Booking, helper: User, *, by: Hat, at: datetime) -> Booking:
    """改派: from whoever had taken it to another. Raises Refused as `assign`, and `has_it`."""
    if helper.pk == booking.helper_id:
        raise Refused("has_it")
    return _hand(booking, Deed.REASSIGN, helper, "改派帮办预约", by, at)


def give_back(booking: Booking, *, by: User, at: datetime) -> Booking:
    """By the one who took it: it waits for another. Raises Refused."""
    ask_mine(booking.helper_id, by, Part.HELPER)
    return _given_back(booking, by, at)


def in_hand_of(person: User, community: Place | None = None) -> Any:
    """What they have taken and said nothing of yet; of one community's stations, or of all."""
    mine = Booking.objects.in_hand().filter(helper=person)
    return mine.filter(station__community=community) if community else mine


@transaction.atomic
def let_go(people: Iterable[User], *, community: Place | None = None, by: User | None, at: datetime) -> int:
    """After their memberships have ended: what they had taken and may go to no more is anybody's again. What they have
    said is done stays theirs: there the desk has the last word. Returns how many."""
    done = 0
    for person in people:
        for booking in in_hand_of(person, community).select_for_update(of=("self",)).with_faces().order_by("pk"):
            if not who_can(booking, localdate(at)).filter(person=person).exists():
                _given_back(booking, by, at)
                done += 1
    return done


def _given_back(booking: Booking, by: User | None, at: datetime) -> Booking:
    return moved(booking, Deed.GIVE_BACK, by=by, at=at, helper=None, taken_at=None)


@transaction.atomic
def _hand(booking: Booking, deed: Deed, helper: User, said: str, by: Hat, at: datetime) -> Booking:
    person = ask_desk(booking, by)
    _ask_can(booking, helper, at)
    handed = moved(booking, deed, by=person, at=at, helper=helper, taken_at=at)
    detail = {"helper": helper.pk, **({"before": booking.helper_id} if booking.helper_id else {})}
    write_audit(action=said, of=handed, by=person, at=at, detail=detail)
    return handed


def _ask_can(booking: Booking, helper: User, at: datetime) -> None:
    """Who leaves a team meanwhile gives it back, or can no more."""
    TeamMember.objects.hold(helper, booking.station.community)
    if not who_can(booking, localdate(at)).filter(person=helper).exists():
        raise Refused("cannot_help", skill=booking.skill)
