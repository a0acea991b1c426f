"""Who owes points since they ordered: the clerk is told before anything is handed out, and says why or cancels."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import AuditEntry, User
from shop.actions import Refused
from shop.checking import check_stock
from shop.models import Good, Order
from shop.workflow import State
from tests.factories import MONDAY, Town
from tests.shop.scene import hand_over, order, stock_of, volunteer_in, with_its_code
from tests.volunteers.ledger import balance, earn, undo
from volunteers.checking import check_ledger
from volunteers.models import Transfer

pytestmark = pytest.mark.usefixtures("monday")


def said(response: Any) -> str:
    return response.content.decode()


@pytest.fixture
def debtor(town: Town) -> User:
    return volunteer_in(town)


@pytest.fixture
def placed(debtor: User, salt: Good) -> Order:
    """Three for 15 of 20 points, all of which are reversed afterwards."""
    earned = earn(debtor, 20)
    placed = order(debtor, salt, 3)
    undo(earned)
    assert balance(debtor) == -15
    return placed


def handed(town: Town, placed: Order, **how: Any) -> Any:
    return with_its_code(town.client("community"), placed).post(f"/desk/shop/orders/{placed.pk}/", how)


def test_the_clerk_reads_the_debt_before_anything_is_handed_out(town: Town, placed: Order) -> None:
    page = said(town.client("community").get(f"/desk/shop/orders/{placed.pk}/"))
    for words in ("欠 15 分", 'name="despite"', f"/desk/shop/orders/{placed.pk}/cancel/"):
        assert words in page, words


def test_nothing_goes_out_to_a_debtor_without_a_reason(town: Town, placed: Order, debtor: User, salt: Good) -> None:
    for why in ({}, {"despite": ""}):
        asked = handed(town, placed, left="7", **why)
        assert asked.status_code == 409
        for words in ("欠 15 分，还没补上", 'id="id_despite_error"', 'name="left" value="7"'):
            assert words in said(asked), words
    assert handed(town, placed, left="7", despite="。。").status_code == 422
    placed.refresh_from_db()
    assert (placed.state, balance(debtor), stock_of(salt)) == (State.PLACED, -15, 7)
    with pytest.raises(Refused, match="欠 15 分"):
        hand_over(placed, left=7, by=town.hat("community"), at=MONDAY)
    assert check_stock().amiss == check_ledger().amiss == []


def test_with_a_reason_it_goes_out_and_the_reason_stays(town: Town, placed: Order, debtor: User) -> None:
    assert handed(town, placed, left="7", despite="书记同意先给").status_code == 302
    placed.refresh_from_db()
    assert (placed.state, balance(debtor)) == (State.TAKEN, -15)
    assert Transfer.objects.get(entry="SPEND").note == "书记同意先给"
    entry = AuditEntry.objects.get(action="核销")
    assert (entry.reason, entry.detail["owed"]) == ("书记同意先给", 15)
    assert "书记同意先给" in said(town.client("intake").get(f"/desk/shop/orders/{placed.pk}/"))
    assert check_stock().amiss == check_ledger().amiss == []


def test_cancelled_for_a_debtor_the_points_pay_the_debt(town: Town, placed: Order, debtor: User, salt: Good) -> None:
    answer = town.client("community").post(f"/desk/shop/orders/{placed.pk}/cancel/", {"reason": "欠着积分，先不给"})
    assert answer.status_code == 302
    assert (balance(debtor), stock_of(salt)) == (0, 10)


def test_who_owes_nothing_is_asked_nothing_more(town: Town, person: User, salt: Good) -> None:
    placed = order(person, salt)
    page = said(town.client("community").get(f"/desk/shop/orders/{placed.pk}/"))
    assert "despite" not in page
    assert "欠" not in page
