"""What was ordered is called as it was then, whatever its good is called now; and it stays goods, or a service."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from shop.keeping import kept_of
from shop.models import Aid, Good, Order
from tests.factories import MONDAY, Town
from tests.shop.scene import hand_over, order, put_up, stock_of
from tests.shop.test_fund import filled, given, page_of
from tests.shop.test_racing import on_a_phone

pytestmark = pytest.mark.usefixtures("monday")


def said(response: Any) -> str:
    return str(response.content.decode())


def changed(town: Town, good: Good, **changes: str) -> Any:
    form = {
        "kind": good.kind, "name": good.name, "about": good.about, "price": str(good.price), "tier_only": "PLAIN",
        "is_active": "on", **changes,
    }  # fmt: skip
    return town.client("community").post(f"/desk/shop/goods/{good.pk}/edit/", form)


def test_a_good_that_is_renamed_renames_nothing_that_was_ordered(town: Town, person: User, salt: Good) -> None:
    """The quarter that everybody had read gave out salt, and from then on soap."""
    taken, waits = order(person, salt), order(person, salt)
    hand_over(taken, witness=town.people["intake"], by=town.hat("community"), at=MONDAY)
    given(town, 20)
    town.client("community").post(page_of(town), filled(town, salt))
    assert changed(town, salt, name="洗衣皂").status_code == 302
    assert "洗衣皂" in said(town.client("community").get("/desk/shop/goods/"))
    quarter = f"/volunteer/shop/used/{salt.community.code}/"
    phone, desk = on_a_phone(person), town.client("intake")
    pages = [
        phone.get("/volunteer/shop/orders/"), phone.get(f"/volunteer/shop/orders/{waits.pk}/"),
        phone.get(f"/volunteer/shop/orders/{waits.pk}/cancel/"), Client().get(quarter), desk.get("/desk/shop/"),
        desk.get("/desk/shop/orders/"), desk.get(f"/desk/shop/orders/{taken.pk}/"),
        desk.get(f"/desk/shop/orders/{waits.pk}/cancel/"), desk.get("/desk/shop/fund/"),
        desk.get(f"/desk/shop/fund/aids/{Aid.objects.get().pk}/"),
    ]  # fmt: skip
    for page in pages:
        assert ("食用盐" in said(page), "洗衣皂" in said(page)) == (True, False), page.request["PATH_INFO"]
    assert "洗衣皂" not in str(kept_of(person))
    assert str(order(person, Good.objects.select_related("community").get(pk=salt.pk))) == "洗衣皂 × 1"


def test_what_lies_there_or_waits_stays_of_its_kind(town: Town, person: User) -> None:
    salt = put_up(town, stock=1)
    for _ in ("it lies there", "it waits"):
        asked = changed(town, salt, kind="SERVICE", name="理发")
        assert (asked.status_code, 'id="id_kind_error"' in said(asked)) == (409, True)
        assert ("不能改种类：请另外上架一种" in said(asked), 'value="理发"' in said(asked)) == (True, True)
        if stock_of(salt):
            placed = order(person, salt)
    assert changed(town, salt, price="6").status_code == 302  # the rest may be changed
    hand_over(placed, witness=town.people["intake"], by=town.hat("community"), at=MONDAY + timedelta(minutes=1))
    salt.refresh_from_db()
    assert changed(town, salt, kind="SERVICE", name="理发").status_code == 302
    assert Good.objects.get().kind == "SERVICE"
    assert str(Order.objects.get()) == "食用盐 × 1"
