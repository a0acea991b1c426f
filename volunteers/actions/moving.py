"""The one way in which anything moves in the ledger: a row, the lots it draws on, the balance it leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F

from accounts.models import User
from accounts.prepared import Prepared
from cases.store import append, change, written
from grids.models import Place
from volunteers.kinds import Currency, Entry, Holder
from volunteers.models import Account, Draw, Lot, Transfer


@dataclass(frozen=True, slots=True)
class Source:
    """What a row is for. `key`: of all that may be told twice (two workers, a second tap) one row is made."""

    key: str
    what: str  # label and id: "cases.case 12"
    rule: dict[str, Any] = field(default_factory=dict)
    note: str = ""


def locked(person: User, currency: Currency) -> Account:
    """Theirs, made where there is none; nobody else moves anything in it until this transaction ends."""
    if (known := _THEIRS.first(person.pk, str(currency))) is None:
        Account.objects.get_or_create(person=person, currency=currency, holder=Holder.PERSON)
        [known] = _THEIRS.rows(person.pk, str(currency))
    pk, balance = known
    return Account(pk=pk, balance=balance, person=person, currency=currency, holder=Holder.PERSON)


def locked_again(account: Account) -> Account:
    return Account.objects.select_for_update().get(pk=account.pk)


class Locked(NamedTuple):
    """A person's account as it is while one has it locked."""

    pk: int
    balance: int


Accounts = dict[tuple[int, str], Locked]  # by person and currency


def locked_all(people: Collection[int]) -> Accounts:
    """All accounts of these people, by person and currency, made where there are none; locked in one order, so that
    two who lock several never wait for each other. Three statements."""
    known = set(Account.objects.filter(person__in=people).values_list("person_id", "currency"))
    wanted = {(person, str(currency)) for person in people for currency in Currency}
    new = [
        {"person_id": person, "currency": currency, "holder": Holder.PERSON, "balance": 0}
        for person, currency in sorted(wanted - known)
    ]
    append(Account, new, on_conflict="DO NOTHING")
    rows = Account.objects.select_for_update().filter(person__in=people).order_by("pk")
    found = rows.values_list("person_id", "currency", "pk", "balance")
    return {(person or 0, currency): Locked(pk, balance) for person, currency, pk, balance in found}


_THEIRS = Prepared(
    lambda person, currency: (
        Account.objects.select_for_update().filter(person_id=person, currency=currency).values_list("pk", "balance")
    )
)


def of_system(holder: Holder, currency: Currency, place: Place | None = None) -> Account:
    if place is None and (known := _SYSTEMS.first(str(holder), str(currency))):
        return Account(pk=known[0], holder=holder, currency=currency)
    return Account.objects.get_or_create(person=None, place=place, holder=holder, currency=currency)[0]


_SYSTEMS = Prepared(
    lambda holder, currency: (
        Account.objects.filter(person=None, place=None, holder=holder, currency=currency).order_by().values_list("pk")
    )
)


def move(
    entry: Entry,
    giver: Account,
    taker: Account,
    amount: int,
    *,
    source: Source,
    by: User | None,
    at: datetime,
    ends: Transfer | None = None,
) -> Transfer:
    """Write the row and what it leaves in a person's account, which the caller has locked."""
    row = Transfer(
        currency=giver.currency, entry=entry, giver=giver, taker=taker, amount=amount, key=source.key,
        source=source.what, rule=source.rule, note=source.note, ends=ends, at=at, by=by,
    )  # fmt: skip
    written(row)
    for account, more in ((giver, -amount), (taker, amount)):
        if account.person_id:
            account.balance += more
            change("UPDATE volunteers_account SET balance = %s WHERE id = %s", [account.balance, account.pk])
    return row


def draw(row: Transfer, lots: Iterable[Lot], amount: int) -> int:
    """Take up to so much from these lots, one after the other. Returns how much they had not."""
    drawn = []
    for lot in lots:
        if amount == 0:
            break
        some = min(lot.left, amount)
        if some:
            drawn.append(Draw(transfer=row, lot=lot, amount=some))
            change('UPDATE volunteers_lot SET "left" = "left" - %s WHERE earned_id = %s', [some, lot.pk])
            amount -= some
    for one in drawn:
        written(one)
    return amount


def put_back(row: Transfer, lot: int, amount: int) -> None:
    """What had been taken from a lot lies in it again, with the day it had."""
    Lot.objects.filter(pk=lot).update(left=F("left") + amount)
    Draw.objects.create(transfer=row, lot_id=lot, amount=-amount)


def owed(account: Account) -> int:
    """What a reversal took that was not there any more."""
    return max(0, -account.balance)
