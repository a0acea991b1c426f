"""The shop in few words: a volunteer with points, a good on the shelf, the counter."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import Any
from uuid import uuid4

from django.test import Client

from accounts.models import User
from shop import actions
from shop.actions import Offer, add_good, place_order
from shop.checking import check_stock
from shop.models import Good, Order
from tests.factories import MONDAY, Town
from tests.volunteers.ledger import earn
from volunteers.checking import check_ledger
from volunteers.kinds import Tier
from volunteers.models import Volunteer

_numbers = count(1)


def volunteer_in(
    town: Town, *, points: int = 0, tier: Tier = Tier.PLAIN, where: str = "community", **about: Any
) -> User:
    number = next(_numbers)
    person = about.pop("person", None) or User.objects.create_user(
        f"shopper-{number}", name=f"林志愿{number}", phone=f"1399000{number:04d}"
    )
    Volunteer.objects.create(
        person=person, community=town.places[where], name=person.name or "林志愿", birthday="1960-05-01", tier=tier,
        joined_at=MONDAY, **about,
    )  # fmt: skip
    if points:
        earn(person, points)
    return person


def put_up(
    town: Town, name: str = "食用盐", *, price: int = 5, stock: int = 10, by: str = "community",
    where: str = "community", **offer: Any,
) -> Good:  # fmt: skip
    said = Offer(name=name, price=price, **offer)
    return add_good(said, community=town.places[where], number=stock, by=town.hat(by), at=MONDAY)


def order(person: User, good: Good, quantity: int = 1, *, at: datetime = MONDAY, **said: Any) -> Order:
    said = {"price": good.price, "key": uuid4(), **said}
    return place_order(good, quantity=quantity, by=person, at=at, **said)


def hand_over(placed: Order, *, at: datetime, **how: Any) -> Order:
    """As whoever has just typed its code."""
    return actions.hand_over(placed, shown_at=at, at=at, **how)


def with_its_code(client: Client, placed: Order) -> Client:
    """Where the code of that order was typed."""
    client.post("/desk/shop/", {"code": placed.code})
    return client


def stock_of(good: Good) -> int:
    return Good.objects.values_list("stock", flat=True).get(pk=good.pk)


def all_holds() -> bool:
    """Of the stock and of the ledger, as they are proved every night."""
    return check_stock().amiss == check_ledger().amiss == []
