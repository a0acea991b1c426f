"""The same form sent again with its mark and other words is another deed: it is refused, and nobody reads “done”."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from shop.models import Donation, Good, StockMove
from tests.activities.calling import phone_of
from tests.factories import MONDAY, Town
from tests.shop.scene import put_up, volunteer_in
from tests.volunteers.ledger import balance
from volunteers.actions import agree_family, ask_family
from volunteers.models import Scheme, Service

pytestmark = pytest.mark.usefixtures("monday")
AGAIN = "要另办一件，请重新打开"


def sends(client: Any, page: str, form: dict[str, Any], **other: Any) -> str:
    """Once, once more, and once with other words: what is said then."""
    for _ in range(2):
        answer = client.post(page, form)
        assert answer.status_code == 302, answer.content.decode()
    answer = client.post(page, {**form, **other})
    assert answer.status_code == 409
    return str(answer.content.decode())


def test_points_that_are_given(person: User) -> None:
    form = {"amount": "2", "key": str(uuid4())}
    said = sends(phone_of(person), "/volunteer/give/", form, amount="3")
    assert ("已经办过：捐出 2 分" in said, AGAIN in said, balance(person)) == (True, True, 18)


def test_points_that_pass_to_family(town: Town, person: User) -> None:
    Scheme.objects.update(family=True)
    other = volunteer_in(town)
    tie = ask_family(person.volunteer, phone=str(other.phone), at=MONDAY)
    assert tie
    agree_family(tie, by=other, at=MONDAY)
    form = {"amount": "2", "key": str(uuid4())}
    said = sends(phone_of(person), f"/volunteer/family/{tie.pk}/pass/", form, amount="3")
    assert ("已经办过：转给家人 2 分" in said, AGAIN in said, balance(other)) == (True, True, 2)


@pytest.mark.parametrize(("field", "value"), [
    ("title", "扫雪"), ("hours", "2"), ("day", "2026-11-15"), ("help", "ELDERLY"),
])  # fmt: skip
def test_a_paper(town: Town, person: User, field: str, value: str) -> None:
    type(person.volunteer).objects.update(joined_at=MONDAY.replace(month=10))
    form = {
        "phone": person.phone, "title": "清理楼道", "day": "2026-11-16", "hours": "1", "help": "", "key": str(uuid4())
    }  # fmt: skip
    said = sends(town.client("community"), "/desk/volunteers/paper/", form, **{field: value})
    assert ("已经办过：2026-11-16的“清理楼道”" in said, AGAIN in said) == (True, True)
    assert Service.objects.filter(work="PAPER").count() == 1


@pytest.mark.parametrize(("field", "value"), [
    ("item", "新书"), ("quantity", "5"), ("points", "7"), ("donor_name", "孙阿姨"), ("may_be_named", "on"),
])  # fmt: skip
def test_a_gift(town: Town, person: User, salt: Good, field: str, value: str) -> None:
    form = {
        "good": salt.pk, "item": "旧书", "quantity": "4", "phone": person.phone, "points": "6",
        "donor_name": "王阿姨", "key": str(uuid4()),
    }  # fmt: skip
    said = sends(town.client("community"), "/desk/shop/donations/new/", form, another="on", **{field: value})
    assert ("已经办过：旧书 × 4" in said, AGAIN in said, Donation.objects.count()) == (True, True, 1)


@pytest.mark.parametrize(("how", "first", "second", "done"), [
    ("BOUGHT", "5", "6", "购进 5 件"), ("WRITTEN_OFF", "5", "6", "报损 5 件"), ("COUNTED", "8", "9", "盘点 8 件"),
])  # fmt: skip
def test_stock(town: Town, salt: Good, how: str, first: str, second: str, done: str) -> None:
    form = {"how": how, "number": first, "note": "数过了", "key": str(uuid4())}
    said = sends(town.client("community"), f"/desk/shop/goods/{salt.pk}/", form, number=second)
    assert (f"已经办过：{done}" in said, AGAIN in said) == (True, True)
    assert StockMove.objects.filter(good=salt, kind=how, note="数过了").count() == 1


def test_stock_of_another_good(town: Town, salt: Good) -> None:
    rice, form = put_up(town, "大米"), {"how": "BOUGHT", "number": "5", "note": "", "key": str(uuid4())}
    client = town.client("community")
    assert client.post(f"/desk/shop/goods/{salt.pk}/", form).status_code == 302
    assert client.post(f"/desk/shop/goods/{rice.pk}/", form).status_code == 409


@pytest.mark.parametrize(("field", "value"), [("name", "细盐"), ("price", "4"), ("number", "9"), ("about", "在一楼")])
def test_a_good(town: Town, field: str, value: str) -> None:
    form = {
        "community": town.places["community"].pk, "kind": "GOODS", "name": "粗盐", "about": "", "price": "3",
        "number": "8", "tier_only": "PLAIN", "is_active": "on", "key": str(uuid4()),
    }  # fmt: skip
    said = sends(town.client("community"), "/desk/shop/goods/new/", form, **{field: value})
    assert ("已经办过：粗盐" in said, AGAIN in said, Good.objects.count()) == (True, True, 1)
