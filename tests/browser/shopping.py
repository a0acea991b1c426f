"""积分超市 in every state, by whoever has signed in and become a volunteer (tests/browser/every_state.py)."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from shop.actions import return_order
from shop.models import Order
from tests.shop.scene import hand_over, put_up
from tests.volunteers.ledger import earn
from worktime import clock


def shops(visit: Any) -> None:
    """With points for some of what there is."""
    earn(User.objects.filter(volunteer__name="林志愿").latest("pk"), 20)
    for name, price, tier in [("食用盐", 5, "PLAIN"), ("大米 5 千克", 90, "PLAIN"), ("体检", 8, "VIP")]:
        put_up(visit.town, name, price=price, tier_only=tier)
    put_up(visit.town, "儿童绘本", price=2, stock=0)
    visit.to("/volunteer/shop/")


def orders_nothing(visit: Any) -> None:
    visit.page.get_by_label("换几件").fill("0")
    visit.taps("用积分换")


def orders(visit: Any) -> None:
    visit.page.get_by_label("换几件").fill("2")
    visit.taps("用积分换")
    visit.page.get_by_text("取货码，给社区的人看").wait_for()


def gets_their_points_back(visit: Any) -> None:
    """What they ordered was handed over to somebody else, and brought back."""
    at, placed = clock.now(), Order.objects.latest("pk")
    clerk = visit.town.hat("community", at)
    hand_over(placed, witness=visit.town.people["worker"], by=clerk, at=at)
    return_order(placed, reason="递给了别人，拿回来了", on_shelf=True, by=clerk, at=at)
    visit.to(f"/volunteer/shop/orders/{placed.pk}/")


SHOPPING = [
    ("shop", shops),
    ("shop-offer", lambda visit: visit.page.get_by_role("link", name="换这个").first.click()),
    ("shop-offer-wrong", orders_nothing),
    ("shop-code", orders),
    ("shop-cancel", lambda visit: visit.page.get_by_role("link", name="不要了，取消").click()),
    ("shop-returned", gets_their_points_back),
    ("shop-mine", lambda visit: visit.to("/volunteer/shop/orders/")),
    ("shop-used", lambda visit: visit.to("/volunteer/shop/used/370203022001/")),
]
