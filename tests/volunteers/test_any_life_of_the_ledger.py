"""Whatever is done in whatever order, the clock moved, anything told twice: the sums hold, the lots are exact."""

from __future__ import annotations

import os
from datetime import timedelta

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

from accounts.models import User
from tests.factories import MONDAY, Town
from tests.volunteers.ledger import balance, earn, order
from volunteers.actions import Refused, expire, release, reverse, spend
from volunteers.checking import check_ledger
from volunteers.models import Lot, Transfer

EARNED, ORDERED = st.integers(1, 4), st.integers(1, 12)  # an order draws on several lots
EXAMPLES = 120 if os.environ.get("PROOFS") == "1" else 25


class Lives(RuleBasedStateMachine):
    """One volunteer, and what they should have, counted in the plainest way."""

    town: Town
    awards, orders = Bundle("awards"), Bundle("orders")

    @initialize()
    def begins(self) -> None:
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.person = User.objects.create_user("any", name="林志愿")
        self.at, self.has, self.told, self.over = MONDAY, 0, 0, set[int]()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @rule(target=awards, amount=EARNED, days=st.none() | st.integers(0, 40))
    def earns(self, amount: int, days: int | None) -> Transfer:
        until = None if days is None else localdate(self.at) + timedelta(days=days)
        self.told += 1
        row = earn(self.person, amount, until=until, at=self.at, key=f"any:{self.told}")
        assert earn(self.person, amount, until=until, at=self.at, key=f"any:{self.told}") == row
        self.has += amount
        return row

    @rule(target=orders, amount=ORDERED)
    def orders_something(self, amount: int) -> object:
        good = Lot.objects.filter(account__person=self.person).good_on(localdate(self.at))
        has = sum(good.values_list("left", flat=True))
        self.told += 1
        try:
            row = order(self.person, amount, at=self.at, key=f"any:{self.told}")
        except Refused:
            assert has < amount
            return multiple()
        assert has >= amount
        assert order(self.person, amount, at=self.at, key=f"any:{self.told}") == row
        self.has -= amount
        return row

    @rule(row=orders)
    def is_picked_up(self, row: Transfer) -> None:
        try:
            spend(row, shop=self.town.places["community"], by=None, at=self.at)
        except Refused:
            assert row.pk in self.over

    @rule(row=orders)
    def is_cancelled(self, row: Transfer) -> None:
        try:
            release(row, reason="不要了", by=None, at=self.at)
        except Refused:
            assert Transfer.objects.get(ends=row).entry == "SPEND"
            return
        if row.pk not in self.over:
            self.over.add(row.pk)
            self.has += row.amount

    @rule(row=awards)
    def is_reversed(self, row: Transfer) -> None:
        reverse(row, reason="记错了", by=None, at=self.at)
        if row.pk not in self.over:
            self.over.add(row.pk)
            self.has -= row.amount

    @rule(days=st.integers(1, 15))
    def time_goes_by(self, days: int) -> None:
        self.at += timedelta(days=days)
        over = Lot.objects.filter(account__person=self.person, expires_on__lt=localdate(self.at))
        self.has -= sum(over.values_list("left", flat=True))
        expire(at=self.at)
        assert expire(at=self.at) == 0

    @invariant()
    def the_sums_hold(self) -> None:
        assert balance(self.person) == self.has
        assert check_ledger().amiss == []
        assert all(left >= 0 for left in Lot.objects.values_list("left", flat=True))


@pytest.mark.timeout(600)
def test_any_life_of_the_ledger(town: Town) -> None:
    class InTown(Lives):
        pass

    InTown.town = town
    run_state_machine_as_test(
        InTown,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
