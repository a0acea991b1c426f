"""Many at once, with real connections: the last item goes to one, a code is used once, nobody is charged twice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import cycle
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import User
from accounts.models.session import RESIDENT
from shop.actions import cancel_for, cancel_order
from shop.models import Order
from shop.rules import Refused
from shop.workflow import State
from tests.cases.test_racing import at_once
from tests.factories import MONDAY, Town, build_town
from tests.servers.together import together
from tests.shop.scene import all_holds, hand_over, order, put_up, stock_of, volunteer_in, with_its_code
from tests.volunteers.ledger import balance
from volunteers.models import Transfer

pytestmark = [
    pytest.mark.django_db(transaction=True), pytest.mark.enough_on("postgres"), pytest.mark.usefixtures("monday")
]  # fmt: skip
STAFF = ("community", "intake", "second_intake", "street")


@pytest.fixture
def town() -> Town:
    return build_town()


def on_a_phone(person: User) -> Client:
    """As one is who has proved their phone."""
    client = Client()
    session = client.session
    session[RESIDENT] = person.pk
    session.save()
    return client


def sends(client: Client, page: str, form: dict[str, str]) -> Callable[[], str]:
    """What the answer to it was."""
    return lambda: str(client.post(page, form).status_code)


def or_the_rule(deed: Callable[[], str]) -> Callable[[], str]:
    """What it came to, or by which rule it was refused."""

    def tried() -> str:
        try:
            return deed()
        except Refused as refused:
            return refused.rule

    return tried


def one_each(deeds: list[Callable[[], str]]) -> Callable[[], str]:
    """Each thread takes the next of them."""
    turns = cycle(deeds)
    return lambda: next(turns)()


def test_sixty_four_people_want_the_last_one_and_one_of_them_has_it(town: Town) -> None:
    good = put_up(town, price=5, stock=1)
    people = [volunteer_in(town, points=5) for _ in range(64)]
    page = f"/volunteer/shop/{good.pk}/"
    wishes = [sends(on_a_phone(one), page, {"quantity": "1", "price": "5", "key": str(uuid4())}) for one in people]
    assert at_once(one_each(wishes), 64) == {"302": 1, "409": 63}
    [placed] = Order.objects.all()
    assert (stock_of(good), balance(placed.person)) == (0, 0)
    assert sum(balance(person) for person in people) == 63 * 5
    assert Transfer.objects.filter(entry="HOLD").count() == 1
    assert all_holds()


def test_one_person_taps_sixteen_times_and_pays_once(town: Town) -> None:
    good, person = put_up(town, price=5), volunteer_in(town, points=50)
    form = {"quantity": "1", "price": "5", "key": str(uuid4())}
    taps = [sends(on_a_phone(person), f"/volunteer/shop/{good.pk}/", form) for _ in range(16)]
    assert at_once(one_each(taps), 16) == {"302": 16}
    assert (Order.objects.count(), balance(person), stock_of(good)) == (1, 45, 9)


def test_a_limit_holds_for_one_person_in_sixteen_browsers(town: Town) -> None:
    good, person = put_up(town, price=1, stock=50, most_each=3), volunteer_in(town, points=50)
    outcomes = at_once(or_the_rule(lambda: str(order(person, good).quantity)), 16)
    assert outcomes == {"1": 3, "over_limit": 13}
    assert all_holds()


def test_one_code_used_from_sixteen_terminals_is_used_once(town: Town) -> None:
    placed = order(volunteer_in(town, points=5), put_up(town))
    page = f"/desk/shop/orders/{placed.pk}/"
    terminals = [
        sends(with_its_code(town.client(who), placed), page, {"witness": str(town.people["worker"].pk)})
        for _ in range(4)
        for who in STAFF
    ]
    assert at_once(one_each(terminals), 16) == {"302": 1, "409": 15}
    assert Transfer.objects.filter(entry="SPEND").count() == 1
    placed.refresh_from_db()
    assert placed.state == State.TAKEN
    assert all_holds()


def test_handed_over_and_taken_back_at_the_same_moment_is_one_of_the_two(town: Town) -> None:
    good, person = put_up(town, price=5), volunteer_in(town, points=50)
    for number in range(6):
        placed = order(person, good)
        hand = partial(hand_over, placed, witness=town.people["worker"], by=town.hat("community"), at=MONDAY)
        back = partial(cancel_order, placed, by=person, at=MONDAY)
        told = together([hand, back] if number % 2 else [back, hand])
        assert told["done"] == 1, told
    for number in range(6):
        placed = order(person, good)
        hand = partial(hand_over, placed, witness=town.people["worker"], by=town.hat("community"), at=MONDAY)
        for_them = partial(cancel_for, placed, reason="受潮了", by=town.hat("intake"), at=MONDAY)
        own = partial(cancel_order, placed, by=person, at=MONDAY)
        told = together([[hand, for_them], [for_them, own], [own, for_them]][number % 3])
        assert told["done"] == 1, told
    taken = Order.objects.filter(state=State.TAKEN).count()
    assert (stock_of(good), balance(person)) == (10 - taken, 50 - 5 * taken)
    assert all_holds()
