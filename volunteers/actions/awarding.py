from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from volunteers.actions.moving import Source, draw, locked, locked_again, move, of_system, owed
from volunteers.kinds import Currency, Entry, Holder
from volunteers.models import Draw, Lot, Transfer
from volunteers.rules import Refused

__all__ = ["Source", "award", "reverse"]


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
    row = move(
        Entry.AWARD, of_system(Holder.ISSUING, currency), account, amount, source=source, by=by, at=at
    )  # fmt: skip
    if currency == Currency.POINTS:
        lot = Lot.objects.create(earned=row, account=account, left=amount - debt, expires_on=expires_on)
        if debt:
            Draw.objects.create(transfer=row, lot=lot, amount=debt)
    return row


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
