"""积分怎么用的: what a community's points were given out for and came to, in one quarter, for everybody to read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, Sum

from grids.models import Place
from shop.models import Donation, Order
from shop.windows import Days
from shop.workflow import State
from volunteers.kinds import Entry, Holder
from volunteers.models import Service, Transfer

MOST_GIFTS = 100


@dataclass(frozen=True, slots=True)
class Given:
    """Of one good in one quarter."""

    name: str
    quantity: int
    points: int


@dataclass(frozen=True, slots=True)
class Use:
    """`issued`: points awarded for services that stand; `spent`: points of orders that were taken, by the ledger."""

    issued: int
    services: int
    spent: int
    given: list[Given]
    gifts: list[Donation]

    @property
    def is_empty(self) -> bool:
        return not (self.services or self.spent or self.gifts)


def use_of_points(community: Place, days: Days) -> Use:
    """Four queries."""
    awarded = Service.objects.approved().filter(days.hold("decided_at"), community=community, points__gt=0)
    issued = awarded.aggregate(points=Sum("points"), number=Count("pk"))
    to_the_shop = Transfer.objects.filter(entry=Entry.SPEND, taker__holder=Holder.SHOP, taker__place=community)
    gifts = Donation.objects.filter(days.hold("received_at"), community=community)
    return Use(
        issued=issued["points"] or 0,
        services=issued["number"],
        spent=to_the_shop.filter(days.hold("at")).aggregate(sum=Sum("amount"))["sum"] or 0,
        given=list(_given(community, days)),
        gifts=list(gifts.order_by("-received_at")[:MOST_GIFTS]),
    )


def _given(community: Place, days: Days) -> list[Given]:
    taken = Order.objects.filter(days.hold("ended_at"), community=community, state=State.TAKEN).order_by()
    rows = taken.values("good__name").annotate(number=Sum("quantity"), cost=Sum(F("price") * F("quantity")))
    return [Given(row["good__name"], row["number"], row["cost"]) for row in rows.order_by("-cost", "good__name")]
