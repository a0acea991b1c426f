"""What is one number each: members, check-ins, wishes, volunteers, points. All of them in one query."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import BigIntegerField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import get_current_timezone

from checkins.models import Claim, MemberCheckIn, Wish
from checkins.workflow import WishState
from dashboards.periods import Period
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


def numbers(place: Place, period: Period, on: date) -> Mapping[str, int]:
    """By name, as `indicators.of_registers` asks for them. One query."""
    asked = {**_of_party_life(place, on), **_of_check_ins(place, period), **_of_volunteers(place, period)}
    columns = {f"{_OWN}{name}": one for name, one in asked.items()}
    row = Place.objects.filter(pk=place.pk).order_by().annotate(**columns).values(*columns).get()
    return {name.removeprefix(_OWN): value or 0 for name, value in row.items()}


def _of_party_life(place: Place, on: date) -> dict[str, Subquery]:
    quarter = period_of(on, Span.QUARTER)
    members = members_of(_organisations_of(place), quarter, on).order_by().values("pk")
    took = members.filter(pk__in=took_part(quarter))
    return {"members": _HowMany(members), "took_part": _HowMany(took)}


def _organisations_of(place: Place) -> QuerySet[Organisation]:
    """Those in the place, those of its estates, and all below the party organisations that the place itself has."""
    above = {"tree_id": OuterRef("tree_id"), "lft__lte": OuterRef("lft"), "rght__gte": OuterRef("rght")}
    own = Organisation.objects.order_by().filter(place=place.pk, kind__in=sorted(OF_MEMBERS), **above)
    mine = Q(under(place, "place__")) | Q(under(place, "serves__community__")) | Q(Exists(own))
    return Organisation.objects.order_by().filter(mine)


def _of_check_ins(place: Place, period: Period) -> dict[str, Subquery]:
    here = MemberCheckIn.objects.order_by().filter(under(place, "community__"))
    claims = Claim.objects.open().order_by().filter(check_in=OuterRef("pk"))
    wishes = Wish.objects.order_by().filter(under(place, "community__")).exclude(state=WishState.WITHDRAWN)
    begin, end = moments(period)
    published = wishes.filter(published_at__gte=begin, published_at__lt=end)
    return {
        "announced": _HowMany(here.open().values("pk")),
        "checked_in": _HowMany(here.confirmed().values("pk")),
        "with_claim": _HowMany(here.confirmed().filter(Exists(claims)).values("pk")),
        "wishes": _HowMany(published.values("pk")),
        "wishes_taken": _HowMany(published.filter(state__in=[WishState.CLAIMED, WishState.DONE]).values("pk")),
    }


def _of_volunteers(place: Place, period: Period) -> dict[str, Subquery]:
    """Records by their day, movements of the ledger by their moment; what lies in accounts and waits is as of now."""
    begin, end = moments(period)
    services = Service.objects.order_by().filter(under(place, "community__"))
    done = services.filter(state=State.APPROVED, day__range=(period.first, period.last))
    moved = Transfer.objects.order_by().filter(currency=Currency.POINTS, at__gte=begin, at__lt=end)
    spent = moved.filter(under(place, "taker__place__"), entry=Entry.SPEND, taker__holder=Holder.SHOP)
    expired = moved.filter(under(place, "giver__person__volunteer__community__"), entry=Entry.EXPIRE)
    accounts = Account.objects.order_by().filter(
        under(place, "person__volunteer__community__"), holder=Holder.PERSON, currency=Currency.POINTS
    )
    return {
        "volunteers": _HowMany(Volunteer.objects.order_by().active().filter(under(place, "community__")).values("pk")),
        "minutes": _Total(done.values(number=F("minutes"))),
        "earned": _Total(done.values(number=F("points"))),
        "spent": _Total(spent.values(number=F("amount"))),
        "expired": _Total(expired.values(number=F("amount"))),
        "outstanding": _Total(accounts.values(number=F("balance"))),
        "waiting": _HowMany(services.filter(state__in=UNDECIDED).values("pk")),
    }
