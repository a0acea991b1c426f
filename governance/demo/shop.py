"""积分超市 in the demo's home community: on the shelf, ordered, handed over, given. All names are invented."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils.timezone import localdate

from accounts.models import User
from governance.demo.checkins import Home
from grids.models import Place
from partyorg.hats import Hat, hat_of
from partyorg.kinds import Role
from partyorg.models import Post
from shop import actions
from shop.kinds import Kind
from shop.models import Good, Order
from volunteers.actions import Done, Source, approve_all, give, record
from volunteers.kinds import Tier, Work
from volunteers.models import Volunteer

# what, points, how many, and what else there is to say of it
SHELF: list[tuple[str, int, int, dict[str, Any]]] = [
    ("食用盐 400 克", 3, 60, {}),
    ("洗衣皂两块", 5, 40, {}),
    ("抽纸一提", 8, 36, {"about": "一提 6 包。", "most_each": 2}),
    ("鸡蛋 10 枚", 10, 30, {"about": "每周三到货。", "most_each": 1}),
    ("大米 5 千克", 40, 12, {"most_each": 1}),
    ("理发一次", 6, 8, {"kind": Kind.SERVICE, "about": "社区一楼，周二、周四下午，先打电话约。"}),
    ("家电清洗一次", 30, 5, {"kind": Kind.SERVICE, "about": "油烟机或者空调，上门。", "tier_only": Tier.SILVER}),
    ("体检一次", 80, 3, {"kind": Kind.SERVICE, "about": "社区卫生服务中心，凭码预约。", "tier_only": Tier.VIP}),
    ("儿童绘本", 2, 0, {}),
    ("暖手宝", 15, 1, {}),
]
# into which good, what, how many, who, whether they may be named
GIFTS = [
    ("儿童绘本", "旧绘本", 24, "骆清和", True),
    ("抽纸一提", "抽纸", 10, "", False),
    ("洗衣皂两块", "洗衣皂", 12, "四季便民超市", True),
]
ORDERED = ["食用盐 400 克", "洗衣皂两块", "食用盐 400 克", "抽纸一提", "洗衣皂两块", "食用盐 400 克"]
WAITING = (0, 5)  # of these; the others were fetched
SHOPPERS, WEEKS = 4, 9


def add_shop(*, at: datetime) -> None:
    """By the real actions, each at its own day; after the teams, whose helpers shop here."""
    home = Home.of(at)
    second = _intake(home.place, at)
    for name, price, number, more in SHELF:
        offer = actions.Offer(name=name, price=price, **more)
        actions.add_good(offer, community=home.place, number=number, by=home.keeper, at=at - timedelta(days=25))
    goods = {good.name: good for good in Good.objects.filter(community=home.place).select_related("community")}
    for days, (into, item, number, donor, may_be_named) in enumerate(GIFTS, 8):
        gift = actions.Gift(goods[into], item, number, donor_name=donor, may_be_named=may_be_named)
        actions.receive_donation(gift, by=second, at=at - timedelta(days=days))
    volunteers = Volunteer.objects.active().filter(community=home.place).select_related("person").order_by("pk")
    people = [one.person for one in volunteers[:SHOPPERS]]
    _earn(home, people, second, at)
    _shop(home, people, goods, second, at)
    _fund(home, people, goods["食用盐 400 克"], second, at)


def _earn(home: Home, people: list[User], second: Hat, at: datetime) -> None:
    """By two hours at a time, recorded by one and approved by another."""
    recorded = []
    for number, person in enumerate(people):
        for week in range(WEEKS + number):
            ends_at = at - timedelta(days=9 + 7 * week, hours=number)
            done = Done(
                key=f"demo:shop:{person.pk}:{week}", person=person, community=home.place, work=Work.ACTIVITY,
                title="周末清扫楼院", source="governance.demo 1", day=localdate(ends_at),
                starts_at=ends_at - timedelta(hours=2), ends_at=ends_at,
            )  # fmt: skip
            recorded.append(record(done, by=home.keeper.person, at=ends_at).pk)
    approve_all(recorded, by=second, at=at - timedelta(days=8))


def _shop(home: Home, people: list[User], goods: dict[str, Good], second: Hat, at: datetime) -> None:
    """The first of them has something that waits."""
    for number, name in enumerate(ORDERED):
        then = at - timedelta(days=6, hours=-3 * number)
        order = _ordered(goods[name], people[number % len(people)], then)
        if number not in WAITING:
            fetched_at = then + timedelta(hours=2)
            actions.hand_over(order, shown_at=fetched_at, witness=second.person, by=home.keeper, at=fetched_at)


def _fund(home: Home, people: list[User], salt: Good, second: Hat, at: datetime) -> None:
    """Two give points to the community, which spends some of them."""
    for number, amount in enumerate((6, 4)):
        source = Source(f"demo:fund:{number}", "governance.demo 1")
        give(people[number], amount=amount, to=home.place, source=source, at=at - timedelta(days=4 - number))
    assert second.person
    need = actions.Need(salt, 2, "3 号楼的独居老人", "住院回来，一个人过", second.person)
    actions.aid(need, by=home.keeper, at=at - timedelta(days=2))


def _ordered(good: Good, person: User, at: datetime) -> Order:
    return actions.place_order(good, quantity=1, price=good.price, key=uuid4(), by=person, at=at)


def _intake(place: Place, at: datetime) -> Hat:
    first = Post.objects.filter(role=Role.INTAKE_OFFICER, organisation__place=place).order_by("id").values("person")[:1]
    return hat_of(User.objects.get(pk__in=first), at)
