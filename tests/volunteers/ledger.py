"""The ledger in few words."""

from datetime import date, datetime
from itertools import count

from accounts.models import User
from grids.models import Level, Place
from tests.factories import MONDAY
from volunteers.actions import Source, award, hold, reverse
from volunteers.actions.services import keys_of
from volunteers.kinds import Currency, Work
from volunteers.models import Account, Lot, Service, Transfer
from volunteers.workflow import State

_keys = count(1)


def source(key: str = "") -> Source:
    return Source(key or f"test:{next(_keys)}", "tests.something 1")


def earn(person: User, amount: int, *, until: date | None = None, at: datetime = MONDAY, key: str = "") -> Transfer:
    """For a service that was approved long ago, so that the ledger's proof knows what it is for."""
    service = _approved(person, amount, at, key or f"test:{next(_keys)}")
    told = Source(keys_of(service)[1], f"volunteers.service {service.pk}")
    return award(person, currency=Currency.POINTS, amount=amount, source=told, expires_on=until, by=None, at=at)


def undo(row: Transfer, *, at: datetime = MONDAY) -> Transfer:
    """The service as well as its row."""
    Service.objects.filter(pk=row.source.split()[-1]).update(state=State.REVERSED, reason="记错了")
    return reverse(row, reason="记错了", by=None, at=at)


def _approved(person: User, points: int, at: datetime, key: str) -> Service:
    here = Place.objects.filter(level=Level.COMMUNITY).first() or Place.objects.first()
    said = {
        "person": person, "work": Work.DONATION, "title": "捐赠", "source": "tests.something 1", "day": at.date(),
        "community": here or Place.objects.create(code="990001", name="测试区", level=Level.DISTRICT),
        "claim": points, "points": points, "state": State.APPROVED, "decided_at": at, "recorded_at": at,
    }  # fmt: skip
    return Service.objects.get_or_create(key=key, defaults=said)[0]


def order(person: User, amount: int, *, at: datetime = MONDAY, key: str = "") -> Transfer:
    return hold(person, amount=amount, source=source(key), by=None, at=at)


def balance(person: User, currency: Currency = Currency.POINTS) -> int:
    found = Account.objects.filter(person=person, currency=currency).first()
    return found.balance if found else 0


def lots(person: User) -> list[int]:
    """What is left in each, the first earned first."""
    return list(Lot.objects.filter(account__person=person).order_by("pk").values_list("left", flat=True))
