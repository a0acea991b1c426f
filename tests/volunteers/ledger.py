"""The ledger in few words."""

from datetime import date, datetime
from itertools import count

from accounts.models import User
from tests.factories import MONDAY
from volunteers.actions import Source, award, hold
from volunteers.kinds import Currency
from volunteers.models import Account, Lot, Transfer

_keys = count(1)


def source(key: str = "") -> Source:
    return Source(key or f"test:{next(_keys)}", "tests.something 1")


def earn(person: User, amount: int, *, until: date | None = None, at: datetime = MONDAY, key: str = "") -> Transfer:
    return award(
        person, currency=Currency.POINTS, amount=amount, source=source(key), expires_on=until, by=None, at=at
    )  # fmt: skip


def order(person: User, amount: int, *, at: datetime = MONDAY, key: str = "") -> Transfer:
    return hold(person, amount=amount, source=source(key), by=None, at=at)


def balance(person: User, currency: Currency = Currency.POINTS) -> int:
    found = Account.objects.filter(person=person, currency=currency).first()
    return found.balance if found else 0


def lots(person: User) -> list[int]:
    """What is left in each, the first earned first."""
    return list(Lot.objects.filter(account__person=person).order_by("pk").values_list("left", flat=True))
