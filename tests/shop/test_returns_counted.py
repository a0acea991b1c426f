"""What came back to the counter is counted as taken nowhere: limits, quarters, the board; and its owner is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client

from accounts.models import User
from notifications.actions import write_letters
from notifications.models import Letter
from resident.actions import leave
from shop.actions import Refused, cancel_order, expire_orders, return_order, say_absent
from shop.actions.shelf import shift
from shop.checking import check_stock
from shop.kinds import Moved
from shop.models import Beside, Good, Order, StockMove
from shop.workflow import State
from tests.factories import MONDAY, Town, build_town
from tests.shop.scene import all_holds, hand_over, order, put_up, volunteer_in
from volunteers.actions import refund

pytestmark = pytest.mark.usefixtures("monday")
WHY = "拿错了一单"
LAST_OF_A_QUARTER = MONDAY + timedelta(days=40)  # 26 December
NEXT_QUARTER = LAST_OF_A_QUARTER + timedelta(days=20)
MINUTE = timedelta(minutes=1)


def said(response: Any) -> str:
    return str(response.content.decode())


def taken(town: Town, person: User, good: Good, quantity: int = 1, *, at: Any = MONDAY, **how: Any) -> Order:
    made = order(person, good, quantity, at=at)
    return hand_over(made, witness=town.people["worker"], by=town.hat("intake", at), at=at, **how)


def comes_back(town: Town, made: Order, *, at: Any = MONDAY) -> Order:
    return return_order(made, reason=WHY, on_shelf=True, by=town.hat("community", at), at=at)


def used(town: Town, **query: str) -> str:
    return said(Client().get(f"/volunteer/shop/used/{town.places['community'].code}/", query))


def test_a_limit_counts_it_no_more(town: Town, person: User) -> None:
    eggs = put_up(town, "鸡蛋", price=1, most_each=2)
    made = taken(town, person, eggs, 2)
    with pytest.raises(Refused, match="每人每期最多换 2 件，这一期您已经换了 2 件"):
        order(person, eggs)
    comes_back(town, made)
    assert order(person, eggs, 2).is_waiting


def test_of_the_same_quarter_and_day_it_was_never_taken(town: Town, person: User, salt: Good) -> None:
    kept, made = taken(town, person, salt), taken(town, person, salt, 2)
    assert "<b>15 分</b>，换走了下面这些" in used(town)
    counter = town.client("community")
    assert said(counter.get("/desk/shop/")).count("食用盐 × ") == 2
    comes_back(town, made)
    page = used(town)
    for words in ("<b>5 分</b>，换走了下面这些", "<b>食用盐 × 1</b>"):
        assert words in page, words
    assert "退货" not in page
    shown = said(counter.get("/desk/shop/"))
    assert (f"/desk/shop/orders/{kept.pk}/" in shown, f"/desk/shop/orders/{made.pk}/" in shown) == (True, False)


def test_a_quarter_that_is_over_stays_and_the_next_one_says_it(
    town: Town, person: User, salt: Good, monday: time_machine.Traveller
) -> None:
    made = taken(town, person, salt, 2, at=LAST_OF_A_QUARTER)
    monday.move_to(NEXT_QUARTER)
    comes_back(town, made, at=NEXT_QUARTER)
    old, new = used(town, q="2026-4"), used(town)
    assert ("<b>10 分</b>，换走了下面这些" in old, "<b>食用盐 × 2</b>" in old, "退货" in old) == (True, True, False)
    for words in ("<b>0 分</b>，换走了下面这些", "<b>10 分</b>，以前换走的拿回来了", "退货：食用盐 × 2"):
        assert words in new, words
    assert "<b>食用盐" not in new
    assert all_holds()


def test_the_board_counts_no_points_that_came_back(town: Town, person: User, salt: Good) -> None:
    client = town.client("platform")
    made, _ = taken(town, person, salt, 2), taken(town, person, salt)

    def spent() -> Any:
        page = client.get(f"/board/{town.places['district'].pk}/forces/spent/?period=year")
        return page.context["behind"].amount.number

    assert spent() == 15
    comes_back(town, made)
    assert spent() == 5


def test_whoever_had_it_is_told_once_by_text(town: Town, person: User, salt: Good) -> None:
    made = taken(town, person, salt, 2)
    write_letters(at=MONDAY)
    later = MONDAY + timedelta(hours=1)
    comes_back(town, made, at=later)
    assert [write_letters(at=later), write_letters(at=later + MINUTE)] == [1, 0]
    letter = Letter.objects.get(key=f"returned:{made.pk}")
    assert letter.text == (
        f"您换的“食用盐 × 2”11月16日 10:00 退货了，10 分已经退回。不是这样的，请马上告诉社区。太平镇社区写的原因：{WHY}"
    )
    assert (letter.person, letter.next_try_at) == (person, later)


def test_what_came_back_before_its_letter_is_told_as_come_back_alone(town: Town, person: User, salt: Good) -> None:
    write_letters(at=MONDAY - MINUTE)
    made = taken(town, person, salt)
    comes_back(town, made)
    write_letters(at=MONDAY)
    assert [one.key for one in Letter.objects.filter(person=person, text__contains="食用盐")] == [f"returned:{made.pk}"]


def test_nothing_is_written_to_a_closed_account(town: Town, salt: Good) -> None:
    made = taken(town, volunteer_in(town, points=5), salt)
    leave(made.person, at=MONDAY)
    comes_back(town, made)
    write_letters(at=MONDAY)
    assert not Letter.objects.filter(person=made.person, text__contains="食用盐").exists()


def test_who_was_named_beside_may_still_say_that_they_were_not_there(town: Town, person: User, salt: Good) -> None:
    """That it was handed over stays true, and who saw it is still asked about."""
    made = taken(town, person, salt)
    comes_back(town, made)
    named = Beside.objects.select_related("order__community").get(order=made)
    page = said(town.client("worker").get(f"/desk/shop/beside/{named.pk}/"))
    assert ("退货了，2026年11月16日" in page, 'name="words"' in page) == (True, True)
    say_absent(named, words="那天我在街道开会", by=town.people["worker"], at=MONDAY)
    assert "那天我在街道开会" in said(town.client("community").get("/desk/shop/"))


def test_the_nightly_proof_finds_what_came_back_by_half(town: Town, person: User, salt: Good) -> None:
    """Its state without its points; its points without its state; more goods than had gone out."""
    whole, no_points, no_state, too_many = (taken(town, person, salt) for _ in range(4))
    comes_back(town, whole)
    assert all_holds()
    halves = {"state": State.RETURNED, "returned_at": MONDAY, "returned_by": town.people["community"]}
    Order.objects.filter(pk__in=[no_points.pk, too_many.pk]).update(**halves)
    for one in (no_state, too_many):
        refund(one.held, reason=WHY, by=None, at=MONDAY)
    shift(salt, Moved.RETURNED, 2, order=too_many, by=None, at=MONDAY)
    shift(salt, Moved.RETURNED, 1, order=no_state, by=None, at=MONDAY)
    assert set(check_stock().amiss) == {
        f"兑换单 {no_points.pk}（已退货）与它的积分不相符", f"兑换单 {no_state.pk}（已领取）与它的积分不相符",
        f"兑换单 {too_many.pk} 共 1 件，出库 1，退回 0，退货 2",
        f"兑换单 {no_state.pk} 共 1 件，出库 1，退回 0，退货 1",
    }  # fmt: skip


@pytest.mark.proof
@pytest.mark.django_db(transaction=True)
def test_orders_of_before_stay_as_they_are_and_those_that_were_taken_may_come_back(
    monday: time_machine.Traveller,
) -> None:
    """A shop with orders in every state goes back to where none came back, and forth: nothing is lost, and the
    database keeps what has ended in both directions."""
    town = build_town()
    person, salt = volunteer_in(town, points=50), put_up(town)
    made, waits, cancelled = taken(town, person, salt, 2), order(person, salt), order(person, salt)
    cancel_order(cancelled, by=person, at=MONDAY)
    late = order(person, salt, at=MONDAY - timedelta(days=60))
    expire_orders(at=MONDAY)
    before = [list(rows.order_by("pk").values()) for rows in (Order.objects, StockMove.objects)]
    try:
        call_command("migrate", "shop", "0009", verbosity=0)
        with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("UPDATE shop_order SET state = 'RETURNED' WHERE id = %s", [made.pk])
    finally:
        call_command("migrate", verbosity=0)
    assert [list(rows.order_by("pk").values()) for rows in (Order.objects, StockMove.objects)] == before
    for statement in (
        "UPDATE shop_order SET quantity = 1 WHERE id = %s", "DELETE FROM shop_order WHERE id = %s",
        "UPDATE shop_stockmove SET amount = 3 WHERE order_id = %s", "DELETE FROM shop_stockmove WHERE order_id = %s",
    ):  # fmt: skip
        with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(statement, [made.pk])
    comes_back(town, made)
    states = dict(Order.objects.values_list("pk", "state"))
    assert states == {made.pk: "RETURNED", waits.pk: "PLACED", cancelled.pk: "CANCELLED", late.pk: "EXPIRED"}
    assert all_holds()
