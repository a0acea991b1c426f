"""Orders: placed by a volunteer, taken back by them or for them, or over when nobody came."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from accounts.once import marked
from accounts.prepared import Prepared
from cases.store import written
from partyorg.hats import Hat
from shop.actions.shelf import locked, shift, taken_off
from shop.actions.stocking import keeper
from shop.codes import code_hash, new_code
from shop.kinds import Moved
from shop.models import Good, Order
from shop.rules import Refused
from shop.windows import Days, opening
from shop.workflow import COUNTS, State
from volunteers.actions import Source, hold_within, release
from volunteers.again import as_before
from volunteers.kinds import Tier
from volunteers.models import Volunteer
from volunteers.rules import Refused as RefusedByLedger
from volunteers.schemes import pickup_days_at

CODES_TRIED = 8
FOR_THEM = "代为取消"


def place_order(good: Good, *, quantity: int, price: int, key: UUID | None, by: User, at: datetime) -> Order:
    """兑换: stock and points are set aside together, or neither. `price`: of one, as the person saw it.

    The same key twice is one order: of as many, at the same price. Raises Refused `other_form`, `not_a_volunteer`,
    `other_shop`, `off_sale`, `tier_only`, `window_closed`, `price_changed`, `sold_out`, `too_few`, `over_limit`, and of
    the ledger `not_enough` and `owes`.
    """
    try:
        with transaction.atomic():
            return _placed(good, quantity, price, key or uuid4(), by, at)
    except (IntegrityError, RefusedByLedger):
        if known := marked(Order.objects.of(by), key):
            return _the_same(known, good, quantity, price)  # the second tap, whatever the first has made scarce
        raise


def _the_same(known: Order, good: Good, quantity: int, price: int) -> Order:
    """What was placed with this key, if it is what is asked for again."""
    was = (known.good_id, known.quantity, known.price)
    return as_before(known, was=was, said=(good.pk, quantity, price), done=str(known))


def _placed(good: Good, quantity: int, price: int, key: UUID, person: User, at: datetime) -> Order:
    today = localdate(at)
    days = _may_order(good, person, today)
    expires_on = today + timedelta(days=pickup_days_at(good.community, today))
    if not taken_off(good, quantity, price):  # the good first, then the account: nobody waits in a circle
        raise _gone(good, quantity, price)
    _within_limit(good, quantity, person, days)
    code = _free_code(good)
    source = Source(f"shop:{person.pk}:{key}", f"shop.good {good.pk}", {"price": price}, f"{good.name} × {quantity}")
    held = hold_within(person, amount=price * quantity, source=source, by=person, at=at)
    order = Order(
        key=key, person=person, community=good.community, good=good, good_name=good.name, quantity=quantity,
        price=price, held=held, code=code, code_hash=code_hash(code), placed_at=at, expires_on=expires_on,
    )  # fmt: skip
    shift(good, Moved.ORDERED, -quantity, order=written(order), by=person, at=at)
    return order


def cancel_order(order: Order, *, by: User, at: datetime) -> Order:
    """取消, by whoever placed it: stock and points go back where they were. Raises Refused `not_yours`, `not_now`."""
    if order.person_id != by.pk:
        raise Refused("not_yours")
    return _give_back(order, State.CANCELLED, reason="本人取消", by=by, at=at)


def cancel_for(order: Order, *, reason: str, by: Hat, at: datetime) -> Order:
    """代为取消, by whoever keeps the shop, with the reason that the volunteer is told. What goes back is the same.

    Raises Refused `not_yours`, `own_order`, `has_expired`, `not_now`.
    """
    person = keeper(by, order.community)
    if order.person_id == person.pk:
        raise Refused("own_order")
    if order.is_waiting and order.expires_on < localdate(at):
        raise Refused("has_expired", when=f"{order.expires_on:%Y-%m-%d}")
    with transaction.atomic():
        now = _give_back(order, State.CANCELLED, reason=f"{FOR_THEM}：{reason}", by=person, at=at)
        write_audit(action="代为取消兑换", of=now, by=person, at=at, reason=reason)
    return now


def expire_orders(*, at: datetime) -> int:
    """过期未领: those whose last day is over. Any number may do it at once. Returns how many."""
    over = Order.objects.waiting().filter(expires_on__lt=localdate(at)).select_related("good", "held")
    done = 0
    for order in list(over.order_by("pk")):
        try:
            _give_back(order, State.EXPIRED, reason="过期未领", by=None, at=at)
            done += 1
        except Refused:  # it was taken, or given back by another, meanwhile
            continue
    return done


@transaction.atomic
def _give_back(order: Order, state: State, *, reason: str, by: User | None, at: datetime) -> Order:
    locked(order.good)
    ended = Order.objects.waiting().filter(pk=order.pk).update(state=state, ended_at=at, ended_by=by)
    now = Order.objects.with_faces().select_related("held").get(pk=order.pk)
    if not ended:
        raise Refused("not_now", state=now.get_state_display())
    shift(now.good, Moved.GIVEN_BACK, now.quantity, order=now, by=by, at=at)
    now.held.ended_by = release(now.held, reason=reason, by=by, at=at)
    return now


def why_not(good: Good, *, by: User, on: date) -> str:
    """Why this person can have none of it that day, however many points they have; "" where they can."""
    try:
        _may_order(good, by, on)
    except Refused as refused:
        return str(refused)
    return "" if good.stock else str(Refused("none_left", good=good))


def _may_order(good: Good, person: User, today: date) -> Days:
    """The days within which a limit counts."""
    volunteer = _VOLUNTEER.first(person.pk)
    if volunteer is None:
        raise Refused("not_a_volunteer")
    community, tier = volunteer
    if community != good.community_id:
        raise Refused("other_shop")
    if not good.is_on_sale(today):
        raise Refused("off_sale", good=good)
    if not good.is_for(tier):
        raise Refused("tier_only", good=good, tier=_and_above(Tier(good.tier_only)), own=Tier(tier).label)
    now = opening(good.community, today)
    if now.days is None:
        raise Refused("window_closed", when=now.when)
    return now.days


def _and_above(tier: Tier) -> str:
    return tier.label if tier == Tier.VIP else f"{tier.label}和更高等级的"


def _gone(good: Good, quantity: int, price: int) -> Refused:
    """Why there was nothing to take off."""
    now = Good.objects.get(pk=good.pk)
    if not now.is_active:
        return Refused("off_sale", good=now)
    if now.price != price:
        return Refused("price_changed", price=now.price)
    return Refused("too_few" if now.stock else "sold_out", good=now, left=now.stock)


def _within_limit(good: Good, quantity: int, person: User, days: Days) -> None:
    """Asked behind the lock of the good: two orders of one person at once are counted one after the other."""
    if good.most_each is None:
        return
    mine = Order.objects.of(person).filter(days.hold("placed_at"), good=good, state__in=COUNTS)
    had = mine.aggregate(sum=Sum("quantity"))["sum"] or 0
    if had + quantity > good.most_each:
        raise Refused("over_limit", good=good, most=good.most_each, had=had)


def _free_code(good: Good) -> str:
    """One that waits for nobody else in this community. Should two find the same at once, the database refuses one."""
    some = {code_hash(code): code for code in (new_code() for _ in range(CODES_TRIED))}
    taken = {hashed for (hashed,) in _TAKEN.rows(good.community_id, *some)}
    return next(code for hashed, code in some.items() if hashed not in taken)


# also who has left: what was earned is spent
_VOLUNTEER = Prepared(lambda person: Volunteer.objects.filter(person_id=person).values_list("community_id", "tier"))
_TAKEN = Prepared(
    lambda community, *some: (
        Order.objects.waiting().order_by().filter(community_id=community, code_hash__in=some).values_list("code_hash")
    )
)
