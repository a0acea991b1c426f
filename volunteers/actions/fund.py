"""公益积分: what volunteers gave their community, spent in its shop for those in need. The one way out of a fund."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from grids.models import Place
from volunteers.actions.moving import Source, locked_again, move, of_system
from volunteers.funds import funds
from volunteers.kinds import Currency, Entry, Holder
from volunteers.models import Transfer
from volunteers.rules import Refused


def spend_fund_within(community: Place, *, amount: int, source: Source, by: User, at: datetime) -> Transfer:
    """帮扶: from the community's fund to its shop, in the transaction that the caller has begun.

    The fund keeps no balance of its own, so whoever spends locks it and adds up its rows; whoever gives meanwhile only
    makes it more. Raises Refused `no_amount`, `fund_short`.
    """
    if amount <= 0:
        raise Refused("no_amount")
    fund = locked_again(of_system(Holder.FUND, Currency.POINTS, community))
    if (has := funds().get(pk=fund.pk).left) < amount:
        raise Refused("fund_short", has=has, amount=amount)
    shop = of_system(Holder.SHOP, Currency.POINTS, community)
    return move(Entry.AID, fund, shop, amount, source=source, by=by, at=at)


def return_to_fund(spent: Transfer, *, witness: User, reason: str, by: User, at: datetime) -> Transfer:
    """冲正 of an aid: the points go back to the fund. `witness`: who else was there, kept with the row. Asked twice, it
    is the database that refuses the second.
    """
    if spent.entry != Entry.AID:
        raise Refused("not_aid")
    source = Source(f"reverse:{spent.pk}", spent.source, {**spent.rule, "witness": witness.name}, reason)
    return move(Entry.REVERSE, spent.taker, spent.giver, spent.amount, source=source, by=by, at=at, ends=spent)
