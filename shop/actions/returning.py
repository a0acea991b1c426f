"""退货: what was handed over comes back to the counter: the wrong one, or no good."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate, localtime

from accounts.actions import write_audit
from partyorg.hats import Hat
from shop.actions.counter import at_the_counter_for
from shop.actions.shelf import locked, shift
from shop.kinds import Moved
from shop.models import Order
from shop.rules import Refused
from shop.workflow import State
from volunteers.actions import refund

RETURN_WITHIN = timedelta(days=30)  # of the day on which it was handed over; then the books are closed


def return_order(order: Order, *, reason: str, on_shelf: bool, by: Hat, at: datetime) -> Order:
    """The points go back to whoever had them, as those of an order that is cancelled. `on_shelf`: the goods are fit to
    be had again, and in stock; else they are written off, and the stock stays. `reason`: its owner is told.

    Raises Refused `not_yours`, `own_record`, `no_reason`, `return_over`, `was_returned`, `not_taken`.
    """
    person = at_the_counter_for(order, by)
    if not reason:
        raise Refused("no_reason")
    with transaction.atomic():
        good = locked(order.good)  # the good first, then the account: nobody waits in a circle
        now = Order.objects.select_related("held__giver").get(pk=order.pk)
        _must_be_taken(now, at)
        taken = Order.objects.taken().filter(pk=now.pk)
        if not taken.update(state=State.RETURNED, returned_at=at, returned_by=person):
            raise Refused("not_taken", state=now.get_state_display())
        if on_shelf:
            shift(good, Moved.RETURNED, now.quantity, order=now, note=reason, by=person, at=at)
        refund(now.held, reason=reason, by=person, at=at)
        detail = {"quantity": now.quantity, "points": now.points, "on_shelf": on_shelf}
        write_audit(action="退货", of=now, by=person, at=at, reason=reason, detail=detail)
    return Order.objects.with_faces().select_related("held__ended_by__ended_by").get(pk=order.pk)


def why_it_stays(order: Order, *, by: Hat, at: datetime) -> str:
    """Why this person can take it back no more, or never could; "" where they can. No query."""
    try:
        at_the_counter_for(order, by)
        _must_be_taken(order, at)
    except Refused as refused:
        return str(refused)
    return ""


def _must_be_taken(order: Order, at: datetime) -> None:
    if order.is_returned:
        raise Refused("was_returned", when=f"{localtime(order.returned_at):%Y-%m-%d %H:%M}")
    if not order.is_taken:
        raise Refused("not_taken", state=order.get_state_display())
    if localdate(at) - localdate(order.ended_at) > RETURN_WITHIN:
        raise Refused("return_over", days=RETURN_WITHIN.days, when=f"{localtime(order.ended_at):%Y-%m-%d}")
