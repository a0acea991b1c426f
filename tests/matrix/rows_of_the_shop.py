"""积分超市: a good and an order of the first community, and the same of a far one."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from accounts.models import User
from partyorg.kinds import Role
from shop.models import Aid, Beside, Donation, Good, Order
from tests.factories import MONDAY
from tests.matrix.people import EVERY_ROLE
from tests.matrix.row import ANYBODY, PAGE, REFUSED, SIGN_IN, Row, none
from tests.matrix.world import COMMUNITIES, OWN, STRANGERS, World
from tests.volunteers.ledger import earn, order, source
from volunteers.actions import give, spend_fund_within
from volunteers.models import Volunteer

KEEP = frozenset(
    {Role.COMMUNITY_SECRETARY, Role.INTAKE_OFFICER, Role.STREET_OFFICER, Role.STREET_SECRETARY, Role.STREET_DIRECTOR}
)
OPENS = {OWN: KEEP, STRANGERS: frozenset[Role]()}
OTHERS = dict.fromkeys(OPENS, EVERY_ROLE - KEEP)  # they are told whose the shop is, whatever they ask for
TOLD: dict[str, Any] = {"otherwise": REFUSED}


def _good(world: World, whose: str) -> Good:
    community = world.town.places[COMMUNITIES[whose]]
    return Good.objects.get_or_create(community=community, name="测", defaults={"price": 1, "stock": 1})[0]


def good(world: World, whose: str, _who: str) -> list[Any]:
    return [_good(world, whose).pk]


def ordered(world: World, whose: str, _who: str) -> list[Any]:
    made = Order.objects.filter(key=UUID(int=len(whose))).first()
    return [(made or _ordered(_good(world, whose), whose)).pk]


def _ordered(of: Good, whose: str) -> Order:
    person = User.objects.create_user(f"shopper-{len(whose)}", name="测")
    Volunteer.objects.create(
        person=person, community=of.community, name="测", birthday="1990-01-01", joined_at=MONDAY
    )  # fmt: skip
    earn(person, 1)
    return Order.objects.create(
        key=UUID(int=len(whose)), person=person, community=of.community, good=of, good_name=of.name, quantity=1,
        price=1, held=order(person, 1), code="000000", code_hash=whose, placed_at=MONDAY, expires_on=MONDAY.date(),
    )  # fmt: skip


def handed(world: World, whose: str, who: str) -> list[Any]:
    """To whoever asks it says that they were there; a stranger's is another's."""
    named = world.people.users.get(who) if whose == OWN else None
    return [_handed(world, whose, who, named or world.town.people["far_street"]).pk]


def denied(world: World, whose: str, _who: str) -> list[Any]:
    made = _handed(world, whose, "denied", world.town.people["far_street"])
    Beside.objects.filter(pk=made.pk).update(denied_at=MONDAY, words="测")
    return [made.order_id]


def _handed(world: World, whose: str, who: str, named: User) -> Beside:
    of, key = _good(world, whose), f"{whose}-{who}"
    if known := Beside.objects.filter(order__code_hash=key).first():
        return known
    by, _ = User.objects.get_or_create(username="receiver", defaults={"name": "测"})
    person = User.objects.create_user(f"handed-{key}", name="测")
    earn(person, 1)
    taken = Order.objects.create(
        key=uuid4(), person=person, community=of.community, good=of, good_name=of.name, quantity=1, price=1,
        held=order(person, 1), code="000000", code_hash=key, placed_at=MONDAY, expires_on=MONDAY.date(), state="TAKEN",
        ended_at=MONDAY, ended_by=by, witness="测",
    )  # fmt: skip
    return Beside.objects.create(order=taken, person=named, named_at=MONDAY)


def community(world: World, whose: str, _who: str) -> list[Any]:
    return [world.town.places[COMMUNITIES[whose]].code]


def fund(world: World, whose: str, _who: str) -> list[Any]:
    return [world.town.places[COMMUNITIES[whose]].pk]


def aided(world: World, whose: str, _who: str) -> list[Any]:
    made = Aid.objects.filter(key=UUID(int=len(whose))).first()
    return [(made or _aided(_good(world, whose), whose)).pk]


def _aided(of: Good, whose: str) -> Aid:
    giver, _ = User.objects.get_or_create(username=f"giver-{len(whose)}", defaults={"name": "测"})
    earn(giver, 1)
    give(giver, amount=1, to=of.community, source=source(), at=MONDAY)
    spent = spend_fund_within(of.community, amount=1, source=source(), by=giver, at=MONDAY)
    return Aid.objects.create(
        key=UUID(int=len(whose)), community=of.community, good=of, good_name=of.name, quantity=1, price=1,
        spent=spent, whom="测", why="测", witness="测", at=MONDAY, by=giver,
    )  # fmt: skip


def donated(world: World, whose: str, _who: str) -> list[Any]:
    made = Donation.objects.filter(key=UUID(int=len(whose))).first()
    return [(made or _donated(_good(world, whose), whose)).pk]


def _donated(of: Good, whose: str) -> Donation:
    receiver, _ = User.objects.get_or_create(username=f"receiver-{len(whose)}", defaults={"name": "测"})
    return Donation.objects.create(
        key=UUID(int=len(whose)), community=of.community, good=of, item="测", quantity=1, received_by=receiver,
        received_at=MONDAY,
    )  # fmt: skip


IN_THE_SHOP = {
    **{f"shop:{page}": Row({ANYBODY: KEEP}, **TOLD, wrong="DELETE") for page in ("counter", "add", "donate")},
    **{f"shop:{page}": Row({ANYBODY: KEEP}, **TOLD, wrong="POST") for page in ("orders", "goods", "donations", "fund")},
    **{f"shop:{page}": Row(OPENS, good, OTHERS, wrong="DELETE") for page in ("good", "edit")},
    **{
        f"shop:{page}": Row(OPENS, ordered, OTHERS, wrong="DELETE")
        for page in ("hand_over", "cancel_for", "return_order")
    },
    "shop:aid": Row(OPENS, fund, OTHERS, wrong="DELETE"),
    "shop:take_back": Row(OPENS, aided, OTHERS, wrong="DELETE"),
    "shop:undo_donation": Row(OPENS, donated, OTHERS, wrong="DELETE"),
    "shop:absence": Row(OPENS, denied, OTHERS, wrong="DELETE"),
    "shop:beside": Row({OWN: EVERY_ROLE, STRANGERS: frozenset()}, handed, wrong="DELETE"),
    # to whoever has proved their phone (tests/shop/test_my_shop.py); the others are asked for it
    **{
        f"shopping:{page}": Row({ANYBODY: frozenset()}, args, otherwise=SIGN_IN, no_post=SIGN_IN)
        for page, args in [
            ("shelf", none),
            ("mine", none),
            ("offer", lambda *_: [1]),
            ("order", lambda *_: [1]),
            ("cancel", lambda *_: [1]),
        ]
    },
    "shopping:use": Row({OWN: EVERY_ROLE, STRANGERS: EVERY_ROLE}, community, no_post=PAGE, visitor=PAGE, wrong="POST"),
}
