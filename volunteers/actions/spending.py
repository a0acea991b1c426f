from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from accounts.prepared import Prepared
from grids.models import Place
from volunteers.actions.moving import Source, draw, locked, locked_again, move, of_system, owed, put_back
from volunteers.again import as_before
from volunteers.kinds import Currency, Entry, Holder
from volunteers.models import Account, Draw, Lot, Transfer
from volunteers.models.transfer import LotQuerySet
from volunteers.rules import Refused

POINTS = Currency.POINTS
A_FEW = 50  # lots are enough for almost every order


@transaction.atomic
def hold(person: User, *, amount: int, source: Source, by: User | None, at: datetime) -> Transfer:
    """冻结: set so many points aside, those that expire first. Told again, it is the row of the first time.

    Raises Refused `no_amount`, `not_enough` and `owes`.
    """
    if amount > 0 and (known := _told(person, source)) is not None:
        return known
    return hold_within(person, amount=amount, source=source, by=by, at=at)


def hold_within(person: User, *, amount: int, source: Source, by: User | None, at: datetime) -> Transfer:
    """As `hold`, in the transaction that the caller has begun and gives up with whatever is refused: told again, it is
    the database that refuses the second (IntegrityError)."""
    return _take(Entry.HOLD, of_system(Holder.HELD, POINTS), person, amount, source, by, at)


@transaction.atomic
def give(person: User, *, amount: int, to: Place, source: Source, at: datetime) -> Transfer:
    """捐出: to the fund of a community, for good; never to another person (志愿服务条例: no trade).

    Told again, it is the row of the first time. Raises Refused `no_amount`, `other_form`, `not_enough` and `owes`.
    """
    if amount > 0 and (known := _told(person, source)) is not None:
        was = (known.giver.person_id, known.taker.place_id, known.amount)
        return as_before(known, was=was, said=(person.pk, to.pk, amount), done=f"捐出 {known.amount} 分")
    return _take(Entry.GIVE, of_system(Holder.FUND, POINTS, to), person, amount, source, person, at)


@transaction.atomic
def spend(held: Transfer, *, shop: Place, note: str = "", by: User | None, at: datetime) -> Transfer:
    """兑换: what was set aside goes to the community's shop. Once; done again, it is the row of the first time.
    `note`: why all the same, where something spoke against it.

    Raises Refused `not_held` and `already_released`.
    """
    _locked(held)
    if ended := _ended(held, Entry.SPEND, "already_released"):
        return ended
    taker = of_system(Holder.SHOP, POINTS, shop)
    source = Source(f"spend:{held.pk}", held.source, held.rule, note)
    return move(Entry.SPEND, held.taker, taker, held.amount, source=source, by=by, at=at, ends=held)


@transaction.atomic
def release(held: Transfer, *, reason: str, by: User | None, at: datetime) -> Transfer:
    """解冻: back into the lots it came from, with the days they had; what is owed meanwhile is paid first.

    Once; done again, it is the row of the first time. Raises Refused `not_held` and `already_spent`.
    """
    account = _locked(held)
    if ended := _ended(held, Entry.RELEASE, "already_spent"):
        return ended
    debt = min(owed(account), held.amount)
    source = Source(f"release:{held.pk}", held.source, held.rule, reason)
    row = move(Entry.RELEASE, held.taker, account, held.amount, source=source, by=by, at=at, ends=held)
    _into_its_lots(row, held, debt)
    return row


@transaction.atomic
def refund(held: Transfer, *, reason: str, by: User | None, at: datetime) -> Transfer:
    """退货: what was set aside and spent comes back from the shop as `release` gives back: into the lots it came from,
    with the days they had; what is owed meanwhile is paid first.

    Once; done again, it is the row of the first time. Raises Refused `not_held` and `not_spent`.
    """
    account = _locked(held)
    spent = Transfer.objects.select_related("taker").filter(ends=held, entry=Entry.SPEND).first()
    if spent is None:
        raise Refused("not_spent")
    if known := Transfer.objects.filter(ends=spent).first():
        return known
    debt = min(owed(account), held.amount)
    source = Source(f"reverse:{spent.pk}", held.source, held.rule, reason)
    row = move(Entry.REVERSE, spent.taker, account, held.amount, source=source, by=by, at=at, ends=spent)
    _into_its_lots(row, held, debt)
    return row


def _into_its_lots(row: Transfer, held: Transfer, debt: int) -> None:
    """What lay aside, but for what pays the debt: as it lay, so it pays."""
    for drawn in Draw.objects.filter(transfer=held).order_by("pk"):
        paid = min(debt, drawn.amount)
        debt -= paid
        if back := drawn.amount - paid:
            put_back(row, drawn.lot_id, back)


def _told(person: User, source: Source) -> Transfer | None:
    """Asked behind the lock of the account: of two at once the second finds what the first wrote."""
    locked(person, POINTS)
    return Transfer.objects.filter(key=source.key).first()


def _take(
    entry: Entry, taker: Account, person: User, amount: int, source: Source, by: User | None, at: datetime
) -> Transfer:
    """From the lots that expire first."""
    if amount <= 0:
        raise Refused("no_amount")
    account = locked(person, POINTS)
    today = localdate(at)
    lots = [Lot(pk=pk, left=left) for pk, left in _LOTS.rows(account.pk, today)]
    if len(lots) == A_FEW and sum(lot.left for lot in lots) < amount:
        lots = list(_good(account.pk, today))
    if (has := sum(lot.left for lot in lots)) < amount:
        raise too_few(account, has, amount)
    row = move(entry, account, taker, amount, source=source, by=by, at=at)
    draw(row, lots, amount)
    return row


def too_few(account: Account, has: int, amount: int) -> Refused:
    """Why what they have will not do: a debt is said as one, for what is earned next pays it first."""
    if debt := owed(account):
        return Refused("owes", owed=debt, amount=amount, short=debt + amount)
    return Refused("not_enough", has=has, amount=amount)


def _good(account: int, today: date) -> LotQuerySet:
    return Lot.objects.filter(account_id=account).good_on(today).with_something_left()


_LOTS = Prepared(lambda account, today: _good(account, today).values_list("pk", "left")[:A_FEW])


def _locked(held: Transfer) -> Account:
    if held.entry != Entry.HOLD:
        raise Refused("not_held")
    return locked_again(held.giver)


def _ended(held: Transfer, entry: Entry, otherwise: str) -> Transfer | None:
    ended = Transfer.objects.filter(ends=held).first()
    if ended and ended.entry != entry:
        raise Refused(otherwise)
    return ended
