"""退货: what was handed over comes back to the counter, and points and stock are right again, once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

import pytest
import time_machine
from django.db import DatabaseError, transaction

from accounts.models import AuditEntry, User
from resident.actions import leave
from shop.actions import Refused, cancel_order, return_order
from shop.keeping import kept_of
from shop.kinds import Moved
from shop.models import Good, Order, StockMove
from shop.workflow import State
from tests.activities.calling import phone_of
from tests.factories import MONDAY, Town
from tests.shop.scene import all_holds, hand_over, order, put_up, stock_of, volunteer_in, with_its_code
from tests.volunteers.ledger import balance, earn, lots, undo
from volunteers.actions import expire, withdraw
from volunteers.models import Lot, Transfer, Volunteer

pytestmark = pytest.mark.usefixtures("monday")
WHY = "油过了保质期，本人拿回来了"
TUESDAY = MONDAY + timedelta(days=1)


def said(response: Any) -> str:
    return str(response.content.decode())


def page_of(taken: Order) -> str:
    return f"/desk/shop/orders/{taken.pk}/return/"


def returned(town: Town, taken: Order, who: str = "community", **said: Any) -> Any:
    return town.client(who).post(page_of(taken), {"reason": WHY, "goods": "shelf", **said})


def handed(town: Town, placed: Order, **how: Any) -> Order:
    return hand_over(placed, witness=town.people["worker"], by=town.hat("intake"), at=MONDAY, **how)


@pytest.fixture
def taken(town: Town, person: User, salt: Good) -> Order:
    """Two, of two lots: three points that expire soon, and seven of the twenty that do not."""
    earn(person, 3, until=date(2026, 12, 31))
    made = handed(town, order(person, salt, 2))
    assert (lots(person), balance(person), stock_of(salt)) == ([13, 0], 13, 8)
    return made


def untouched(taken: Order, salt: Good) -> bool:
    taken.refresh_from_db()
    moved = StockMove.objects.filter(kind=Moved.RETURNED).exists()
    return (taken.state, moved, stock_of(salt), balance(taken.person)) == (State.TAKEN, False, 8, 13)


@pytest.mark.parametrize("who", ["community", "intake", "street"])
def test_points_lie_in_their_lots_and_goods_on_the_shelf_once(town: Town, taken: Order, salt: Good, who: str) -> None:
    client = town.client(who)
    for page in ("/desk/shop/orders/?q=TAKEN", f"/desk/shop/orders/{taken.pk}/"):
        assert f'href="{page_of(taken)}"' in said(client.get(page)), page
    asked = said(client.get(page_of(taken)))
    for words in ("10 分退回本人的账上", "林*", "为什么退货", "回到库存", "不回库存", 'name="worn"'):
        assert words in asked, words
    assert str(taken.person.phone) not in asked
    done = client.post(page_of(taken), {"reason": WHY, "goods": "shelf"}, follow=True)
    assert done.redirect_chain == [(f"/desk/shop/orders/{taken.pk}/", 302)]
    assert "已退货：10 分已经退回本人的账上，货回到库存。" in said(done)
    taken.refresh_from_db()
    assert (taken.state, taken.returned_at, taken.returned_by) == (State.RETURNED, MONDAY, town.people[who])
    assert (taken.ended_at, taken.ended_by) == (MONDAY, town.people["intake"])
    assert taken.witness == town.people["worker"].name
    assert (lots(taken.person), balance(taken.person), stock_of(salt)) == ([20, 3], 23, 10)
    again = returned(town, taken, who)
    assert (again.status_code, "2026-11-16 09:00 已经退货" in said(again)) == (409, True)
    assert 'name="reason"' not in said(again)
    assert StockMove.objects.get(kind=Moved.RETURNED).amount == 2
    assert Transfer.objects.filter(entry="REVERSE").count() == 1
    assert all_holds()


def test_what_is_no_good_any_more_stays_out_of_stock(town: Town, taken: Order, salt: Good) -> None:
    done = town.client("community").post(page_of(taken), {"reason": WHY, "goods": "off"}, follow=True)
    assert ("货没有回到库存。" in said(done), "货没有回到库存</span>" in said(done)) == (True, True)
    assert (stock_of(salt), balance(taken.person)) == (8, 23)
    assert not StockMove.objects.filter(kind=Moved.RETURNED).exists()
    assert all_holds()


def test_who_and_why_is_read_at_the_desk_in_the_trail_and_by_who_had_it(town: Town, taken: Order) -> None:
    with time_machine.travel(TUESDAY, tick=False):
        returned(town, taken)
        entry = AuditEntry.objects.get(action="退货")
        assert (entry.by, entry.reason, entry.object_id) == (town.people["community"], WHY, str(taken.pk))
        client = town.client("intake")
        for page in (f"orders/{taken.pk}/", "orders/?q=RETURNED"):
            shown = said(client.get(f"/desk/shop/{page}"))
            assert ("陈社区" in shown, WHY in shown, "11月17日" in shown) == (True, True, True), page
            assert page_of(taken) not in shown, page
        assert "已退货" in said(client.get("/desk/shop/orders/?q=RETURNED"))
        row = said(client.get(f"/desk/shop/goods/{taken.good_id}/"))
        assert (">退货<" in row, WHY in row) == (True, True)
        browser = phone_of(taken.person)
        theirs = said(browser.get(f"/volunteer/shop/orders/{taken.pk}/"))
        for words in ("已退货", "2026年11月17日", "10 分已经退回您的账上", f"太平镇社区办的退货：{WHY}"):
            assert words in theirs, words
        mine = said(browser.get("/volunteer/shop/orders/"))
        assert "11月17日已退货" in mine
        book = said(browser.get("/volunteer/mine/"))
        for words in ("退货：食用盐 × 2", f"原因：{WHY}", "领走以后退货了"):
            assert words in book, words
        assert "冲回到期的" not in book
        kept = cast(Any, kept_of(taken.person)["积分超市的兑换"])[0]
        assert (kept["状态"], WHY in kept["退货"]) == ("已退货", True)


def test_the_code_of_what_came_back_is_told_as_such(town: Town, taken: Order) -> None:
    returned(town, taken)
    answer = town.client("intake").post("/desk/shop/", {"code": taken.code})
    assert (answer.status_code, "2026-11-16 09:00 已经退货" in said(answer)) == (409, True)


@pytest.mark.parametrize("wrong", [
    *({"reason": words} for words in ("", " ", "。。", "字" * 61, "请打 13812345678", "<b>过期</b>")),
    *({"goods": words} for words in ("", "elsewhere")),
])  # fmt: skip
def test_bad_input_is_told_at_its_field_and_loses_nothing(
    town: Town, taken: Order, salt: Good, wrong: dict[str, str]
) -> None:
    answer = returned(town, taken, **wrong)
    [field] = wrong
    assert (answer.status_code, f'id="id_{field}_error"' in said(answer)) == (422, True)
    assert (WHY if field == "goods" else "checked") in said(answer)
    assert untouched(taken, salt)


def test_only_who_keeps_that_shop_may_and_nobody_their_own(town: Town, taken: Order, salt: Good) -> None:
    assert returned(town, taken, "far_street").status_code == 404
    assert returned(town, taken, "worker").status_code == 403
    assert town.client("community").delete(page_of(taken)).status_code == 405
    with pytest.raises(Refused, match="不归"):
        return_order(taken, reason=WHY, on_shelf=True, by=town.hat("far_street"), at=MONDAY)
    with pytest.raises(Refused, match="为什么退货"):
        return_order(taken, reason="", on_shelf=True, by=town.hat("community"), at=MONDAY)
    assert untouched(taken, salt)
    soap = put_up(town, "洗衣皂")
    own = handed(town, order(volunteer_in(town, person=town.people["community"], points=5), soap))
    answer = returned(town, own)
    assert (answer.status_code, "不能给自己核销、退货" in said(answer)) == (403, True)
    client = town.client("community")
    for page in (page_of(own), f"/desk/shop/orders/{own.pk}/"):
        assert 'name="goods"' not in said(client.get(page))
    assert f'href="{page_of(own)}"' not in said(client.get("/desk/shop/orders/?q=TAKEN"))
    assert returned(town, own, "intake").status_code == 302


def test_what_waits_or_never_went_out_cannot_come_back(town: Town, person: User, salt: Good) -> None:
    waits, cancelled = order(person, salt), order(person, salt)
    cancel_order(cancelled, by=person, at=MONDAY)
    for one, state in ((waits, "待领取"), (cancelled, "已取消")):
        answer = returned(town, one)
        assert (answer.status_code, f"现在是“{state}”：只有已领取的能退货" in said(answer)) == (409, True)
        page = said(town.client("community").get(page_of(one)))
        assert ("只有已领取的能退货" in page, 'name="goods"' in page) == (True, False)
    assert (stock_of(salt), balance(person), all_holds()) == (9, 15, True)


@pytest.mark.parametrize(("days", "status"), [(30, 302), (31, 409)])
def test_within_thirty_days(town: Town, taken: Order, salt: Good, days: int, status: int) -> None:
    with time_machine.travel(MONDAY + timedelta(days=days), tick=False):
        listed = said(town.client("community").get("/desk/shop/orders/?q=TAKEN"))
        assert (page_of(taken) in listed) == (status == 302)
        answer = returned(town, taken)
        assert answer.status_code == status
        if status == 409:
            assert "核销以后 30 天以内能退货，这一单是 2026-11-16 核销的" in said(answer)
            assert "30 天以内" in said(town.client("community").get(page_of(taken)))
    assert untouched(taken, salt) == (status == 409)


def test_points_whose_day_is_over_do_not_come_to_life_again(town: Town, taken: Order) -> None:
    """Three of its ten points had their last day yesterday, and the night has been."""
    Lot.objects.filter(expires_on__isnull=False).update(expires_on=MONDAY.date() - timedelta(days=1))
    expire(at=MONDAY)
    client = town.client("community")
    assert "7 分退回本人的账上，3 分已经过期" in said(client.get(page_of(taken)))
    done = client.post(page_of(taken), {"reason": WHY, "goods": "shelf"}, follow=True)
    assert "已退货：7 分已经退回本人的账上，3 分已经过期，货回到库存。" in said(done)
    browser = phone_of(taken.person)
    assert "7 分已经退回您的账上，3 分已经过期" in said(browser.get(f"/volunteer/shop/orders/{taken.pk}/"))
    assert "其中 3 分退回时已经过期" in said(browser.get("/volunteer/mine/"))
    expire(at=MONDAY)
    assert (balance(taken.person), lots(taken.person), all_holds()) == (20, [20, 0], True)


def test_what_came_back_is_spent_first_where_it_expires_first(town: Town, taken: Order, salt: Good) -> None:
    returned(town, taken)
    order(taken.person, salt)
    assert (lots(taken.person), balance(taken.person)) == ([18, 0], 18)


def test_a_debt_is_paid_first_as_with_a_cancelled_one(town: Town, taken: Order) -> None:
    """Of ten seven are owed: the three that expire lie first, then four of the seven."""
    undo(Transfer.objects.get(entry="AWARD", amount=20, taker__person=taken.person))
    assert balance(taken.person) == -7
    assert "10 分退回本人的账上" in said(town.client("community").get(page_of(taken)))
    returned(town, taken)
    assert (balance(taken.person), sum(lots(taken.person)), all_holds()) == (3, 3, True)


def test_given_to_a_debtor_both_reasons_stay(town: Town, person: User, salt: Good) -> None:
    earned = earn(person, 20)
    placed = order(person, salt, 8)
    undo(earned)
    page = f"/desk/shop/orders/{placed.pk}/"
    form = {"left": "2", "despite": "书记同意先给"}
    assert with_its_code(town.client("community"), placed).post(page, form).status_code == 302
    returned(town, placed)
    shown = said(town.client("intake").get(page))
    assert ("书记同意先给" in shown, WHY in shown, balance(person)) == (True, True, 20)
    assert all_holds()


def test_who_has_left_gets_their_points_and_a_closed_account_keeps_them_of_nobody(town: Town, taken: Order) -> None:
    other = handed(town, order(volunteer_in(town, points=5), taken.good))
    withdraw(Volunteer.objects.get(person=taken.person), by=taken.person, at=MONDAY)
    leave(other.person, at=MONDAY)
    for one, has in ((taken, 23), (other, 5)):
        assert returned(town, one).status_code == 302
        assert balance(one.person) == has
        assert said(town.client("intake").get(f"/desk/shop/orders/{one.pk}/")).count("已退货")
    assert all_holds()


@pytest.mark.parametrize("changes", [
    {"state": "PLACED"}, {"state": "CANCELLED"}, {"witness": "别人"}, {"returned_at": MONDAY},
    {"state": "RETURNED"}, {"state": "RETURNED", "returned_at": MONDAY},
    {"state": "RETURNED", "returned_at": MONDAY - timedelta(days=1), "returned_by": "community"},
    {"state": "RETURNED", "returned_at": MONDAY, "returned_by": "person"},
    {"state": "RETURNED", "returned_at": MONDAY, "returned_by": "community", "witness": "别人"},
    {"state": "RETURNED", "returned_at": MONDAY, "returned_by": "community", "ended_by": None},
    {"state": "RETURNED", "returned_at": MONDAY, "returned_by": "community", "price": 1},
])  # fmt: skip
def test_the_database_lets_it_come_back_and_nothing_else(town: Town, taken: Order, changes: dict[str, Any]) -> None:
    people = {**town.people, "person": taken.person}
    values = {name: people.get(value, value) if name == "returned_by" else value for name, value in changes.items()}
    with pytest.raises(DatabaseError), transaction.atomic():
        Order.objects.filter(pk=taken.pk).update(**values)
    rightly = {"state": State.RETURNED, "returned_at": MONDAY, "returned_by": town.people["community"]}
    assert Order.objects.filter(pk=taken.pk).update(**rightly) == 1
    for after in ({"state": State.TAKEN}, {"returned_at": TUESDAY}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Order.objects.filter(pk=taken.pk).update(**after)


def test_the_lists_ask_as_much_of_many_as_of_one(town: Town, salt: Good, django_assert_max_num_queries: Any) -> None:
    for number in range(8):
        made = handed(town, order(volunteer_in(town, points=5), salt))
        if number % 2:
            return_order(made, reason=WHY, on_shelf=True, by=town.hat("community"), at=MONDAY)
    client = town.client("community")
    client.get("/desk/shop/orders/?q=RETURNED")
    for state, words in (("RETURNED", f"退货：{WHY}"), ("TAKEN", "/return/")):
        with django_assert_max_num_queries(22):
            assert said(client.get(f"/desk/shop/orders/?q={state}")).count(words) == 4
