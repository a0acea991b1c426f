"""One step of a booking: as the table lets it, where nobody has taken another meanwhile, and kept as what happened."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from partyorg.hats import Hat
from teams.models import Booking, BookingStep
from teams.rules import Refused
from teams.workflow import MOVES, Deed, Part, Stand, State, fits
from volunteers.standing import organises


@transaction.atomic
def moved(booking: Booking, deed: Deed, *, by: User | None, at: datetime, **new: Any) -> Booking:
    """`by` None: the system. Raises Refused `not_now`, `not_yet`, `time_over`, `quicker`."""
    now = booking.stand(at)
    if not fits(deed, now):
        raise _why_not(booking, deed, now)
    as_read = {"state": booking.state, "helper": booking.helper_id, "minutes": booking.minutes}
    if not Booking.objects.filter(pk=booking.pk, **as_read).update(state=MOVES[deed].target, **new):
        raise Refused("quicker")
    after = Booking.objects.with_faces().get(pk=booking.pk)
    BookingStep.objects.create(
        booking=after, deed=deed, at=at, by=by, before_id=booking.helper_id, helper_id=after.helper_id,
        minutes=after.minutes,
    )  # fmt: skip
    return after


def ask_mine(whose: int | None, by: User, part: Part) -> None:
    if whose != by.pk:
        raise Refused("not_yours", who=part.label)


def ask_desk(booking: Booking, by: Hat) -> User:
    if by.person is None or not organises(by, booking.station.community):
        raise Refused("not_yours", who=Part.DESK.label)
    return by.person


def _why_not(booking: Booking, deed: Deed, now: Stand) -> Refused:
    if fits(deed, Stand(now.state, now.has_word, begun=True, over=now.over)):
        return Refused("not_yet", when=booking.when, deed=deed.label)
    if fits(deed, Stand(now.state, now.has_word, begun=now.begun, over=False)):
        return Refused("time_over", when=booking.when, deed=deed.label)
    return Refused("not_now", state=State(booking.state).label, deed=deed.label)
