"""Ordered, taken back, left lying, handed over, returned, bought, counted, given, and households in need helped
out of the community's fund, in whatever order: stock and points hold.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils.timezone import localdate
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from partyorg.hats import Hat
from shop.actions import (
    Gift,
    Need,
    Refused,
    aid,
    cancel_for,
    cancel_order,
    change_stock,
    expire_orders,
    receive_donation,
    return_order,
    take_back,
    undo_donation,
)
from shop.checking import check_stock
from shop.kinds import Moved
from shop.models import Aid, Donation, Good, Order
from tests.factories import MONDAY, Town
from tests.shop.scene import hand_over, order, put_up, stock_of, volunteer_in
from tests.volunteers.ledger import balance, earn, source
from volunteers.actions import expire, give
from volunteers.checking import check_ledger
from volunteers.funds import funds
from volunteers.models import Lot
from volunteers.rules import Refused as Not

EXAMPLES = 60 if os.environ.get("PROOFS") == "1" else 8
SOME = st.integers(1, 4)


class Lives(RuleBasedStateMachine):
    """Two volunteers, one good and the community's fund; what each should have is counted in the plainest way."""

    town: Town
    orders, aids, gifts = Bundle("orders"), Bundle("aids"), Bundle("gifts")

    @initialize()
    def begins(self) -> None:
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.at, self.over, self.back, self.undone_gifts = MONDAY, set[int](), set[int](), set[int]()
        self.taken, self.came_back = dict[int, datetime](), set[int]()
        self.people = [volunteer_in(self.town, points=points) for points in (12, 5)]
        self.has = [12, 5]
        self.good = put_up(self.town, price=2, stock=6, most_each=5)
        self.stock, self.fund = 6, 9
        other = volunteer_in(self.town, points=self.fund)
        give(other, amount=self.fund, to=self.good.community, source=source(), at=self.at)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def by(self) -> Hat:
        return self.town.hat("community", self.at)

    @rule(target=orders, who=st.integers(0, 1), number=SOME)
    def is_ordered(self, who: int, number: int) -> object:
        key = uuid4()
        try:
            placed = order(self.people[who], self.good, number, key=key, at=self.at)
        except Not as refused:
            self._is_one_of(refused, "sold_out", "too_few", "over_limit", "not_enough", "owes")
            return multiple()
        assert order(self.people[who], self.good, number, key=key, at=self.at) == placed
        self.stock -= number
        self.has[who] -= placed.points
        return placed

    @rule(placed=orders)
    def is_taken_back(self, placed: Order) -> None:
        try:
            cancel_order(placed, by=placed.person, at=self.at)
        except Refused:
            assert placed.pk in self.over
            return
        self._given_back(placed)

    @rule(placed=orders)
    def is_cancelled_for_them(self, placed: Order) -> None:
        try:
            cancel_for(placed, reason="受潮了", by=self.by(), at=self.at)
        except Refused as refused:
            assert placed.pk in self.over
            self._is_one_of(refused, "not_now", "has_expired")
            return
        self._given_back(placed)

    @rule(placed=orders, off=st.none() | st.integers(-1, 1))
    def is_handed_over(self, placed: Order, off: int | None) -> None:
        """Before a second person, or with the shelf counted: right, or one more or fewer than there should be."""
        waiting = sum(one.quantity for one in Order.objects.waiting().exclude(pk=placed.pk))
        should = self.stock + waiting
        left = None if off is None else max(0, should + off)
        far_off = left not in (None, should) and (left == 0 or should < 2)  # one more or fewer, by half or over
        try:
            beside = self.town.people["worker"] if off is None else None
            hand_over(placed, witness=beside, left=left, by=self.by(), at=self.at)
        except Refused as refused:
            if placed.pk not in self.over:
                few = left is not None and left < waiting
                self._is_one_of(refused, "has_expired", "count_below_orders" if few else "say_why")
                assert few or far_off
            return
        assert not far_off
        self.over.add(placed.pk)
        self.taken[placed.pk] = self.at
        self.stock = self.stock if left is None else left - waiting

    @rule(placed=orders, on_shelf=st.booleans())
    def is_returned(self, placed: Order, on_shelf: bool) -> None:
        """Once, of what was handed over, within thirty days."""
        taken_at = self.taken.get(placed.pk)
        late = taken_at is not None and (self.at - taken_at).days > 30
        for first in (True, False):
            try:
                return_order(placed, reason="拿错了", on_shelf=on_shelf, by=self.by(), at=self.at)
            except Refused as refused:
                if placed.pk in self.came_back:
                    self._is_one_of(refused, "was_returned")
                else:
                    self._is_one_of(refused, "return_over" if late else "not_taken")
                    assert taken_at is None or late
                continue
            assert first
            assert taken_at is not None
            assert not late
            del self.taken[placed.pk]
            self.came_back.add(placed.pk)
            self.stock += placed.quantity if on_shelf else 0
            self.has[self.people.index(placed.person)] += placed.points

    @rule(number=SOME, how=st.sampled_from([Moved.BOUGHT, Moved.WRITTEN_OFF, Moved.COUNTED]))
    def stock_changes(self, number: int, how: Moved) -> None:
        try:
            change_stock(self.good, how, number=number, key=uuid4(), by=self.by(), at=self.at)
        except Refused:
            return
        waiting = sum(one.quantity for one in Order.objects.waiting())
        more = {Moved.BOUGHT: number, Moved.WRITTEN_OFF: -number}
        self.stock = number - waiting if how == Moved.COUNTED else self.stock + more[how]

    @rule(target=gifts, number=SOME)
    def is_given(self, number: int) -> Donation:
        gift = Gift(self.good, "旧书", number, donor_name="某居民")
        made = receive_donation(gift, another=True, key=uuid4(), by=self.by(), at=self.at)
        self.stock += number
        return made

    @rule(gift=gifts)
    def was_never_given(self, gift: Donation) -> None:
        try:
            undo_donation(gift, out=True, reason="登重了", by=self.by(), at=self.at)
        except Refused as refused:
            self._is_one_of(refused, "is_out" if gift.pk in self.undone_gifts else "not_there")
            assert gift.pk in self.undone_gifts or self.stock < gift.quantity
            return
        self.undone_gifts.add(gift.pk)
        self.stock -= gift.quantity

    @rule(who=st.integers(0, 1), amount=SOME)
    def gives_to_the_fund(self, who: int, amount: int) -> None:
        said: dict[str, Any] = {
            "amount": amount,
            "to": self.good.community,
            "source": source(str(uuid4())),
            "at": self.at,
        }
        try:
            row = give(self.people[who], **said)
        except Not as refused:
            self._is_one_of(refused, "not_enough", "owes")
            return
        assert give(self.people[who], **said) == row
        self.has[who] -= amount
        self.fund += amount

    @rule(target=aids, number=st.integers(1, 3))
    def somebody_is_helped(self, number: int) -> object:
        need, key = Need(self.good, number, "某户", "家里有困难", self.town.people["worker"]), uuid4()
        try:
            made = aid(need, key=key, by=self.by(), at=self.at)
        except Not as refused:
            few = self.stock < number
            self._is_one_of(refused, *(("sold_out", "too_few") if few else ("fund_short",)))
            assert few or self.fund < 2 * number
            return multiple()
        assert aid(need, key=key, by=self.by(), at=self.at) == made
        self.stock -= number
        self.fund -= made.points
        return made

    @rule(made=aids)
    def help_is_taken_back(self, made: Aid) -> None:
        known = made.pk in self.back
        for first in (not known, False):
            try:
                take_back(made, witness=self.town.people["worker"], reason="没有送到", by=self.by(), at=self.at)
            except Refused as refused:
                self._is_one_of(refused, "is_back")
                assert not first
                continue
            assert first
            self.back.add(made.pk)
            self.stock += made.quantity
            self.fund += made.points

    @rule(who=st.integers(0, 1), amount=SOME, days=st.none() | st.integers(0, 30))
    def earns(self, who: int, amount: int, days: int | None) -> None:
        until = None if days is None else localdate(self.at) + timedelta(days=days)
        earn(self.people[who], amount, until=until, at=self.at, key=str(uuid4()))
        self.has[who] += amount

    @rule(days=st.integers(1, 20))
    def time_goes_by(self, days: int) -> None:
        self.at += timedelta(days=days)
        late = list(Order.objects.waiting().filter(expires_on__lt=localdate(self.at)).select_related("person"))
        assert expire_orders(at=self.at) == len(late)
        for placed in late:
            self._given_back(placed)
        over = Lot.objects.filter(expires_on__lt=localdate(self.at))
        for who, person in enumerate(self.people):
            self.has[who] -= sum(over.filter(account__person=person).values_list("left", flat=True))
        expire(at=self.at)

    @invariant()
    def stock_and_points_hold(self) -> None:
        assert stock_of(self.good) == self.stock >= 0
        assert [balance(person) for person in self.people] == self.has
        assert sum(fund.left for fund in funds()) == self.fund >= 0
        assert check_stock().amiss == check_ledger().amiss == []

    def _is_one_of(self, refused: Not, *rules: str) -> None:
        assert refused.rule in rules

    def _given_back(self, placed: Order) -> None:
        self.over.add(placed.pk)
        self.stock += placed.quantity
        self.has[self.people.index(placed.person)] += placed.points


@pytest.mark.timeout(600)
def test_any_life_of_the_shop(town: Town) -> None:
    class InTown(Lives):
        pass

    InTown.town = town
    run_state_machine_as_test(
        InTown,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    assert not Good.objects.exists()  # each life was undone
