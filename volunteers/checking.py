"""Proof of the ledger: every balance from its rows, every lot from what was drawn on it, nothing held twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest

from volunteers.kinds import Currency, Entry, Holder
from volunteers.models import Account, Draw, Lot, Transfer

SHOWN = 20  # of each kind of fault


@dataclass(frozen=True, slots=True)
class Found:
    rows: int
    amiss: list[str]


def check_ledger() -> Found:
    """Some queries over all rows, however many there are; only what is amiss comes out of the database."""
    return Found(Transfer.objects.count(), [*_balances(), *_lots(), *_points(), *_endings(), *_held()])


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
    """A row that ends another moves as much of the same, from where the other took it."""
    rows = Transfer.objects.filter(ends__isnull=False)
    same = Q(amount=F("ends__amount"), currency=F("ends__currency"), giver=F("ends__taker"))
    for one in rows.exclude(same)[:SHOWN]:
        yield f"账目 {one.pk} 与它了结的 {one.ends_id} 不相符"


def _held() -> Iterator[str]:
    """What lies aside is what was ordered and is neither picked up nor given back."""
    came = Transfer.objects.filter(taker__holder=Holder.HELD).aggregate(sum=Sum("amount"))["sum"] or 0
    left = Transfer.objects.filter(giver__holder=Holder.HELD).aggregate(sum=Sum("amount"))["sum"] or 0
    waits = Transfer.objects.filter(entry=Entry.HOLD, ended_by=None).aggregate(sum=Sum("amount"))["sum"] or 0
    if came - left != waits:
        yield f"冻结账户里有 {came - left}，没有了结的冻结共 {waits}"
