"""Proof of the stock: every good's number from its rows, every order from its stock and its points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from shop.kinds import Moved
from shop.models import Aid, Donation, Good, Order, StockCount, StockMove
from shop.workflow import GIVEN_BACK, State
from volunteers.kinds import Entry
from volunteers.models import Transfer

SHOWN = 20  # of each kind of fault
ENDED_BY = {
    State.TAKEN: Entry.SPEND, State.CANCELLED: Entry.RELEASE, State.EXPIRED: Entry.RELEASE, State.RETURNED: Entry.SPEND,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    rows: int
    amiss: list[str]


def check_stock() -> Found:
    """Some queries over all rows, however many there are; only what is amiss comes out of the database."""
    return Found(StockMove.objects.count(), [*_goods(), *_orders(), *_points(), *_donations(), *_counts(), *_aids()])


def _sum(rows: QuerySet, of: str) -> Coalesce:
    mine = rows.filter(**{of: OuterRef("pk")}).order_by().values(of).annotate(sum=Sum("amount")).values("sum")
    return Coalesce(Subquery(mine, output_field=IntegerField()), 0)


def _goods() -> Iterator[str]:
    for one in Good.objects.annotate(really=_sum(StockMove.objects.all(), "good")).exclude(stock=F("really"))[:SHOWN]:
        yield f"货品 {one.pk} 库存 {one.stock}，按进出应为 {one.really}"


def _orders() -> Iterator[str]:
    """What waits or was taken is out of stock by its quantity; what was given back is not; what was returned is not,
    but where it was no good any more."""
    moves = StockMove.objects.filter(good=OuterRef("good"))
    rows = Order.objects.annotate(
        out=_sum(moves.filter(kind=Moved.ORDERED), "order"), back=_sum(moves.filter(kind=Moved.GIVEN_BACK), "order"),
        returned=_sum(moves.filter(kind=Moved.RETURNED), "order"),
    )  # fmt: skip
    given_back = Q(state__in=GIVEN_BACK, back=F("quantity")) | ~Q(state__in=GIVEN_BACK) & Q(back=0)
    returned = Q(returned=0) | Q(state=State.RETURNED, returned=F("quantity"))
    for one in rows.exclude(given_back & returned & Q(out=-F("quantity")))[:SHOWN]:
        said = f"出库 {-one.out}，退回 {one.back}，退货 {one.returned}"
        yield f"兑换单 {one.pk} 共 {one.quantity} 件，{said}"


def _points() -> Iterator[str]:
    """An order has set aside what it costs, and its points ended as it did itself: what the shop was paid stays there
    until the goods are returned, and no longer."""
    ended = Transfer.objects.filter(ends=OuterRef("held"))
    ways = [Q(state=state) & Q(Exists(ended.filter(entry=entry))) for state, entry in ENDED_BY.items()]
    fits = reduce(or_, ways, Q(state=State.PLACED) & ~Q(Exists(ended)))
    undone = Q(Exists(Transfer.objects.filter(ends__ends=OuterRef("held"), entry=Entry.REVERSE)))
    fits &= Q(state=State.RETURNED) & undone | ~Q(state=State.RETURNED) & ~undone
    costs = Q(held__amount=F("price") * F("quantity"), held__entry=Entry.HOLD, held__giver__person=F("person"))
    for one in Order.objects.exclude(fits & costs)[:SHOWN]:
        yield f"兑换单 {one.pk}（{one.get_state_display()}）与它的积分不相符"


def _donations() -> Iterator[str]:
    """What was given is in stock by its quantity, or was taken out again by as much."""
    moves = StockMove.objects.filter(good=OuterRef("good"))
    rows = Donation.objects.annotate(
        came=_sum(moves.filter(kind=Moved.DONATED), "donation"),
        out=_sum(moves.filter(kind=Moved.UNDONATED), "donation"),
    )
    for one in rows.exclude(Q(came=F("quantity")) & (Q(out=0) | Q(out=-F("quantity"))))[:SHOWN]:
        yield f"捐赠 {one.pk} 没有照数入库" if one.came != one.quantity else f"捐赠 {one.pk} 没有照数出库"


def _counts() -> Iterator[str]:
    """A count that differs has put the stock right by the difference."""
    right = Q(expected=F("found"), move=None) | Q(move__amount=F("found") - F("expected"), move__good=F("good"))
    for one in StockCount.objects.exclude(right)[:SHOWN]:
        yield f"盘点 {one.pk} 应有 {one.expected}，实有 {one.found}，没有照差数入账"


def _aids() -> Iterator[str]:
    """An aid is out of stock by its quantity and out of its community's fund by its price, until both are back."""
    moves = StockMove.objects.filter(good=OuterRef("good"))
    rows = Aid.objects.annotate(
        out=_sum(moves.filter(kind=Moved.AIDED), "aid"), back=_sum(moves.filter(kind=Moved.TAKEN_BACK), "aid")
    )
    stock = Q(out=-F("quantity")) & (Q(back=0, spent__ended_by=None) | Q(back=F("quantity"), spent__ended_by__gt=0))
    costs = Q(spent__amount=F("price") * F("quantity"), spent__entry=Entry.AID, spent__giver__place=F("community"))
    for one in rows.exclude(stock & costs)[:SHOWN]:
        yield f"帮扶 {one.pk} 共 {one.quantity} 件，出库 {-one.out}，收回 {one.back}，与库存或积分不相符"
    known = Aid.objects.order_by().values("spent")
    for row in Transfer.objects.filter(entry=Entry.AID).exclude(pk__in=known)[:SHOWN]:
        yield f"账目 {row.pk} 没有帮扶记录"
