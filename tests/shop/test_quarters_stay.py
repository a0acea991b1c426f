"""A quarter that is over stays as everybody has read it; what is put right later stands in its own quarter."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from shop.actions import Gift, receive_donation, undo_donation
from shop.models import Good
from tests.factories import MONDAY, Town
from tests.volunteers.people import served
from volunteers.actions import approve, reverse_service
from volunteers.models import Service

LATER = MONDAY + timedelta(days=60)
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def page(town: Town) -> str:
    return f"/volunteer/shop/used/{town.places['community'].code}/"


def _approved(town: Town, person: User, *, before: int = 0) -> Service:
    """An hour, so many hours ago, approved now."""
    done = served(town, person, at=MONDAY - timedelta(hours=before))
    return approve(done, by=town.hat("community"), at=MONDAY)


def said(page: str, **query: str) -> str:
    return Client().get(page, query).content.decode()


def test_points_reversed_later_are_taken_back_in_the_quarter_of_the_reversal(
    town: Town, person: User, page: str, monday: time_machine.Traveller
) -> None:
    kept, wrong = (_approved(town, person, before=number) for number in (0, 2))
    before = said(page)
    assert "<b>22 分</b>，3 次志愿服务得的" in before
    monday.move_to(LATER)
    reverse_service(wrong, reason="记错了人", by=town.hat("intake"), at=LATER)
    old, new = said(page, q="2026-4"), said(page)
    assert ("<b>22 分</b>，3 次志愿服务得的" in old, "冲回" in old) == (True, False)
    assert ("<b>0 分</b>，0 次" in new, "冲回</dt><dd><b>1 分</b>，以前发错的收回了" in new) == (True, True)
    assert kept.points == 1


def test_what_is_reversed_in_the_same_quarter_was_never_issued(town: Town, person: User, page: str) -> None:
    wrong = approve(served(town, person), by=town.hat("community"), at=MONDAY)
    reverse_service(wrong, reason="记错了人", by=town.hat("intake"), at=MONDAY)
    assert ("<b>20 分</b>，1 次" in said(page), "冲回" in said(page)) == (True, False)


def test_a_gift_put_right_later_stays_where_it_was_and_is_said_then(
    town: Town, salt: Good, page: str, monday: time_machine.Traveller
) -> None:
    made = receive_donation(Gift(salt, "旧书", 4), by=town.hat("community"), at=MONDAY)
    monday.move_to(LATER)
    undo_donation(made, out=True, reason="登重了", by=town.hat("community"), at=LATER)
    old, new = said(page, q="2026-4"), said(page)
    assert ("<b>旧书 × 4</b>" in old, "冲回" in old) == (True, False)
    assert ("冲回：旧书 × 4" in new, "<b>旧书 × 4</b>" in new) == (True, False)


def test_the_page_asks_as_much_of_many_corrections_as_of_one(
    town: Town, person: User, page: str, monday: time_machine.Traveller, django_assert_max_num_queries: Any
) -> None:
    wrong = [_approved(town, person, before=2 * number) for number in range(4)]
    monday.move_to(LATER)
    for one in wrong:
        reverse_service(one, reason="记错了人", by=town.hat("intake"), at=LATER)
    with django_assert_max_num_queries(16):
        said(page)
