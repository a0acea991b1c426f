from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from cases.store import append, overwrite
from volunteers.actions.moving import (
    Accounts,
    Source,
    draw,
    locked,
    locked_again,
    locked_all,
    move,
    of_system,
    owed,
    put_back,
)
from volunteers.kinds import Currency, Entry, Holder
from volunteers.models import Account, Draw, Lot, Transfer
from volunteers.rules import Refused

__all__ = ["Grant", "Source", "award", "award_into", "award_many", "reverse"]


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


class Grant(NamedTuple):
    """One of many awards. `amount`: points, or minutes."""

    person: int
    currency: Currency
    amount: int
    source: Source
    expires_on: date | None = None


@transaction.atomic
def award_many(grants: Sequence[Grant], *, by: User | None, at: datetime) -> int:
    """As `award`, for many at once: a few statements, however many. Returns how many rows were new."""
    return award_into(grants, locked_all({one.person for one in grants}), by=by, at=at)


def award_into(grants: Sequence[Grant], accounts: Accounts, *, by: User | None, at: datetime) -> int:
    """`award_many` into accounts that the caller has locked."""
    issuing = {currency: of_system(Holder.ISSUING, currency).pk for currency in {one.currency for one in grants}}
    rows = [_row(one, issuing[one.currency], accounts, by, at) for one in grants if one.amount > 0]
    written = dict(append(Transfer, rows, on_conflict="(key) DO NOTHING", returning=("key", "id")))
    lots, paid, balances = [], [], dict[int, int]()
    for one in grants:
        if (row := written.get(one.source.key)) is None:
            continue
        account = accounts[one.person, one.currency]
        before = balances.get(account.pk, account.balance)
        balances[account.pk] = before + one.amount
        if one.currency == Currency.POINTS:
            debt = min(max(0, -before), one.amount)
            left = one.amount - debt
            lots.append({"earned_id": row, "account_id": account.pk, "left": left, "expires_on": one.expires_on})
            paid += [Draw(transfer_id=row, lot_id=row, amount=debt)] if debt else []
    append(Lot, lots)
    Draw.objects.bulk_create(paid)
    overwrite(Account, [{"id": pk, "balance": balance} for pk, balance in balances.items()])
    return len(written)


def _row(one: Grant, giver: int, accounts: Accounts, by: User | None, at: datetime) -> dict[str, Any]:
    return {
        "currency": one.currency, "entry": Entry.AWARD, "giver_id": giver,
        "taker_id": accounts[one.person, one.currency].pk, "amount": one.amount, "key": one.source.key,
        "source": one.source.what, "rule": one.source.rule, "note": one.source.note, "at": at,
        "by_id": by.pk if by else None,
    }  # fmt: skip


@transaction.atomic
def reverse(row: Transfer, *, reason: str, by: User | None, at: datetime) -> Transfer:
    """冲正: it should not have been awarded. From its own lot, then from the person's others; what is spent already is
    owed. What had expired of it was never spent: that is put back first, and taken with the rest. Done again, it is
    the row of the first time. Raises Refused `not_awarded`.
    """
    if row.entry != Entry.AWARD:
        raise Refused("not_awarded")
    account = locked_again(row.taker)
    if known := Transfer.objects.filter(ends=row).first():
        return known
    for gone in _expired_of(row).select_related("taker"):
        source = _undoing(gone, row, reason)
        back = move(Entry.REVERSE, gone.taker, account, gone.amount, source=source, by=by, at=at, ends=gone)
        put_back(back, row.pk, gone.amount)
    issuing = of_system(Holder.ISSUING, Currency(row.currency))
    undone = move(
        Entry.REVERSE, account, issuing, row.amount, source=_undoing(row, row, reason), by=by, at=at, ends=row
    )
    if row.currency == Currency.POINTS:
        others = Lot.objects.filter(account=account).exclude(pk=row.pk).with_something_left()
        draw(undone, [*Lot.objects.filter(pk=row.pk), *others], row.amount)
    return undone


def _expired_of(award: Transfer) -> QuerySet[Transfer]:
    """Every row by which something of its lot expired: each is of one lot alone."""
    return Transfer.objects.filter(entry=Entry.EXPIRE, draws__lot=award.pk, ended_by=None)


def _undoing(ended: Transfer, award: Transfer, reason: str) -> Source:
    return Source(f"reverse:{ended.pk}", award.source, award.rule, reason)
