"""核销: at the counter a code is found and what was ordered is handed over, once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate, localtime

from accounts.actions import write_audit
from accounts.braking import Limit, start_anew, still_to_wait, wait_for
from accounts.models import User
from accounts.personal import lookup_hash
from partyorg.hats import Hat
from shop.actions.shelf import counted, locked
from shop.actions.witnessing import must_be_beside
from shop.codes import code_hash, read
from shop.models import Beside, Order
from shop.rules import Refused
from shop.workflow import State
from volunteers.actions import spend
from volunteers.passbook import points_of
from volunteers.standing import keeps

WRONG_CODES = Limit("PICKUP_CODE", 5, timedelta(minutes=1))  # of one person at a counter
SHOWN_FOR = timedelta(minutes=10)  # so long after its code was typed or scanned an order may be handed over
WRONG = ("no_such_code", "other_community")
OVER = {
    State.TAKEN: "already_taken", State.CANCELLED: "was_cancelled", State.EXPIRED: "has_expired",
    State.RETURNED: "was_returned",
}  # fmt: skip


def find_order(typed: str, *, by: Hat, at: datetime) -> Order:
    """The order that waits under this code in a shop that this hat keeps. Wrong ones are counted, and braked.

    Raises Refused `wait`, `no_such_code`, `other_community`, `two_of_it`, `already_taken`, `was_cancelled`,
    `has_expired`, `not_yours`.
    """
    if by.person is None:
        raise Refused("not_yours")
    person = lookup_hash(f"person {by.person.pk}")
    if seconds := still_to_wait(WRONG_CODES, of=person, at=at):  # the right code waits no less than a wrong one
        raise Refused("wait", times=WRONG_CODES.most, seconds=seconds)
    try:
        order = _waiting_under(typed, by, at)
    except Refused as refused:
        if refused.rule in WRONG:
            wait_for(WRONG_CODES, of=person, at=at)
        raise
    start_anew(WRONG_CODES, of=person)
    return order


def hand_over(
    order: Order, *, shown_at: datetime | None, without: str = "", witness: User | None = None, left: int | None = None,
    note: str = "", despite: str = "", by: Hat, at: datetime,
) -> Order:  # fmt: skip
    """Done: the points go to the shop. `shown_at`: when this person typed or scanned its code; `without`: where that is
    not so, or too long ago, why it is given all the same, which its owner is told. `witness`: who of the staff else was
    there; `left`: how many lie on the shelf afterwards, which is written down and puts the stock right where it
    differs. One of the two is needed. `note`: why that count is far off. `despite`: why it is given to somebody who
    owes points; the ledger keeps it.

    Raises Refused `not_yours`, `own_record`, `nobody_beside`, `same_person`, `not_staff`, `no_code`, `in_debt`,
    `count_below_orders`, `say_why`, `already_taken`, `was_cancelled`, `has_expired`.
    """
    person = at_the_counter_for(order, by)
    if witness:
        must_be_beside(witness, order.community, by=person, on=localdate(at), gets=order.person_id)
    elif left is None:
        raise Refused("nobody_beside")
    shown = is_shown(shown_at, at)
    ends = {"ended_at": at, "ended_by": person, "witness": witness.name if witness else ""}
    with transaction.atomic():
        locked(order.good)
        waits = Order.objects.waiting().filter(pk=order.pk, expires_on__gte=localdate(at))
        if not waits.update(state=State.TAKEN, without_code="" if shown else without, **ends):
            raise _why_over(Order.objects.get(pk=order.pk))
        if not shown and not without:
            raise Refused("no_code")
        owed = debt_of(order, localdate(at))
        if owed and not despite:
            raise Refused("in_debt", owed=owed)
        if witness:
            Beside.objects.create(order=order, person=witness, named_at=at)
        spend(order.held, shop=order.community, note=despite if owed else "", by=person, at=at)
        if left is not None:
            counted(locked(order.good), left, note=note, order=order, by=person, at=at)
        beside = witness.pk if witness else None
        detail = {"quantity": order.quantity, "witness": beside, "left": left, "owed": owed, "code": shown}
        why = "；".join(filter(None, ("" if shown else without, despite if owed else "", note)))
        write_audit(action="核销", of=order, by=person, at=at, reason=why, detail=detail)
    return Order.objects.with_faces().get(pk=order.pk)


def is_shown(shown_at: datetime | None, at: datetime) -> bool:
    """Whether its code was typed or scanned here just now: whoever holds the order stands at the counter."""
    return shown_at is not None and at - SHOWN_FOR <= shown_at <= at


def debt_of(order: Order, on: date) -> int:
    """How many points its owner owes. What was set aside for it before is no debt, yet later earnings pay that first
    (domain.md §4, 8): so the clerk is told, and decides.
    """
    return max(0, -points_of(order.person, on))


def at_the_counter_for(order: Order, by: Hat) -> User:
    """Whoever hands this order over, or takes it back. Raises Refused `not_yours`, `own_record`."""
    if by.person is None or not keeps(by, order.community):
        raise Refused("not_yours")
    if by.person.pk == order.person_id:
        raise Refused("own_record")
    return by.person


def _waiting_under(typed: str, by: Hat, at: datetime) -> Order:
    said = read(typed)
    if said is None:
        raise Refused("no_such_code")
    same = Order.objects.filter(code_hash=code_hash(said.code))
    if said.community:
        same = same.filter(community__code=said.community)
    mine = same.visible_to(by)
    waiting = list(mine.waiting().with_faces()[:2])
    if len(waiting) > 1:
        raise Refused("two_of_it")
    if waiting and waiting[0].expires_on >= localdate(at):
        return waiting[0]
    if over := waiting or list(mine.order_by("-ended_at")[:1]):
        raise _why_over(over[0])
    raise Refused("other_community" if same.exists() else "no_such_code")


def _why_over(order: Order) -> Refused:
    when = f"{localtime(order.over_at):%Y-%m-%d %H:%M}" if order.over_at else f"{order.expires_on:%Y-%m-%d}"
    return Refused(OVER.get(State(order.state), "has_expired"), when=when)
