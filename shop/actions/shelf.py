"""The one way in which stock changes: a row that says why, and the good's own number with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Sum

from accounts.models import User
from cases.store import change, written
from shop.kinds import Moved
from shop.models import Good, Order, StockCount, StockMove
from shop.rules import Refused


def locked(good: Good) -> Good:
    """As it is now. Whoever locks a good and an account locks the good first."""
    return Good.objects.select_for_update(of=("self",)).select_related("community").get(pk=good.pk)


def shift(good: Good, kind: Moved, amount: int, *, by: User | None, at: datetime, **why: Any) -> StockMove:
    """Of a good that the caller has locked, or whose number the caller has changed already (`taken_off`)."""
    if kind != Moved.ORDERED:
        Good.objects.filter(pk=good.pk).update(stock=F("stock") + amount)
    return written(StockMove(good_id=good.pk, kind=kind, amount=amount, by=by, at=at, **why))


def taken_off(good: Good, quantity: int, price: int) -> bool:
    """Compare and set: so many fewer, where there are so many at this price. From here on the row is locked."""
    there = "id = %s AND stock >= %s AND price = %s AND is_active"
    return bool(change(f"UPDATE shop_good SET stock = stock - %s WHERE {there}", [quantity, good.pk, quantity, price]))


def waits_for(good: Good) -> int:
    """How many of a good lie on the shelf for those who have ordered them."""
    return Order.objects.waiting().filter(good=good).aggregate(sum=Sum("quantity"))["sum"] or 0


def counted(
    good: Good, found: int, *, note: str = "", order: Order | None = None, key: UUID | None = None, by: User,
    at: datetime,
) -> StockCount:  # fmt: skip
    """盘点 of a locked good: what lies on the shelf is what can be ordered and what waits to be fetched.

    `note`: the reason, which a count that is far off needs; `key`: the mark of the form. Raises Refused
    `count_below_orders`, and `say_why` where a count without a note finds nothing, or less or more by half.
    """
    waiting = waits_for(good)
    if found < waiting:
        raise Refused("count_below_orders", found=found, waiting=waiting)
    expected = good.stock + waiting
    if not note and _is_far_off(expected, found):
        raise Refused("say_why", expected=expected, found=found)
    count = StockCount.objects.create(good=good, order=order, key=key, expected=expected, found=found, by=by, at=at)
    if found != expected:
        shift(good, Moved.COUNTED, found - expected, count=count, note=note, by=by, at=at)
    return count


def _is_far_off(expected: int, found: int) -> bool:
    """So far that a mistyped number is as likely as an empty shelf."""
    return found != expected and (not found or abs(found - expected) * 2 > expected)
