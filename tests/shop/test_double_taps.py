"""A form tapped eight times at once: one deed, and each tap is told that it is done. What the first has done is no
reason to refuse the second: the same gift “came already”, the same name “is there already”, the stock “is too small”.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from shop.models import Donation, Good, StockMove
from tests.cases.test_racing import at_once
from tests.factories import Town, build_town
from tests.shop.scene import all_holds, put_up, stock_of
from tests.shop.test_racing import one_each, sends

pytestmark = [
    pytest.mark.django_db(transaction=True), pytest.mark.enough_on("postgres"), pytest.mark.usefixtures("monday")
]  # fmt: skip
TAPS = 8


@pytest.fixture
def town() -> Town:
    return build_town()


def tapped(town: Town, page: str, form: dict[str, Any]) -> dict[str, int]:
    """Each in a browser of its own, with the same mark."""
    form = {**form, "key": str(uuid4())}
    return dict(at_once(one_each([sends(town.client("community"), page, form) for _ in range(TAPS)]), TAPS))


def test_one_gift_is_taken_in_once(town: Town) -> None:
    books = put_up(town, "旧书")
    form = {"good": str(books.pk), "item": "旧书", "quantity": "3", "donor_name": "王阿姨"}
    assert tapped(town, "/desk/shop/donations/new/", form) == {"302": TAPS}
    assert (Donation.objects.count(), stock_of(books), all_holds()) == (1, 13, True)


def test_one_good_is_put_up_once(town: Town) -> None:
    form = {
        "kind": "GOODS", "name": "食用盐", "price": "5", "number": "3", "tier_only": "PLAIN", "is_active": "on",
        "community": str(town.places["community"].pk),
    }  # fmt: skip
    assert tapped(town, "/desk/shop/goods/new/", form) == {"302": TAPS}
    assert (stock_of(Good.objects.get()), all_holds()) == (3, True)


def test_what_is_written_off_whole_is_written_off_once(town: Town) -> None:
    salt = put_up(town, stock=10)
    form = {"how": "WRITTEN_OFF", "number": "10", "note": "受潮了"}
    assert tapped(town, f"/desk/shop/goods/{salt.pk}/", form) == {"302": TAPS}
    assert (StockMove.objects.filter(kind="WRITTEN_OFF").count(), stock_of(salt), all_holds()) == (1, 0, True)
