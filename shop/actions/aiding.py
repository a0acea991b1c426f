"""用公益积分帮扶: goods for a household in need, paid by the community's fund; taken back where that was wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from accounts.once import marked, once
from partyorg.hats import Hat
from shop.actions.shelf import locked, shift
from shop.actions.stocking import keeper
from shop.actions.witnessing import must_be_beside
from shop.kinds import Kind, Moved
from shop.models import Aid, Good
from shop.rules import Refused
from volunteers.actions import Source, return_to_fund, spend_fund_within
from volunteers.again import as_before
from volunteers.models import Transfer


@dataclass(frozen=True, slots=True)
class Need:
    """`whom`: in words, for the desk alone; `witness`: who of the staff else was there."""

    good: Good
    quantity: int
    whom: str
    why: str
    witness: User


def aid(need: Need, *, key: UUID | None = None, by: Hat, at: datetime) -> Aid:
    """Points leave the fund and goods leave the stock, or neither. Nobody does it alone. The same key twice is one aid.

    Raises Refused `not_yours`, `same_person`, `not_staff`, `goods_only`, `off_sale`, `sold_out`, `too_few`,
    `other_form`, and of the ledger `fund_short`.
    """
    community = need.good.community
    person = keeper(by, community)
    must_be_beside(need.witness, community, by=person, on=localdate(at))
    mine = Aid.objects.filter(community=community, by=person).select_related("good", "community")
    made = once(lambda: _aided(need, key, person, at), lambda: marked(mine, key))
    was = (made.good_id, made.quantity, made.whom, made.why, made.witness)
    said = (need.good.pk, need.quantity, need.whom, need.why, need.witness.name)
    return as_before(made, was=was, said=said, done=str(made))


def _aided(need: Need, key: UUID | None, person: User, at: datetime) -> Aid:
    good = locked(need.good)  # the good first, then the fund: nobody waits in a circle
    if good.kind != Kind.GOODS:
        raise Refused("goods_only", good=good)
    if not good.is_on_sale(localdate(at)):
        raise Refused("off_sale", good=good)
    if good.stock < need.quantity:
        raise Refused("too_few" if good.stock else "sold_out", good=good, left=good.stock)
    key = key or uuid4()
    source = Source(f"aid:{key}", f"shop.good {good.pk}", {"price": good.price}, f"{good.name} × {need.quantity}")
    spent = spend_fund_within(good.community, amount=good.price * need.quantity, source=source, by=person, at=at)
    made = Aid.objects.create(
        key=key, community=good.community, good=good, good_name=good.name, quantity=need.quantity, price=good.price,
        spent=spent, whom=need.whom, why=need.why, witness=need.witness.name, at=at, by=person,
    )  # fmt: skip
    shift(good, Moved.AIDED, -need.quantity, aid=made, by=person, at=at)
    detail = {"quantity": made.quantity, "points": made.points, "witness": need.witness.pk}
    write_audit(action="用公益积分帮扶", of=made, by=person, at=at, reason=need.why, detail=detail)
    return made


def take_back(made: Aid, *, witness: User, reason: str, by: Hat, at: datetime) -> Aid:
    """收回帮扶: points go back to the fund, goods on the shelf. Nobody does it alone, as nobody gives alone.

    Raises Refused `not_yours`, `same_person`, `not_staff`, `is_back`.
    """
    person = keeper(by, made.community)
    must_be_beside(witness, made.community, by=person, on=localdate(at))
    with transaction.atomic():
        good = locked(made.good)
        if Transfer.objects.filter(ends=made.spent_id).exists():
            raise Refused("is_back")
        return_to_fund(made.spent, witness=witness, reason=reason, by=person, at=at)
        shift(good, Moved.TAKEN_BACK, made.quantity, aid=made, by=person, at=at)
        write_audit(action="收回帮扶", of=made, by=person, at=at, reason=reason, detail={"witness": witness.pk})
    return made
