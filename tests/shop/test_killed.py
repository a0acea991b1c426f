"""A process killed by SIGKILL between any two statements leaves nothing half done: no stock without points, no points
held without an order. Tried again, it is done once."""

from __future__ import annotations

from functools import partial
from itertools import count
from uuid import uuid4

import pytest

from shop.actions import expire_orders
from shop.models import Order
from shop.workflow import State
from tests.factories import MONDAY, Town, build_town
from tests.servers.killing import lives
from tests.shop.scene import all_holds, hand_over, order, put_up, stock_of, volunteer_in
from tests.volunteers.ledger import balance

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.proof]
LATE = MONDAY.replace(month=12, day=20)


@pytest.fixture
def town() -> Town:
    return build_town()


def test_killed_while_ordering_it_is_all_or_nothing_and_once(town: Town) -> None:
    good = put_up(town, stock=100, most_each=2)
    for moments in count(1):
        person, key, before = volunteer_in(town, points=5), uuid4(), stock_of(good)
        deed = partial(order, person, good, key=key)
        survived = lives(deed, dies_after=moments)
        done = Order.objects.of(person).count()
        assert (balance(person), before - stock_of(good)) == (5 - 5 * done, done), f"killed after moment {moments}"
        assert all_holds()
        assert lives(deed)
        assert (Order.objects.of(person).count(), balance(person)) == (1, 0)
        if survived:
            break
    assert moments > 15


def test_killed_while_handing_over_the_points_are_spent_with_the_order_or_not_at_all(town: Town) -> None:
    good, hat = put_up(town, stock=100), town.hat("community")
    for moments in count(1):
        placed = order(volunteer_in(town, points=5), good)
        deed = partial(hand_over, placed, left=stock_of(good) - 1, by=hat, at=MONDAY)  # one less than there should be
        survived = lives(deed, dies_after=moments)
        assert all_holds(), f"killed after moment {moments}"
        placed.refresh_from_db()
        if placed.state == State.PLACED:
            assert lives(deed)
        assert all_holds()
        if survived:
            break
    assert moments > 10


def test_killed_while_giving_back_what_nobody_fetched_the_next_round_does_it(town: Town) -> None:
    good = put_up(town, stock=100)
    for moments in count(1):
        person = volunteer_in(town, points=5)
        order(person, good)
        survived = lives(lambda: expire_orders(at=LATE), dies_after=moments)
        assert all_holds(), f"killed after moment {moments}"
        assert lives(lambda: expire_orders(at=LATE))
        assert (balance(person), stock_of(good)) == (5, 100)
        if survived:
            break
    assert moments > 8
