from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from accounts.models import User
from volunteers.actions.moving import Source, draw, locked, locked_again, locked_all, move, of_system, owed
from volunteers.kinds import Currency, Entry, Holder
from volunteers.models import Account, Draw, Lot, Transfer
from volunteers.rules import Refused

__all__ = ["Grant", "Source", "award", "award_many", "reverse"]


@transaction.atomic
def award(
    person: User,
    *,
    currency: Currency,
    amount: int,
    source: Source,
    expires_on: date | None = None,
    by: User | None,
    at: datetime,
) -> Transfer:
    """记入: hours (in minutes) or points, once for each source. What is owed after a reversal is paid from it first.

    Returns the row; told again, the row of the first time. Raises Refused `no_amount`.
    """
    if amount <= 0:
        raise Refused("no_amount")
    account = locked(person, currency)
    if known := Transfer.objects.filter(key=source.key).first():
        return known
    debt = min(owed(account), amount)
    row = move(Entry.AWARD, of_system(Holder.ISSUING, currency), account, amount, source=source, by=by, at=at)
    if currency == Currency.POINTS:
        lot = Lot.objects.create(earned=row, account=account, left=amount - debt, expires_on=expires_on)
        if debt:
            Draw.objects.create(transfer=row, lot=lot, amount=debt)
    return row


@dataclass(frozen=True, slots=True)
class Grant:
    """One of many awards. `amount`: points, or minutes."""

    person: int
    currency: Currency
    amount: int
    source: Source
    expires_on: date | None = None


@transaction.atomic
def award_many(grants: Sequence[Grant], *, by: User | None, at: datetime) -> int:
    """As `award`, for many at once: a few statements, however many. Returns how many rows were new."""
    accounts = locked_all({one.person for one in grants})
    known = set(Transfer.objects.filter(key__in=[one.source.key for one in grants]).values_list("key", flat=True))
    new = [one for one in grants if one.source.key not in known and one.amount > 0]
    issuing = {currency: of_system(Holder.ISSUING, currency) for currency in {one.currency for one in new}}
    rows = Transfer.objects.bulk_create(
        _row(one, issuing[one.currency], accounts[one.person, one.currency], by, at) for one in new
    )
    lots, paid, more = [], [], defaultdict[Account, int](int)
    for one, row in zip(new, rows, strict=True):
        account = accounts[one.person, one.currency]
        debt = min(max(0, -account.balance - more[account]), one.amount)
        more[account] += one.amount
        if one.currency == Currency.POINTS:
            lot = Lot(earned=row, account=account, left=one.amount - debt, expires_on=one.expires_on)
            lots.append(lot)
            paid += [Draw(transfer=row, lot_id=row.pk, amount=debt)] if debt else []
    Lot.objects.bulk_create(lots)
    Draw.objects.bulk_create(paid)
    _raise_balances(more)
    return len(rows)


def _row(one: Grant, giver: Account, taker: Account, by: User | None, at: datetime) -> Transfer:
    return Transfer(
        currency=one.currency, entry=Entry.AWARD, giver=giver, taker=taker, amount=one.amount, key=one.source.key,
        source=one.source.what, rule=one.source.rule, note=one.source.note, at=at, by=by,
    )  # fmt: skip


def _raise_balances(more: dict[Account, int]) -> None:
    """One statement for all that get the same: there are few different sums."""
    alike: dict[int, list[int]] = defaultdict(list)
    for account, amount in more.items():
        alike[amount].append(account.pk)
    for amount, pks in alike.items():
        Account.objects.filter(pk__in=pks).update(balance=F("balance") + amount)


@transaction.atomic
def reverse(row: Transfer, *, reason: str, by: User | None, at: datetime) -> Transfer:
    """冲正: it should not have been awarded. From its own lot, then from the person's others; what is spent already is
    owed. Done again, it is the row of the first time. Raises Refused `not_awarded`.
    """
    if row.entry != Entry.AWARD:
        raise Refused("not_awarded")
    account = locked_again(row.taker)
    if known := Transfer.objects.filter(ends=row).first():
        return known
    source = Source(f"reverse:{row.pk}", row.source, row.rule)
    undone = move(
        Entry.REVERSE, account, of_system(Holder.ISSUING, Currency(row.currency)), row.amount,
        source=replace(source, note=reason), by=by, at=at, ends=row,
    )  # fmt: skip
    if row.currency == Currency.POINTS:
        others = Lot.objects.filter(account=account).exclude(pk=row.pk).with_something_left()
        draw(undone, [*Lot.objects.filter(pk=row.pk), *others], row.amount)
    return undone
