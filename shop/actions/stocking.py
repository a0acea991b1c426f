"""What the shop has: goods put up and changed; stock bought, written off and counted by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actions import write_audit
from accounts.models import User
from accounts.once import marked, once
from accounts.seen import alike
from grids.models import Place
from partyorg.hats import Hat
from shop.actions.shelf import counted, locked, shift, waits_for
from shop.kinds import Kind, Moved
from shop.models import Good, StockCount, StockMove
from shop.rules import Refused
from volunteers.again import as_before
from volunteers.kinds import Tier
from volunteers.standing import keeps


@dataclass(frozen=True, slots=True)
class Offer:
    """A good as it stands on the shelf. `price`: points for one; `most_each`: for one person in one window."""

    name: str
    price: int
    kind: Kind | str = Kind.GOODS
    about: str = ""
    most_each: int | None = None
    tier_only: Tier | str = Tier.PLAIN
    from_date: date | None = None
    to_date: date | None = None
    is_active: bool = True


def add_good(
    offer: Offer, *, community: Place, number: int = 0, key: UUID | None = None, by: Hat, at: datetime
) -> Good:
    """上架, with so many to begin with. The same key twice is one good. Raises Refused `not_yours`, `same_name`,
    `other_form`.
    """
    person = keeper(by, community)

    def make() -> Good:
        if Good.objects.filter(community=community, name=offer.name).exists():
            raise Refused("same_name", name=offer.name)
        good = Good.objects.create(key=key, community=community, **asdict(offer))
        if number:
            shift(good, Moved.BOUGHT, number, by=person, at=at)
        write_audit(action="上架货品", of=good, by=person, at=at, detail={"price": good.price, "number": number})
        return good

    made = once(make, lambda: marked(Good.objects.all(), key))
    was = (made.community_id, *facts_of(made).values(), _began_with(made))
    return as_before(made, was=was, said=(community.pk, *asdict(offer).values(), number), done=made.name)


def _began_with(good: Good) -> int:
    """How many were put up with it: the one purchase that no form of its own has made."""
    first = StockMove.objects.filter(good=good, kind=Moved.BOUGHT, key=None).order_by("pk").first()
    return first.amount if first else 0


def change_good(good: Good, offer: Offer, *, seen: Mapping[str, Any] | None = None, by: Hat, at: datetime) -> Good:
    """Orders that were placed keep the price and the name it had. `seen`: how the good was read for this change.

    Raises Refused `not_yours`, `same_name`, `kind_in_use` while some of it are in stock or wait to be fetched, and
    `changed_meanwhile` where it stands otherwise now.
    """
    person = keeper(by, good.community)
    if Good.objects.filter(community=good.community, name=offer.name).exclude(pk=good.pk).exists():
        raise Refused("same_name", name=offer.name)
    said = asdict(offer)
    with transaction.atomic():
        now = locked(good)
        if not alike(seen, facts_of(now)):
            raise Refused("changed_meanwhile")
        changed = [name for name, value in said.items() if getattr(now, name) != value]
        if "kind" in changed:
            _must_be_gone(now)
        for name in changed:
            setattr(now, name, said[name])
        if changed:
            now.save(update_fields=changed)
            write_audit(action="修改货品", of=now, by=person, at=at, detail={"fields": changed, "price": now.price})
    return now


def _must_be_gone(good: Good) -> None:
    """What lies there, or waits, as goods is handed out as goods: a haircut is another good."""
    waiting = waits_for(good)
    if good.stock or waiting:
        raise Refused("kind_in_use", good=good, stock=good.stock, waiting=waiting)


def facts_of(good: Good) -> dict[str, Any]:
    """What `change_good` may change, as it stands."""
    return {name: getattr(good, name) for name in Offer.__dataclass_fields__}


def change_stock(
    good: Good, how: Moved, *, number: int, note: str = "", key: UUID | None = None, by: Hat, at: datetime
) -> Good:
    """购进 so many, 报损 so many, or 盘点: so many lie on the shelf. The same key twice is one change.

    Raises Refused `not_yours`, `other_form`, `not_in_stock`, `count_below_orders`, and `say_why` where a count without
    a note finds nothing, or less or more by half.
    """
    person = keeper(by, good.community)
    made = once(
        lambda: _changed(good, how, number, {"note": note, "key": key}, person, at),
        lambda: marked(StockMove.objects.select_related("count"), key) or marked(StockCount.objects, key),
    )
    was = _was_said(made, note)
    as_before(made, was=was, said=(good.pk, how, number, note), done=f"{was[1].label} {was[2]} 件")
    return Good.objects.select_related("community").get(pk=good.pk)


def _was_said(made: StockMove | StockCount, note: str) -> tuple[int, Moved, int, str]:
    """Which good, how, how many, and why. Why a count agrees is kept nowhere: any `note` is the one it had."""
    if isinstance(made, StockCount):
        move = StockMove.objects.filter(count=made).first()
        return made.good_id, Moved.COUNTED, made.found, move.note if move else note
    return made.good_id, Moved(made.kind), made.count.found if made.count else abs(made.amount), made.note


def _changed(
    good: Good, how: Moved, number: int, said: dict[str, Any], person: User, at: datetime
) -> StockMove | StockCount:  # fmt: skip
    now = locked(good)
    write_audit(action=f"库存：{how.label}", of=now, by=person, at=at, detail={"number": number})
    if how == Moved.COUNTED:
        return counted(now, number, by=person, at=at, **said)
    if how == Moved.WRITTEN_OFF and now.stock < number:
        raise Refused("not_in_stock", stock=now.stock, amount=number)
    return shift(now, how, -number if how == Moved.WRITTEN_OFF else number, by=person, at=at, **said)


def keeper(by: Hat, community: Place) -> User:
    """Whoever acts for this community's shop. Raises Refused `not_yours`."""
    if by.person is None or not keeps(by, community):
        raise Refused("not_yours")
    return by.person
