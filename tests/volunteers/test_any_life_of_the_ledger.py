"""Whatever is done in whatever order, the clock moved, anything told twice: the sums hold, the lots are exact."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
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
from tests.volunteers.ledger import balance, earn, order, source, undo
from volunteers.actions import (
    Done,
    Refused,
    appeal,
    approve,
    approve_heap,
    expire,
    give,
    record,
    refund,
    reject,
    release,
    return_to_fund,
    reverse_service,
    spend,
    spend_fund_within,
)
from volunteers.actions.services import keys_of
from volunteers.checking import check_ledger
from volunteers.funds import funds
from volunteers.kinds import Currency, Work
from volunteers.models import Lot, Scheme, Service, Transfer
from volunteers.workflow import MOVES, State

EARNED, ORDERED = st.integers(1, 4), st.integers(1, 12)  # an order draws on several lots
WORKS = st.sampled_from([Work.DONATION, Work.SHIFT, Work.WISH])  # by what was given, by the hour, a fixed sum
EXAMPLES = 120 if os.environ.get("PROOFS") == "1" else 15


class Lives(RuleBasedStateMachine):
    """One volunteer and their community's fund, and what each should have, counted in the plainest way: `has` points
    and `minutes`, and `fund`.
    """

    town: Town
    awards, orders, services, aids = Bundle("awards"), Bundle("orders"), Bundle("services"), Bundle("aids")

    @initialize()
    def begins(self) -> None:
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.person = User.objects.create_user("any", name="林志愿")
        self.at, self.has, self.minutes, self.told, self.over = MONDAY, 0, 0, 0, set[int]()
        self.spent, self.back, self.gone = set[int](), set[int](), Counter[int]()  # what expired, by its award
        self.fund, other = 9, User.objects.create_user("other", name="赵志愿")
        earn(other, self.fund)
        give(other, amount=self.fund, to=self.town.places["community"], source=source(), at=self.at)

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
        return self._goes_from_them(amount, lambda key: order(self.person, amount, at=self.at, key=key))

    @rule(amount=ORDERED)
    def gives_to_the_fund(self, amount: int) -> None:
        here = self.town.places["community"]
        said = self._goes_from_them(
            amount, lambda key: give(self.person, amount=amount, to=here, source=source(key), at=self.at)
        )
        self.fund += amount if isinstance(said, Transfer) else 0

    def _goes_from_them(self, amount: int, do: Callable[[str], Transfer]) -> object:
        """Where they have so much that is good today; told again, it is the same row."""
        good = Lot.objects.filter(account__person=self.person).good_on(localdate(self.at))
        has = sum(good.values_list("left", flat=True))
        self.told += 1
        try:
            row = do(f"any:{self.told}")
        except Refused:
            assert has < amount
            return multiple()
        assert has >= amount
        assert do(f"any:{self.told}") == row
        self.has -= amount
        return row

    @rule(target=aids, amount=EARNED)
    def the_fund_helps(self, amount: int) -> object:
        here, by = self.town.places["community"], self.town.people["community"]
        self.told += 1
        said: dict[str, Any] = {"amount": amount, "source": source(f"any:{self.told}"), "by": by, "at": self.at}
        try:
            row = spend_fund_within(here, **said)
        except Refused:
            assert self.fund < amount
            return multiple()
        self.fund -= amount
        with pytest.raises((IntegrityError, Refused)), transaction.atomic():  # told again; or nothing is left for it
            spend_fund_within(here, **said)
        return row

    @rule(row=aids)
    def the_fund_gets_back(self, row: Transfer) -> None:
        by, known = self.town.people["community"], row.pk in self.over
        for first in (not known, False):
            try:
                with transaction.atomic():
                    return_to_fund(row, witness=by, reason="没有送到", by=by, at=self.at)
            except IntegrityError:
                assert not first
                continue
            assert first
            self.over.add(row.pk)
            self.fund += row.amount

    @rule(row=orders)
    def is_picked_up(self, row: Transfer) -> None:
        try:
            spend(row, shop=self.town.places["community"], by=None, at=self.at)
            self.spent.add(row.pk)
        except Refused:
            assert row.pk in self.over

    @rule(row=orders)
    def is_returned(self, row: Transfer) -> None:
        for _ in range(2):
            try:
                back = refund(row, reason="拿错了", by=None, at=self.at)
            except Refused:
                assert row.pk not in self.spent
                continue
            assert (row.pk in self.spent, back) == (True, Transfer.objects.get(ends__ends=row))
            self.has += 0 if row.pk in self.back else row.amount
            self.back.add(row.pk)

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
        undo(row, at=self.at)
        if row.pk not in self.over:
            self.over.add(row.pk)
            self.has -= row.amount - self.gone.pop(row.pk, 0)

    @rule(target=services, work=WORKS, amount=EARNED)
    def does_something(self, work: Work, amount: int) -> int:
        self.told += 1
        said = Done(
            key=f"did:{self.told}", person=self.person, community=self.town.places["community"], work=work,
            title="做了一件事", source="tests.something 1", day=localdate(self.at), claim=amount,
            minutes=60 * amount if work == Work.SHIFT else 0,
        )  # fmt: skip
        service = record(said, by=None, at=self.at)
        assert record(said, by=None, at=self.at) == service
        return service.pk

    @rule(pk=services)
    def is_approved(self, pk: int) -> None:
        before = Service.objects.get(pk=pk)
        by = self.town.hat("intake" if before.state == State.APPEALED else "community")
        unless = "" if self._goes_in(before) else "day_full"
        if self._is_allowed("approve", before, lambda: approve(before, reason="看过了", by=by, at=self.at), unless):
            self._earned(pk)

    @rule(pks=st.lists(services, max_size=4))
    def a_heap_is_approved(self, pks: list[int]) -> None:
        plain: list[int] = []
        heap = Counter[date]()
        for one in Service.objects.filter(pk__in=pks, state=State.WAITING, held=[]).order_by("pk"):
            if self._goes_in(one, heap[one.day]):
                heap[one.day] += one.minutes
                plain.append(one.pk)
        told = approve_heap(pks, by=self.town.hat("community"), at=self.at)
        left = Service.objects.undecided().filter(pk__in=pks).count()  # one that is named twice is one
        assert told == (len(plain), left)
        assert approve_heap(pks, by=self.town.hat("community"), at=self.at) == (0, left)
        for pk in plain:
            self._earned(pk)

    @rule(pk=services)
    def is_refused(self, pk: int) -> None:
        before = Service.objects.get(pk=pk)
        appealed = before.state == State.APPEALED
        by = self.town.hat("intake" if appealed else "community")
        move = "uphold" if appealed else "reject"
        self._is_allowed(move, before, lambda: reject(before, reason="没有到场", by=by, at=self.at))

    @rule(pk=services)
    def is_appealed(self, pk: int) -> None:
        before = Service.objects.get(pk=pk)
        if before.appeal_by is None or self.at <= before.appeal_by:
            self._is_allowed("appeal", before, lambda: appeal(before, words="我在", by=self.person, at=self.at))

    @rule(pk=services)
    def is_undone(self, pk: int) -> None:
        before, by = Service.objects.get(pk=pk), self.town.hat("community")
        if self._is_allowed("reverse", before, lambda: reverse_service(before, reason="记错了", by=by, at=self.at)):
            row = Transfer.objects.filter(key=keys_of(before)[1]).first()
            self.has -= before.points - (self.gone.pop(row.pk, 0) if row else 0)
            self.minutes -= before.minutes

    @rule(years=st.sampled_from([0, 1, None]), rate=st.integers(0, 3), most=st.none() | st.integers(0, 6))
    def the_rules_change(self, years: int | None, rate: int, most: int | None) -> None:
        Scheme.objects.update(expires_after_years=years, points_per_hour=rate, month_points=most)

    def _earned(self, pk: int) -> None:
        service = Service.objects.get(pk=pk)
        self.has += service.points
        self.minutes += service.minutes

    def _goes_in(self, service: Service, before_it: int = 0) -> bool:
        """A day has 24 hours."""
        that_day = Service.objects.filter(person=self.person, day=service.day, state=State.APPROVED)
        had = before_it + sum(that_day.values_list("minutes", flat=True))
        return not service.minutes or had + service.minutes <= 24 * 60

    def _is_allowed(self, move: str, before: Service, do: Callable[[], Service], unless: str = "") -> bool:
        """Done, it is done; told again, or where the table of moves has it not, it is refused and changes nothing.
        `unless`: the rule that now stands against it all the same."""
        allowed = before.state in MOVES[move].sources and not unless
        for first in (True, False):
            refused, after = "", before
            try:
                after = do()
            except Refused as no:
                refused = no.rule
            assert refused in (("",) if first and allowed else (unless or "not_now", "not_now", "same_reviewer"))
            assert refused or after.state == MOVES[move].target
        return allowed

    @rule(days=st.integers(1, 40))
    def time_goes_by(self, days: int) -> None:
        self.at += timedelta(days=days)
        over = Lot.objects.filter(account__person=self.person, expires_on__lt=localdate(self.at))
        for lot in over:
            self.has -= lot.left
            self.gone[lot.pk] += lot.left
        expire(at=self.at)
        assert expire(at=self.at) == 0

    @invariant()
    def the_sums_hold(self) -> None:
        assert balance(self.person) == self.has
        assert balance(self.person, Currency.HOURS) == self.minutes
        assert sum(fund.left for fund in funds()) == self.fund >= 0
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
