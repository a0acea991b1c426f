"""An order sets stock and points aside together; given back, both are where they were."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from shop.actions import Refused, cancel_order, change_good, expire_orders
from shop.actions.stocking import Offer
from shop.checking import check_stock
from shop.models import Good, Order, StockMove
from shop.tasks import expire_orders as expire_by_the_clock
from shop.workflow import State
from tests.factories import MONDAY, Town
from tests.shop.scene import all_holds, order, put_up, stock_of, volunteer_in
from tests.volunteers.ledger import balance, earn, lots
from volunteers.kinds import Tier
from volunteers.models import Volunteer, Window
from volunteers.rules import Refused as Not

A_DAY = timedelta(days=1)


def test_an_order_sets_stock_and_points_aside_together(person: User, salt: Good) -> None:
    placed = order(person, salt, 2)
    assert (stock_of(salt), balance(person), placed.points) == (8, 10, 10)
    assert (len(placed.code), placed.expires_on) == (6, date(2026, 12, 1))
    assert all_holds()


def test_neither_is_set_aside_where_the_other_is_not_there(person: User, salt: Good) -> None:
    with pytest.raises(Not, match="现在可用 20，需要 25"):
        order(person, salt, 5)
    with pytest.raises(Refused, match="只剩 10 件"):
        order(person, salt, 11)
    assert (stock_of(salt), balance(person), Order.objects.count()) == (10, 20, 0)


def test_a_form_sent_twice_is_one_order(person: User, salt: Good) -> None:
    key = uuid4()
    assert order(person, salt, key=key) == order(person, salt, key=key)
    assert (stock_of(salt), balance(person)) == (9, 15)
    other = volunteer_in_of(salt, 5)
    assert order(other, salt, key=key).person == other  # somebody else's mark is no one's


def volunteer_in_of(good: Good, points: int) -> User:
    person = User.objects.create_user("another", name="另一位")
    Volunteer.objects.create(
        person=person, community=good.community, name="另一位", birthday="1970-01-01", joined_at=MONDAY
    )
    earn(person, points)
    return person


def test_whoever_saw_another_price_is_asked_again(town: Town, person: User, salt: Good) -> None:
    change_good(salt, Offer(name=salt.name, price=6), by=town.hat("community"), at=MONDAY)
    with pytest.raises(Refused, match="现在每件 6 分"):
        order(person, salt)
    assert balance(person) == 20


def test_who_is_no_volunteer_or_one_elsewhere_orders_nothing(town: Town, salt: Good) -> None:
    with pytest.raises(Refused, match="注册成志愿者"):
        order(town.people["worker"], salt)
    with pytest.raises(Refused, match="别的社区"):
        order(volunteer_in(town, points=9, where="far_community"), salt)


def test_a_good_for_a_tier_is_for_it_and_those_above(town: Town) -> None:
    silver = put_up(town, "理发", tier_only=Tier.SILVER)
    with pytest.raises(Refused, match="只给银星志愿者和更高等级的换，您现在是普通志愿者"):
        order(volunteer_in(town, points=9), silver)
    assert order(volunteer_in(town, points=9, tier=Tier.GOLD), silver)


def test_outside_the_window_nothing_is_ordered_and_it_is_said_when(town: Town, person: User, salt: Good) -> None:
    today = MONDAY.date()
    Window.objects.create(community=salt.community, opens_on=today + 10 * A_DAY, closes_on=today + 12 * A_DAY)
    with pytest.raises(Refused, match="下一次从 2026 年 11 月 26 日开始"):
        order(person, salt)
    assert order(person, salt, at=MONDAY + 11 * A_DAY)
    with pytest.raises(Refused, match="社区会通知"):
        order(person, salt, at=MONDAY + 13 * A_DAY)


def test_a_limit_counts_within_the_window_what_was_not_given_back(town: Town, person: User) -> None:
    egg = put_up(town, "鸡蛋", price=1, most_each=2)
    first = order(person, egg)
    with pytest.raises(Refused, match="最多换 2 件，这一期您已经换了 1 件"):
        order(person, egg, 2)
    cancel_order(first, by=person, at=MONDAY)
    assert order(person, egg, 2)
    assert order(person, egg, at=MONDAY.replace(year=2027, month=1))  # the next quarter


def test_what_is_not_on_sale_is_not_ordered(town: Town, person: User) -> None:
    soon = put_up(town, "年货", from_date=MONDAY.date() + A_DAY)
    with pytest.raises(Refused, match="现在不换了"):
        order(person, soon)
    gone = put_up(town, "月饼", is_active=False)
    with pytest.raises(Refused, match="现在不换了"):
        order(person, gone)


def test_taken_back_stock_and_points_lie_where_they_were(person: User, salt: Good) -> None:
    earn(person, 3, until=date(2026, 12, 31))
    placed = order(person, salt)
    assert lots(person) == [18, 0]
    with pytest.raises(Refused, match="不归"):
        cancel_order(placed, by=User.objects.create_user("other"), at=MONDAY)
    cancelled = cancel_order(placed, by=person, at=MONDAY)
    assert (cancelled.state, stock_of(salt), lots(person)) == (State.CANCELLED, 10, [20, 3])
    with pytest.raises(Refused, match="已取消"):
        cancel_order(placed, by=person, at=MONDAY)
    assert all_holds()


def test_what_nobody_fetched_is_given_back_by_the_clock_once(person: User, salt: Good, monday: object) -> None:
    placed = order(person, salt)
    assert expire_by_the_clock() == 0
    assert expire_orders(at=MONDAY + 15 * A_DAY) == 0  # its last day
    assert (expire_orders(at=MONDAY + 16 * A_DAY), expire_orders(at=MONDAY + 16 * A_DAY)) == (1, 0)
    placed.refresh_from_db()
    assert (placed.state, stock_of(salt), balance(person)) == (State.EXPIRED, 10, 20)
    assert all_holds()


@pytest.mark.parametrize("statement", [
    "UPDATE shop_stockmove SET amount = amount + 1",
    "DELETE FROM shop_stockmove",
    "DELETE FROM shop_order",
    "UPDATE shop_order SET state = 'PLACED', ended_at = NULL",
    "UPDATE shop_good SET stock = -1",
])  # fmt: skip
def test_the_database_changes_no_row_of_it(person: User, salt: Good, statement: str) -> None:
    cancel_order(order(person, salt), by=person, at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_proof_finds_what_does_not_agree(person: User, salt: Good, capsys: pytest.CaptureFixture[str]) -> None:
    placed = order(person, salt)
    call_command("check_stock")
    assert "共 2 笔" in capsys.readouterr().out
    Good.objects.update(stock=3)
    Order.objects.update(quantity=2)
    with pytest.raises(
        CommandError, match=rf"库存 3，按进出应为 9；兑换单 {placed.pk} 共 2 件，出库 1.*与它的积分不相符"
    ):
        call_command("check_stock")


def test_the_proof_asks_as_much_of_many_rows_as_of_one(
    town: Town, person: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        order(person, put_up(town, f"货{number}", price=1))
    with django_assert_max_num_queries(8):
        assert check_stock().amiss == []
    assert StockMove.objects.count() == 10
