"""退货 with real connections: however many do it at once, and whatever else goes on with the same good, once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from accounts.models import User
from shop.actions import cancel_order, change_stock, place_order, return_order
from shop.kinds import Moved
from shop.models import Good, Order, StockMove
from shop.workflow import State
from tests.cases.test_racing import at_once
from tests.factories import MONDAY, Town, build_town
from tests.servers.together import together
from tests.shop.scene import all_holds, hand_over, order, put_up, stock_of, volunteer_in, with_its_code
from tests.shop.test_racing import STAFF, one_each, sends
from tests.volunteers.ledger import balance, lots
from volunteers.actions import expire
from volunteers.models import Transfer

pytestmark = [
    pytest.mark.django_db(transaction=True), pytest.mark.enough_on("postgres"), pytest.mark.usefixtures("monday")
]  # fmt: skip


@pytest.fixture
def town() -> Town:
    return build_town()


@pytest.fixture
def salt(town: Town) -> Good:
    return put_up(town, price=5, stock=10)


@pytest.fixture
def person(town: Town) -> User:
    return volunteer_in(town, points=20)


def taken(town: Town, person: User, good: Good, quantity: int = 1) -> Order:
    made = order(person, good, quantity)
    return hand_over(made, witness=town.people["worker"], by=town.hat("intake"), at=MONDAY)


def came_back_once(made: Order) -> bool:
    rows = StockMove.objects.filter(order=made, kind=Moved.RETURNED).count()
    made.refresh_from_db()
    return (made.state, rows, Transfer.objects.filter(ends__ends=made.held).count()) == (State.RETURNED, 1, 1)


def test_two_taps_and_eight_counters_take_it_back_once(town: Town, person: User, salt: Good) -> None:
    made = taken(town, person, salt, 2)
    page, form = f"/desk/shop/orders/{made.pk}/return/", {"reason": "拿错了", "goods": "shelf"}
    counters = [sends(town.client(who), page, form) for who in STAFF for _ in range(2)]
    assert at_once(one_each(counters), 8) == {"302": 1, "409": 7}
    assert (came_back_once(made), stock_of(salt), balance(person), lots(person)) == (True, 10, 20, [20])
    assert all_holds()


def test_on_the_shelf_or_not_is_one_of_the_two(town: Town, person: User, salt: Good) -> None:
    for _ in range(4):
        made, before = taken(town, person, salt), stock_of(salt)
        ways = [
            partial(return_order, made, reason="拿错了", on_shelf=on_shelf, by=town.hat(who), at=MONDAY)
            for who in STAFF
            for on_shelf in (True, False)
        ]
        assert together(ways) == {"done": 1, "was_returned": 7}
        back = StockMove.objects.filter(order=made, kind=Moved.RETURNED).count()
        assert (stock_of(salt), balance(person)) == (before + back, 20)
    assert all_holds()


def test_it_comes_back_while_others_order_cancel_and_count(town: Town) -> None:
    """On the same good, and on the same account: nobody waits in a circle, and every number is right afterwards."""
    soap = put_up(town, "洗衣皂", price=5, stock=30)
    for number in range(6):
        person, other = volunteer_in(town, points=20), volunteer_in(town, points=20)
        made, waits = taken(town, person, soap), order(person, soap)
        place = partial(place_order, soap, quantity=1, price=5, key=None, at=MONDAY)
        deeds: list[Callable[[], object]] = [
            partial(return_order, made, reason="拿错了", on_shelf=True, by=town.hat("community"), at=MONDAY),
            partial(return_order, made, reason="拿错了", on_shelf=True, by=town.hat("intake"), at=MONDAY),
            partial(cancel_order, waits, by=person, at=MONDAY),
            partial(place, by=person), partial(place, by=other),
            partial(change_stock, soap, Moved.BOUGHT, number=2, by=town.hat("street"), at=MONDAY),
            partial(change_stock, soap, Moved.WRITTEN_OFF, number=1, by=town.hat("intake"), at=MONDAY),
            partial(expire, at=MONDAY),
        ]  # fmt: skip
        told = together(deeds[number:] + deeds[:number])
        assert (told["done"], told["was_returned"]) == (7, 1)
        assert came_back_once(made)
        assert (balance(person), balance(other)) == (15, 15)
        assert all_holds()


def test_it_is_handed_over_and_taken_back_at_the_same_moment(town: Town, person: User, salt: Good) -> None:
    """Whoever is too early is told that it waits still; nothing comes back that never went out."""
    for number in range(6):
        placed, before = order(person, salt), balance(person)
        hand = partial(hand_over, placed, witness=town.people["worker"], by=town.hat("intake"), at=MONDAY)
        back = partial(return_order, placed, reason="拿错了", on_shelf=True, by=town.hat("community"), at=MONDAY)
        own = partial(cancel_order, placed, by=person, at=MONDAY)
        deeds: list[Callable[[], object]] = [hand, back, own] if number % 2 else [own, back, hand]
        told = together(deeds)
        placed.refresh_from_db()
        assert placed.state in (State.TAKEN, State.RETURNED, State.CANCELLED)
        assert told["done"] == (2 if placed.state == State.RETURNED else 1), told
        assert balance(person) == (before if placed.state == State.TAKEN else before + 5)
        assert all_holds()
        if placed.state == State.TAKEN:
            back()


def test_its_code_and_its_return_meet(town: Town, person: User, salt: Good) -> None:
    """A second hand-over of what was taken is refused, whether it has come back meanwhile or not."""
    made = taken(town, person, salt)
    again = sends(
        with_its_code(town.client("intake"), made), f"/desk/shop/orders/{made.pk}/",
        {"left": "9", "without": "手机丢了，核对了身份证"},
    )  # fmt: skip
    back = sends(
        town.client("community"), f"/desk/shop/orders/{made.pk}/return/", {"reason": "拿错了", "goods": "shelf"}
    )
    assert at_once(one_each([again, back]), 8) == {"302": 1, "409": 7}
    assert (came_back_once(made), balance(person), all_holds()) == (True, 20, True)
