from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from volunteers.actions.moving import Source, draw, locked_again, move, of_system
from volunteers.kinds import Currency, Entry, Holder
from volunteers.models import Account, Draw, Lot


def expire(*, at: datetime) -> int:
    """过期: what is left of lots whose last day is over. Any number may do it at once. Returns how many lots."""
    over = Lot.objects.filter(left__gt=0, expires_on__lt=localdate(at))
    accounts = Account.objects.filter(pk__in=over.values("account")).order_by("pk")
    return sum(_expire_of(account, at) for account in list(accounts))


@transaction.atomic
def _expire_of(account: Account, at: datetime) -> int:
    mine = locked_again(account)
    gone = of_system(Holder.EXPIRED, Currency.POINTS)
    lots = list(Lot.objects.filter(account=mine, expires_on__lt=localdate(at)).with_something_left())
    for lot in lots:
        before = Draw.objects.filter(lot=lot).count()  # what is given back later expires once more
        source = Source(f"expire:{lot.pk}:{before}", f"volunteers.transfer {lot.pk}")
        draw(move(Entry.EXPIRE, mine, gone, lot.left, source=source, by=None, at=at), [lot], lot.left)
    return len(lots)
