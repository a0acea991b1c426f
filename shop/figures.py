"""积分怎么用的: what a community's points were given out for and came to, in one quarter, for everybody to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from grids.models import Place
from partyorg.hats import Hat
from shop.kinds import Moved
from shop.models import Aid, Donation, Order
from shop.windows import Days
from volunteers.funds import funds
from volunteers.kinds import Currency, Entry, Holder
from volunteers.models import Account, Service, Transfer
from volunteers.standing import communities_kept_by, in_keeping
from volunteers.workflow import State

MOST_GIFTS = 100


@dataclass(frozen=True, slots=True)
class Given:
    """Of one good in one quarter."""

    name: str
    quantity: int
    points: int


@dataclass(frozen=True, slots=True)
class Use:
    """`issued`: points awarded for services; `spent`: points of orders that were taken, by the ledger; `gifts`: what
    was given; `fund_given`, `aided`, `fund_back` and `fund_left`: the community's fund (公益积分), as it stood when
    the days were over.

    What was put right in the same days was never so. Put right later, these days stay as everybody has read them, and
    it stands in the days in which it was put right: points of services as `undone`, aid as `fund_back` (so that what
    was left before, given and back, less aid, is what is left), gifts as `gifts_undone`, goods that came back to the
    counter as `returned`.
    """

    issued: int
    services: int
    undone: int
    spent: int
    given: list[Given]
    returned: list[Given]
    gifts: list[Donation]
    gifts_undone: list[Donation]
    fund_given: int
    aided: list[Given]
    fund_back: int
    fund_left: int

    @property
    def aid(self) -> int:
        return sum(one.points for one in self.aided)

    @property
    def refunded(self) -> int:
        return sum(one.points for one in self.returned)

    @property
    def has_fund(self) -> bool:
        return bool(self.fund_given or self.aided or self.fund_back or self.fund_left)

    @property
    def is_empty(self) -> bool:
        rest = (self.services, self.undone, self.spent, self.returned, self.gifts, self.gifts_undone, self.has_fund)
        return not any(rest)


def use_of_points(community: Place, days: Days) -> Use:
    """Twelve queries."""
    stands, since, undone = _issued(community, days)
    to_the_shop = Transfer.objects.filter(entry=Entry.SPEND, taker__holder=Holder.SHOP, taker__place=community)
    to_the_shop = to_the_shop.filter(Q(ended_by=None) | Q(ended_by__at__gte=days.until))
    orders, aids = Order.objects.filter(community=community), Aid.objects.filter(community=community)
    back = Transfer.objects.filter(days.hold("at"), ends__aid__community=community, ends__at__lt=days.since)
    to_the_fund = Transfer.objects.filter(entry=Entry.GIVE, taker__holder=Holder.FUND, taker__place=community)
    gifts = Donation.objects.filter(community=community).order_by("-received_at")
    out = days.hold("moves__at") & Q(moves__kind=Moved.UNDONATED, received_at__lt=days.since)
    return Use(
        issued=stands["points"] + since["points"],
        services=stands["number"] + since["number"],
        undone=undone["points"],
        spent=_sum(to_the_shop.filter(days.hold("at"))),
        given=_by_good(orders.taken(days.until).filter(days.hold("ended_at"))),
        returned=_by_good(orders.filter(days.hold("returned_at"), ended_at__lt=days.since)),
        gifts=list(gifts.standing(days.until).filter(days.hold("received_at"))[:MOST_GIFTS]),
        gifts_undone=list(gifts.filter(out)[:MOST_GIFTS]),
        fund_given=_sum(to_the_fund.filter(days.hold("at"))),
        aided=_by_good(aids.standing(days.until).filter(days.hold("at"))),
        fund_back=_sum(back),
        fund_left=sum(fund.left for fund in funds(before=days.until).filter(place=community)),
    )


def _issued(community: Place, days: Days) -> list[dict[str, int]]:
    """What was awarded in these days and stands; what was, and was reversed after them; what was awarded before them
    and reversed in them. When a record is decided is when it was awarded, until it is reversed: then the ledger says.
    """
    services = Service.objects.filter(community=community, points__gt=0)
    reversed_ = services.filter(state=State.REVERSED).with_rows(Currency.POINTS)
    parts = (
        services.approved().filter(days.hold("decided_at")),
        reversed_.filter(days.hold("row_at"), decided_at__gte=days.until),
        reversed_.filter(days.hold("decided_at"), row_at__lt=days.since),
    )
    return [rows.aggregate(points=Coalesce(Sum("points"), 0), number=Count("pk")) for rows in parts]


@dataclass(frozen=True, slots=True)
class Fund:
    """公益积分 of one community: what it was given, what it spent on aid that stands, what it has left."""

    community: Place
    given: int
    spent: int
    left: int


def funds_of(hat: Hat) -> list[Fund]:
    """Of each community that this hat keeps, in the tree's order; by the ledger. Four queries."""
    given = _by_place(Transfer.objects.filter(entry=Entry.GIVE), "taker", hat)
    spent = _by_place(Transfer.objects.filter(entry=Entry.AID, ended_by=None), "giver", hat)
    left = dict(funds().filter(in_keeping(hat, "place")).order_by().values_list("place", "left"))
    of = (given, spent, left)
    return [Fund(one, *(sums.get(one.pk, 0) for sums in of)) for one in communities_kept_by(hat)]


def rows_of_funds(hat: Hat) -> QuerySet[Transfer]:
    """Every row of these funds, the newest first, with all that the desk says of it."""
    funds = Account.objects.filter(in_keeping(hat, "place"), holder=Holder.FUND).order_by().values("pk")
    rows = Transfer.objects.filter(Q(giver__in=funds) | Q(taker__in=funds)).order_by("-id")
    return rows.select_related(
        "giver__person__volunteer", "giver__place", "taker__place", "by", "aid__good", "ends__aid__good", "ended_by"
    )


def _by_place(rows: QuerySet[Transfer], side: str, hat: Hat) -> dict[int, int]:
    mine = rows.filter(in_keeping(hat, f"{side}__place"), **{f"{side}__holder": Holder.FUND})
    return dict(mine.order_by().values_list(f"{side}__place").annotate(sum=Sum("amount")))


def _sum(rows: QuerySet[Any]) -> int:
    return rows.aggregate(sum=Sum("amount"))["sum"] or 0


def _by_good(rows: QuerySet[Any]) -> list[Given]:
    """Of orders or aids: how many of each good, and for how many points."""
    found = rows.order_by().values("good_name").annotate(number=Sum("quantity"), cost=Sum(F("price") * F("quantity")))
    return [Given(row["good_name"], row["number"], row["cost"]) for row in found.order_by("-cost", "good_name")]
