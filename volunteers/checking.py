"""Proof of the ledger: every balance from its rows, every lot from what was drawn on it, nothing held twice, and every
award from the record of service that it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest

from volunteers.funds import funds
from volunteers.kinds import Currency, Entry, Holder
from volunteers.models import Account, Draw, Lot, Service, Transfer
from volunteers.workflow import State

SHOWN = 20  # of each kind of fault
DECIDED_FOR = (State.APPROVED, State.REVERSED)


@dataclass(frozen=True, slots=True)
class Found:
    rows: int
    amiss: list[str]


def check_ledger() -> Found:
    """Some queries over all rows, however many there are; only what is amiss comes out of the database."""
    proofs = (_balances, _lots, _points, _endings, _expired, _held, _funds, _sources)
    return Found(Transfer.objects.count(), [fault for proof in proofs for fault in proof()])


def _sum(rows: QuerySet, of: str, amount: str = "amount") -> Coalesce:
    """Of the rows that belong to the outer one by their column `of`."""
    mine = rows.filter(**{of: OuterRef("pk")}).order_by().values(of).annotate(sum=Sum(amount)).values("sum")
    return Coalesce(Subquery(mine, output_field=BigIntegerField()), 0)


def _balances() -> Iterator[str]:
    rows = Account.objects.filter(holder=Holder.PERSON).annotate(
        really=_sum(Transfer.objects.all(), "taker") - _sum(Transfer.objects.all(), "giver")
    )
    for one in rows.exclude(balance=F("really"))[:SHOWN]:
        yield f"账户 {one.pk} 余额 {one.balance}，按账目应为 {one.really}"


def _lots() -> Iterator[str]:
    rows = Lot.objects.annotate(really=F("earned__amount") - _sum(Draw.objects.all(), "lot"))
    for one in rows.exclude(left=F("really"))[:SHOWN]:
        yield f"批次 {one.pk} 剩 {one.left}，按进出应为 {one.really}"


def _points() -> Iterator[str]:
    """What is left in the lots is the balance; below zero nothing is left."""
    rows = Account.objects.filter(holder=Holder.PERSON, currency=Currency.POINTS).annotate(
        in_lots=_sum(Lot.objects.all(), "account", "left")
    )
    for one in rows.exclude(in_lots=Greatest(F("balance"), 0))[:SHOWN]:
        yield f"账户 {one.pk} 余额 {one.balance}，批次里剩 {one.in_lots}"


def _endings() -> Iterator[str]:
    """A row that ends another moves as much of the same, from where the other took it; what a shop was paid, and gives
    back, goes to whose it was."""
    rows = Transfer.objects.filter(ends__isnull=False)
    same = Q(amount=F("ends__amount"), currency=F("ends__currency"), giver=F("ends__taker"))
    to_whom = ~Q(ends__entry=Entry.SPEND) | Q(entry=Entry.REVERSE, taker=F("ends__ends__giver"))
    for one in rows.exclude(same & to_whom)[:SHOWN]:
        yield f"账目 {one.pk} 与它了结的 {one.ends_id} 不相符"


def _expired() -> Iterator[str]:
    """Of an award that was reversed nothing had expired: it would be owed, though nobody spent it."""
    gone = Transfer.objects.filter(entry=Entry.EXPIRE, ended_by=None, draws__lot__earned__ended_by__gt=F("pk"))
    for one in gone[:SHOWN]:
        yield f"账目 {one.pk} 过期的已经收回，却没有冲回"


def _held() -> Iterator[str]:
    """What lies aside is what was ordered and is neither picked up nor given back."""
    came = Transfer.objects.filter(taker__holder=Holder.HELD).aggregate(sum=Sum("amount"))["sum"] or 0
    left = Transfer.objects.filter(giver__holder=Holder.HELD).aggregate(sum=Sum("amount"))["sum"] or 0
    waits = Transfer.objects.filter(entry=Entry.HOLD, ended_by=None).aggregate(sum=Sum("amount"))["sum"] or 0
    if came - left != waits:
        yield f"冻结账户里有 {came - left}，没有了结的冻结共 {waits}"


def _funds() -> Iterator[str]:
    """No community spent more than it was given; what it spent went to its own shop."""
    for fund in funds().filter(left__lt=0)[:SHOWN]:
        yield f"公益积分账户 {fund.pk} 剩 {fund.left}"
    own = Q(giver__holder=Holder.FUND, taker__holder=Holder.SHOP, giver__place=F("taker__place"))
    for one in Transfer.objects.filter(entry=Entry.AID).exclude(own)[:SHOWN]:
        yield f"账目 {one.pk} 不是从本社区的公益积分到本社区积分超市"


def _sources() -> Iterator[str]:
    for currency, earns in ((Currency.POINTS, "points"), (Currency.HOURS, "minutes")):
        yield from _unpaid(currency, earns)
        yield from _unearned(currency)


def _unpaid(currency: Currency, earns: str) -> Iterator[str]:
    """Approved, it has its row with the same amount; reversed, that row is reversed too; otherwise it has none."""
    services = Service.objects.with_rows(currency)
    approved = Q(state=State.APPROVED, row_amount=F(earns), row_ended=None)
    reversed_ = Q(state=State.REVERSED, row_amount=F(earns), row_ended__isnull=False)
    earned = Q(state__in=DECIDED_FOR) & Q(**{f"{earns}__gt": 0})
    amiss = (earned & ~(approved | reversed_)) | (~earned & Q(row__isnull=False))
    for one in services.filter(amiss).order_by("pk")[:SHOWN]:
        yield f"服务记录 {one.pk}（{one.get_state_display()}）的{currency.label}与账目不相符"


def _unearned(currency: Currency) -> Iterator[str]:
    rows = Transfer.objects.filter(entry=Entry.AWARD, currency=currency)
    known = Service.objects.with_rows(currency).filter(row__isnull=False).order_by().values("row")
    for one in rows.exclude(pk__in=known)[:SHOWN]:
        yield f"账目 {one.pk} 记入的{currency.label}没有服务记录"
