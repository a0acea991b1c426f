"""A good that somebody cannot have says why, where its button would be."""

from __future__ import annotations

import pytest

from accounts.models import User
from shop.models import Good
from tests.activities.calling import phone_of
from tests.factories import Town
from tests.resident.conftest import text
from tests.shop.scene import order, put_up
from volunteers.kinds import Tier

pytestmark = pytest.mark.usefixtures("monday")
BUTTON = "用积分换"


def test_what_is_sold_out_says_so_and_asks_nothing(town: Town, person: User) -> None:
    last = put_up(town, stock=1)
    order(person, last)
    page = text(phone_of(person).get(f"/volunteer/shop/{last.pk}/"))
    assert "“食用盐”换完了，等社区补货" in page
    assert BUTTON not in page
    assert 'name="quantity"' not in page


def test_what_is_for_a_higher_tier_says_for_whom(town: Town, person: User) -> None:
    page = text(phone_of(person).get(f"/volunteer/shop/{put_up(town, tier_only=Tier.VIP).pk}/"))
    assert "“食用盐”只给VIP 志愿者换，您现在是普通志愿者" in page
    assert BUTTON not in page


def test_what_can_be_had_keeps_its_button(person: User, salt: Good) -> None:
    page = text(phone_of(person).get(f"/volunteer/shop/{salt.pk}/"))
    assert BUTTON in page
    assert "换完了" not in page
