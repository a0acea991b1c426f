"""What was ordered is called as it was then, whatever its good is called now; and it stays goods, or a service."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.models import User
from shop.keeping import kept_of
from shop.models import Aid, Good, Order
from tests.factories import MONDAY, Town, build_town
from tests.shop.scene import hand_over, order, put_up, stock_of, volunteer_in
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


@pytest.mark.proof
@pytest.mark.django_db(transaction=True)
def test_what_was_ordered_before_it_was_kept_is_called_as_its_good_is_now(monday: time_machine.Traveller) -> None:
    """Also what has ended, which the database lets nobody touch."""
    town = build_town()
    person, salt = volunteer_in(town, points=20), put_up(town)
    taken, waits = order(person, salt), order(person, salt)
    hand_over(taken, witness=town.people["intake"], by=town.hat("community"), at=MONDAY)
    given(town, 20)
    town.client("community").post(page_of(town), filled(town, salt))
    Good.objects.update(name="洗衣皂")
    try:
        call_command("migrate", "shop", "0007", verbosity=0)
    finally:
        call_command("migrate", verbosity=0)
    named = [*Order.objects.values_list("good_name", flat=True), *Aid.objects.values_list("good_name", flat=True)]
    assert named == ["洗衣皂"] * 3
    with pytest.raises(DatabaseError), transaction.atomic():
        Order.objects.filter(pk=taken.pk).update(good_name="食用盐")
    assert Order.objects.filter(pk=waits.pk).update(code=waits.code) == 1
