"""B21 志愿服务积分管理: whatever happens, a balance is the sum of its rows; the proof says so, and so does the page."""

from __future__ import annotations

from datetime import date

from django.db.models import Sum

from accounts.models import User
from tests.factories import MONDAY, Town, build_town
from tests.volunteers.ledger import balance, order
from tests.volunteers.people import joined, served
from volunteers.actions import approve, expire, release, reverse_service, spend
from volunteers.checking import check_ledger
from volunteers.kinds import Currency
from volunteers.models import Account, Lot, Transfer


def summed(person: User, currency: Currency) -> int:
    account = Account.objects.get(person=person, currency=currency)
    came = Transfer.objects.filter(taker=account).aggregate(sum=Sum("amount"))["sum"] or 0
    went = Transfer.objects.filter(giver=account).aggregate(sum=Sum("amount"))["sum"] or 0
    return int(came - went)


def agrees(person: User) -> bool:
    same = all(balance(person, currency) == summed(person, currency) for currency in Currency)
    return same and check_ledger().amiss == []


def test_a_balance_is_the_sum_of_its_rows(db: None) -> None:
    town: Town = build_town()
    person = User.objects.create_user("v", name="林志愿")
    joined(town, person)
    keeper, other = town.hat("community"), town.hat("intake")
    first = approve(served(town, person, hours=2), by=keeper, at=MONDAY)
    approve(served(town, person, hours=1, at=MONDAY.replace(hour=6)), by=keeper, at=MONDAY)
    assert (balance(person), balance(person, Currency.HOURS), agrees(person)) == (3, 180, True)
    spend(order(person, 1), shop=town.places["community"], by=None, at=MONDAY)
    release(order(person, 1), reason="不要了", by=None, at=MONDAY)
    assert (balance(person), agrees(person)) == (2, True)
    reverse_service(first, reason="记错了人", by=other, at=MONDAY)
    assert (balance(person), balance(person, Currency.HOURS), agrees(person)) == (0, 60, True)
    approve(served(town, person, at=MONDAY.replace(hour=4)), by=keeper, at=MONDAY)
    Lot.objects.update(expires_on=date(2026, 11, 15))
    expire(at=MONDAY)
    assert (balance(person), agrees(person)) == (0, True)
