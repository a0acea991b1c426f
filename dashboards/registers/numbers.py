"""What is one number each: members, check-ins, wishes, volunteers, points, findings. All of them in one query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import BigIntegerField, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils.timezone import get_current_timezone

from checkins.models import Claim, MemberCheckIn, Wish
from checkins.workflow import WishState
from dashboards.periods import Period
from dashboards.registers.findings import GRID, RECTIFIED, settled
from dashboards.registers.rows import under
from grids.models import Place
from partylife.coverage import members_of, took_part
from partylife.kinds import Span
from partylife.periods import period_of
from partyorg.kinds import OF_MEMBERS
from partyorg.models import Organisation
from volunteers.kinds import Currency, Entry, Holder
from volunteers.models import Account, Service, Transfer, Volunteer
from volunteers.workflow import UNDECIDED, State

_OWN = "number_of_"  # no column may be called like one of the place's
_DAY = timedelta(days=1)


class _HowMany(Subquery):
    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


class _Total(Subquery):
    """Of the column `number`."""

    template = "(SELECT COALESCE(SUM(summed.number), 0) FROM (%(subquery)s) AS summed)"
    output_field = BigIntegerField()


def moments(period: Period) -> tuple[datetime, datetime]:
    """The beginning of its first day, and of the day after its last."""
    zone = get_current_timezone()
    return datetime.combine(period.first, time.min, zone), datetime.combine(period.last + _DAY, time.min, zone)


@dataclass(frozen=True, slots=True)
class Counted:
    """What one number is made of: how many `rows`, or the sum of their column `value`. `where`: the column with the
    community of each; `apart`: by what those of one community are told apart, never by persons.
    """

    rows: QuerySet[Any]
    where: str
    value: str = ""
    apart: str | TruncDate = ""

    def total(self) -> Subquery:
        return _Total(self.rows.values(number=F(self.value))) if self.value else _HowMany(self.rows.values("pk"))


def numbers(place: Place, period: Period, on: date) -> Mapping[str, int]:
    """By name, as `indicators.of_registers` asks for them. One query."""
    asked = {**_of_party_life(place, on), **{name: one.total() for name, one in counted(place, period).items()}}
    columns = {f"{_OWN}{name}": one for name, one in asked.items()}
    row = Place.objects.filter(pk=place.pk).order_by().annotate(**columns).values(*columns).get()
    return {name.removeprefix(_OWN): value or 0 for name, value in row.items()}


def counted(place: Place, period: Period) -> dict[str, Counted]:
    """By name, what is counted of communities."""
    return {**_of_check_ins(place, period), **_of_volunteers(place, period), **_of_patrols(place, period)}


def _of_party_life(place: Place, on: date) -> dict[str, Subquery]:
    members, took = _members(place, on)
    return {"members": _HowMany(members.values("pk")), "took_part": _HowMany(members.filter(took).values("pk"))}


def life_by_organisation(place: Place, on: date) -> list[tuple[Any, ...]]:
    """Of each organisation: its tree and place in it, where it and the community of its estate begin in the tree of
    places, how many of its members took part, how many they are. One query.
    """
    members, took = _members(place, on)
    columns = ("tree_id", "lft", "place__lft", "serves__community__lft")
    rows = members.values_list(*(f"organisation__{one}" for one in columns), "organisation")
    rows = rows.annotate(took=Count("pk", filter=took), members=Count("pk"))
    return [(tree, lft, at, served, many, of) for tree, lft, at, served, _, many, of in rows]


def _members(place: Place, on: date) -> tuple[QuerySet[Any], Q]:
    """Those of the quarter, and which of them took part in something."""
    quarter = period_of(on, Span.QUARTER)
    return members_of(_organisations_of(place), quarter, on).order_by(), Q(pk__in=took_part(quarter))


def _organisations_of(place: Place) -> QuerySet[Organisation]:
    """Those in the place, those of its estates, and all below the party organisations that the place itself has."""
    above = {"tree_id": OuterRef("tree_id"), "lft__lte": OuterRef("lft"), "rght__gte": OuterRef("rght")}
    own = Organisation.objects.order_by().filter(place=place.pk, kind__in=sorted(OF_MEMBERS), **above)
    mine = Q(under(place, "place__")) | Q(under(place, "serves__community__")) | Q(Exists(own))
    return Organisation.objects.order_by().filter(mine)


def _of_check_ins(place: Place, period: Period) -> dict[str, Counted]:
    here = MemberCheckIn.objects.order_by().filter(under(place, "community__"))
    claims = Claim.objects.open().order_by().filter(check_in=OuterRef("pk"))
    wishes = Wish.objects.order_by().filter(under(place, "community__")).exclude(state=WishState.WITHDRAWN)
    begin, end = moments(period)
    published = wishes.filter(published_at__gte=begin, published_at__lt=end)
    return {
        "announced": Counted(here.open(), "community", apart="state"),
        "checked_in": Counted(here.confirmed(), "community", apart="state"),
        "with_claim": Counted(here.confirmed().filter(Exists(claims)), "community", apart="state"),
        "wishes": Counted(published, "community", apart="state"),
        "wishes_taken": Counted(
            published.filter(state__in=[WishState.CLAIMED, WishState.DONE]), "community", apart="state"
        ),
    }


def _of_volunteers(place: Place, period: Period) -> dict[str, Counted]:
    """Records by their day, movements of the ledger by their moment; what lies in accounts and waits is as of now."""
    begin, end = moments(period)
    services = Service.objects.order_by().filter(under(place, "community__"))
    done = services.filter(state=State.APPROVED, day__range=(period.first, period.last))
    moved = Transfer.objects.order_by().filter(currency=Currency.POINTS, at__gte=begin, at__lt=end)
    spent = moved.filter(under(place, "taker__place__"), entry=Entry.SPEND, taker__holder=Holder.SHOP, ended_by=None)
    expired = moved.filter(under(place, "giver__person__volunteer__community__"), entry=Entry.EXPIRE)
    accounts = Account.objects.order_by().filter(
        under(place, "person__volunteer__community__"), holder=Holder.PERSON, currency=Currency.POINTS
    )
    return {
        "volunteers": Counted(
            Volunteer.objects.order_by().active().filter(under(place, "community__")), "community", apart="tier"
        ),
        "minutes": Counted(done, "community", "minutes", "work"),
        "earned": Counted(done, "community", "points", "work"),
        "spent": Counted(spent, "taker__place", "amount", TruncDate("at")),
        "expired": Counted(expired, "giver__person__volunteer__community", "amount", TruncDate("at")),
        "outstanding": Counted(accounts, "person__volunteer__community", "balance", "person__volunteer__tier"),
        "waiting": Counted(services.filter(state__in=UNDECIDED), "community", apart="work"),
    }


def _of_patrols(place: Place, period: Period) -> dict[str, Counted]:
    found = settled(place, *moments(period))
    return {
        "findings": Counted(found, GRID, apart="outcome"),
        "findings_rectified": Counted(found.filter(RECTIFIED), GRID, apart="outcome"),
    }
