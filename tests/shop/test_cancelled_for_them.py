"""代为取消: staff take an order back for somebody. What goes back is what the volunteer's own cancelling gives back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from accounts.models import AuditEntry, User
from notifications.actions import write_letters
from notifications.models import Letter
from shop.actions import Refused, cancel_for, cancel_order, expire_orders
from shop.checking import check_stock
from shop.kinds import Moved
from shop.models import Good, Order, StockMove
from shop.workflow import State
from tests.activities.calling import phone_of
from tests.factories import MONDAY, Town
from tests.shop.scene import hand_over, order, put_up, stock_of, volunteer_in
from tests.volunteers.ledger import balance, earn, lots, undo
from volunteers.actions import expire
from volunteers.checking import check_ledger
from volunteers.models import Lot, Transfer

pytestmark = pytest.mark.usefixtures("monday")
WHY = "大米受潮了，不能给"


@pytest.fixture
def placed(person: User, salt: Good) -> Order:
    """Of two lots: three points that expire soon, and seven of the twenty that do not."""
    earn(person, 3, until=date(2026, 12, 31))
    made = order(person, salt, 2)
    assert (lots(person), stock_of(salt)) == ([13, 0], 8)
    return made


def cancelled(town: Town, of: Order, who: str = "community", **said: Any) -> Any:
    return town.client(who).post(f"/desk/shop/orders/{of.pk}/cancel/", {"reason": WHY, **said})


def said(response: Any) -> str:
    return response.content.decode()


def nothing_moved(of: Order) -> bool:
    return not StockMove.objects.filter(order=of, kind=Moved.GIVEN_BACK).exists()


@pytest.mark.parametrize("who", ["community", "intake", "street"])
def test_points_and_stock_lie_where_they_were_once(town: Town, placed: Order, salt: Good, who: str) -> None:
    page = said(town.client(who).get("/desk/shop/orders/"))
    assert f'href="/desk/shop/orders/{placed.pk}/cancel/"' in page
    asked = said(town.client(who).get(f"/desk/shop/orders/{placed.pk}/cancel/"))
    assert ("10 分退回本人的账上" in asked, "林*" in asked, placed.person.phone in asked) == (True, True, False)
    assert cancelled(town, placed, who).url == "/desk/shop/orders/"
    placed.refresh_from_db()
    assert (placed.state, placed.ended_by, placed.ended_at) == (State.CANCELLED, town.people[who], MONDAY)
    assert (lots(placed.person), balance(placed.person), stock_of(salt)) == ([20, 3], 23, 10)
    again = cancelled(town, placed, who)
    assert (again.status_code, "现在是“已取消”" in said(again)) == (409, True)
    assert StockMove.objects.filter(order=placed, kind=Moved.GIVEN_BACK).count() == 1
    assert check_stock().amiss == check_ledger().amiss == []


def test_who_and_why_is_read_at_the_desk_in_the_trail_and_by_who_placed_it(town: Town, placed: Order) -> None:
    write_letters(at=MONDAY)
    drawn, phone = f"{placed.code[:3]} {placed.code[3:]}", phone_of(placed.person)
    assert drawn in said(phone.get(f"/volunteer/shop/orders/{placed.pk}/"))
    cancelled(town, placed)
    entry = AuditEntry.objects.get(action="代为取消兑换")
    assert (entry.by, entry.reason, entry.object_id) == (town.people["community"], WHY, str(placed.pk))
    for page in (f"orders/{placed.pk}/", "orders/?q=CANCELLED"):
        shown = said(town.client("intake").get(f"/desk/shop/{page}"))
        assert ("陈社区" in shown, f"代为取消：{WHY}" in shown) == (True, True), page
    theirs = said(phone.get(f"/volunteer/shop/orders/{placed.pk}/"))
    assert f"太平镇社区代为取消：{WHY}" in theirs
    assert ("10 分已经退回" in theirs, drawn in theirs) == (True, False)
    assert [write_letters(at=MONDAY), write_letters(at=MONDAY + timedelta(minutes=1))] == [1, 0]
    letter = Letter.objects.get(key=f"taken_back:{placed.pk}")
    assert letter.text == f"您换的“食用盐 × 2”不能领了，10 分已经退回。太平镇社区代为取消：{WHY}"
    assert (letter.person, letter.next_try_at) == (placed.person, MONDAY)  # by text, too


def test_what_somebody_cancelled_themselves_is_told_to_nobody(town: Town, placed: Order) -> None:
    write_letters(at=MONDAY)
    cancel_order(placed, by=placed.person, at=MONDAY)
    assert write_letters(at=MONDAY) == 0
    page = said(town.client("community").get(f"/desk/shop/orders/{placed.pk}/"))
    assert ("居民本人" in page, "为什么" in page) == (True, False)


@pytest.mark.parametrize("reason", ["", " ", "。。", "字" * 61, "请打 13812345678", "<b>受潮</b>"])
def test_without_a_reason_nothing_moves(town: Town, placed: Order, reason: str) -> None:
    answer = cancelled(town, placed, reason=reason)
    assert (answer.status_code, 'id="id_reason_error"' in said(answer)) == (422, True)
    placed.refresh_from_db()
    assert placed.is_waiting
    assert nothing_moved(placed)


def test_what_is_over_is_not_cancelled(town: Town, placed: Order) -> None:
    taken, late = (order(placed.person, placed.good) for _ in range(2))
    hand_over(taken, witness=town.people["intake"], by=town.hat("community"), at=MONDAY)
    answer = cancelled(town, taken)
    assert (answer.status_code, "现在是“已领取”" in said(answer)) == (409, True)
    assert "取消这一单" not in said(town.client("community").get(f"/desk/shop/orders/{taken.pk}/cancel/"))
    past = MONDAY + timedelta(days=20)
    with time_machine.travel(past, tick=False):
        answer = cancelled(town, late)
        assert (answer.status_code, "2026-12-01 过期了" in said(answer)) == (409, True)
        expire_orders(at=past)
        answer = cancelled(town, late)
        assert (answer.status_code, "现在是“过期未领”" in said(answer)) == (409, True)
    assert nothing_moved(taken)
    assert not AuditEntry.objects.filter(action="代为取消兑换").exists()


def test_only_who_keeps_that_shop_may_and_nobody_their_own(town: Town, placed: Order) -> None:
    assert cancelled(town, placed, "far_street").status_code == 404
    assert cancelled(town, placed, "worker").status_code == 403
    assert town.client("community").delete(f"/desk/shop/orders/{placed.pk}/cancel/").status_code == 405
    far = order(
        volunteer_in(town, points=5, where="far_community"), put_up(town, where="far_community", by="far_street")
    )
    assert cancelled(town, far).status_code == 404
    with pytest.raises(Refused, match="不归"):
        cancel_for(placed, reason=WHY, by=town.hat("far_street"), at=MONDAY)
    volunteer_in(town, person=town.people["community"], points=5)
    own = order(town.people["community"], placed.good)
    answer = cancelled(town, own)
    assert (answer.status_code, "自己的手机上取消" in said(answer)) == (409, True)
    assert cancelled(town, own, "intake").status_code == 302
    assert nothing_moved(placed)
    assert nothing_moved(far)


def test_the_list_asks_as_much_of_many_cancelled_as_of_one(
    town: Town, salt: Good, django_assert_max_num_queries: Any
) -> None:
    for _ in range(8):
        cancelled(town, order(volunteer_in(town, points=5), salt))
    client = town.client("community")
    client.get("/desk/shop/orders/?q=CANCELLED")
    with django_assert_max_num_queries(22):
        assert said(client.get("/desk/shop/orders/?q=CANCELLED")).count(f"代为取消：{WHY}") == 8


@pytest.fixture
def late(placed: Order) -> Order:
    """Three of its ten points had their last day yesterday, and the night has been."""
    Lot.objects.filter(expires_on__isnull=False).update(expires_on=MONDAY.date() - timedelta(days=1))
    expire(at=MONDAY)
    return placed


def test_what_had_run_out_meanwhile_is_said_at_the_desk_and_to_who_placed_it(town: Town, late: Order) -> None:
    write_letters(at=MONDAY)
    asked = said(town.client("community").get(f"/desk/shop/orders/{late.pk}/cancel/"))
    assert "7 分退回本人的账上，3 分已经过期；2 件回到库存。退回的积分有效期不变。" in asked
    done = town.client("community").post(f"/desk/shop/orders/{late.pk}/cancel/", {"reason": WHY}, follow=True)
    assert "已取消：7 分已经退回本人的账上，3 分已经过期" in said(done)
    assert "7 分已经退回本人的账上，3 分已经过期" in said(town.client("intake").get(f"/desk/shop/orders/{late.pk}/"))
    browser = phone_of(late.person)
    assert "7 分已经退回您的账上，3 分已经过期" in said(browser.get(f"/volunteer/shop/orders/{late.pk}/"))
    assert "其中 3 分退回时已经过期" in said(browser.get("/volunteer/mine/"))
    write_letters(at=MONDAY)
    assert "不能领了，7 分已经退回，3 分已经过期。" in Letter.objects.get(key=f"taken_back:{late.pk}").text
    expire(at=MONDAY)
    assert (balance(late.person), check_ledger().amiss) == (20, [])


def test_who_takes_it_back_is_told_what_had_run_out_before_and_after(late: Order) -> None:
    Lot.objects.update(expires_on=MONDAY.date() - timedelta(days=1))
    browser, page = phone_of(late.person), f"/volunteer/shop/orders/{late.pk}/"
    assert "10 分已经过期，退不回来" in said(browser.get(f"{page}cancel/"))
    done = said(browser.post(f"{page}cancel/", follow=True))
    assert ("已取消：10 分已经过期，退不回来" in done, "退回您的账上" in done) == (True, False)


def test_what_had_run_out_pays_a_debt_before_it_is_gone(town: Town, placed: Order) -> None:
    """As they lie in the order, so they pay: of ten seven are owed."""
    earned = Transfer.objects.get(entry="AWARD", amount=20, taker__person=placed.person)
    undo(earned)
    Lot.objects.update(expires_on=MONDAY.date() - timedelta(days=1))
    assert balance(placed.person) == -7
    page = f"/desk/shop/orders/{placed.pk}/cancel/"
    assert "7 分退回本人的账上，3 分已经过期" in said(town.client("community").get(page))
    assert "已取消：7 分已经退回" in said(town.client("community").post(page, {"reason": WHY}, follow=True))
    assert balance(placed.person) == 3
