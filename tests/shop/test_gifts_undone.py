"""A gift put down wrongly is put right: with its goods where they were never there, without where they are."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import AuditEntry, User
from shop.actions import Gift, receive_donation
from shop.checking import check_stock
from shop.keeping import kept_of
from shop.kinds import Moved
from shop.models import Donation, Good, StockMove
from tests.cases.test_racing import at_once
from tests.factories import MONDAY, Town, build_town
from tests.shop.scene import all_holds, order, put_up, stock_of, volunteer_in
from tests.shop.test_racing import one_each, sends
from tests.volunteers.ledger import balance
from volunteers.actions import appeal, approve
from volunteers.models import Service
from volunteers.workflow import State

pytestmark = pytest.mark.usefixtures("monday")
LIST = "/desk/shop/donations/"
WHY = "登重了"


def said(response: Any) -> str:
    return response.content.decode()


def given(town: Town, good: Good, person: User | None = None, *, approved: bool = True) -> Donation:
    phone = str(person.phone) if person else ""
    gift = Gift(good, "旧书", 4, points=6 if person else 0, phone=phone, donor_name="王阿姨", may_be_named=True)
    made = receive_donation(gift, by=town.hat("community"), at=MONDAY)
    if approved and made.service:
        approve(made.service, by=town.hat("intake"), at=MONDAY)
    return made


def undone(town: Town, made: Donation, goods: str, who: str = "intake", **changes: str) -> Any:
    return town.client(who).post(f"{LIST}{made.pk}/", {"goods": goods, "reason": WHY, **changes})


def test_the_record_of_a_gift_is_reversed_where_it_is_asked_about_its_goods(town: Town, person: User) -> None:
    """Reversed on its own page, the points went back and the goods stayed in stock, whether they were there or not."""
    books = put_up(town, "旧书")
    made, client = given(town, books, person), town.client("intake")
    assert (balance(person), stock_of(books)) == (26, 14)
    for way in (client.get, client.post):
        sent_on = way(f"/desk/volunteers/records/{made.service_id}/reverse/", {"reason": WHY})
        assert (sent_on.status_code, sent_on["Location"]) == (302, f"{LIST}{made.pk}/")
    page = said(client.get(f"{LIST}{made.pk}/"))
    for words in ("货怎么办", "货一起出库", "货留在库里", "认定的 6 分也收回", "旧书 × 4"):
        assert words in page, words
    assert f"{LIST}{made.pk}/" in said(client.get(LIST))
    assert undone(town, made, "out")["Location"] == LIST
    assert (balance(person), stock_of(books), Service.objects.get(donation=made).state) == (
        20, 10, State.REVERSED,
    )  # fmt: skip
    move = StockMove.objects.get(kind=Moved.UNDONATED)
    assert (move.amount, move.donation_id, move.note) == (-4, made.pk, WHY)
    assert "王阿姨捐的旧书：登重了" in said(client.get(f"/desk/shop/goods/{books.pk}/"))
    assert AuditEntry.objects.get(action="冲正捐赠").reason == WHY
    again = undone(town, made, "out")
    assert (again.status_code, "已经冲正" in said(again)) == (409, True)
    shown = said(client.get(LIST))
    assert ("已冲正出库" in shown, f"{LIST}{made.pk}/" in shown) == (True, False)
    assert client.get(f"{LIST}{made.pk}/")["Location"] == LIST
    assert "已出库，当没有捐" in said(client.get(f"/desk/volunteers/records/{made.service_id}/"))
    assert "王阿姨" not in said(Client().get(f"/volunteer/shop/used/{books.community.code}/"))
    assert all_holds()


def test_whoever_gave_reads_in_their_own_data_what_became_of_it(town: Town, person: User) -> None:
    made, _ = (given(town, put_up(town, title), person) for title in ("旧书", "童书"))
    undone(town, made, "out")
    gifts = kept_of(person)["捐赠的物品"]
    assert isinstance(gifts, list)
    assert [one["后来"] for one in gifts] == ["", "登记错了，货已出库"]


def test_goods_that_are_there_stay_and_can_go_later(town: Town, person: User) -> None:
    books = put_up(town, "旧书")
    made = given(town, books, person)
    assert undone(town, made, "stay").status_code == 302
    assert (balance(person), stock_of(books), all_holds()) == (20, 14, True)
    assert "王阿姨" in said(Client().get(f"/volunteer/shop/used/{books.community.code}/"))
    assert "货留在库里" not in said(town.client("intake").get(f"{LIST}{made.pk}/"))
    again = undone(town, made, "stay")
    assert (again.status_code, 'id="id_goods_error"' in said(again)) == (409, True)
    assert undone(town, made, "out").status_code == 302
    assert (balance(person), stock_of(books), all_holds()) == (20, 10, True)


def test_no_more_goes_out_than_lies_there(town: Town, person: User) -> None:
    books = put_up(town, "旧书", price=1, stock=0)
    made = given(town, books, person)
    order(person, books)
    few = undone(town, made, "out")
    assert few.status_code == 409
    for words in ("现在只有 3 件能出库，不够这一笔的 4 件", 'id="id_goods_error"', f'value="{WHY}"'):
        assert words in said(few), words
    assert (balance(person), stock_of(books), StockMove.objects.filter(kind=Moved.UNDONATED).exists()) == (25, 3, False)
    assert undone(town, made, "stay").status_code == 302
    assert all_holds()


def test_points_that_still_wait_never_come_and_another_person_sees_to_it(town: Town, person: User) -> None:
    books = put_up(town, "旧书")
    made = given(town, books, person, approved=False)
    shown = said(town.client("community").get(LIST))  # whose word it stands on
    assert (f"{LIST}{made.pk}/" in shown, "由另一位同事冲正" in shown) == (False, True)
    refused = undone(town, made, "out", "community")
    assert (refused.status_code, stock_of(books)) == (403, 14)
    assert undone(town, made, "out").status_code == 302
    service = Service.objects.get(donation=made)
    assert (service.state, service.reason, balance(person), stock_of(books)) == (State.REJECTED, WHY, 20, 10)
    assert all_holds()


@pytest.mark.parametrize(("goods", "left"), [("out", 10), ("stay", 14)])
def test_refused_on_its_record_it_is_asked_what_becomes_of_the_goods(
    town: Town, person: User, goods: str, left: int
) -> None:
    """Its points were refused, and the goods stayed in stock, whether they were there or not."""
    books = put_up(town, "旧书")
    made, client = given(town, books, person, approved=False), town.client("intake")
    for way in (client.get, client.post):
        sent_on = way(f"/desk/volunteers/records/{made.service_id}/reject/", {"reason": WHY})
        assert (sent_on.status_code, sent_on["Location"]) == (302, f"{LIST}{made.pk}/")
    page = said(client.get(f"{LIST}{made.pk}/"))
    for words in ("货怎么办", "货一起出库", "货留在库里", "6 分还没到账：冲正就是不通过"):
        assert words in page, words
    assert undone(town, made, goods).status_code == 302
    service = Service.objects.get(donation=made)
    assert (service.state, service.reason, balance(person), stock_of(books)) == (State.REJECTED, WHY, 20, left)
    appeal(service, words="我送来了", by=person, at=MONDAY)
    again = town.client("community").get(f"/desk/volunteers/records/{made.service_id}/reject/")
    assert again.status_code == (302 if goods == "stay" else 403)  # of goods that are out nothing is asked again
    assert all_holds()


def test_a_gift_without_points_is_put_right_by_whoever_took_it_in(town: Town) -> None:
    books = put_up(town, "旧书")
    made = given(town, books)
    for changes in ({"goods": ""}, {"goods": "burn"}, {"reason": ""}, {"reason": "。"}, {"reason": "<b>登重</b>"}):
        wrong = undone(town, made, **{"goods": "out", "who": "community", **changes})
        field = next(iter(changes))
        assert (wrong.status_code, f'id="id_{field}_error"' in said(wrong)) == (422, True), changes
    assert undone(town, made, "stay", "community").status_code == 409  # there are no points to take back
    assert undone(town, made, "out", "community").status_code == 302
    assert (stock_of(books), all_holds()) == (10, True)
    assert receive_donation(
        Gift(books, "旧书", 4, donor_name="王阿姨"), by=town.hat("community"), at=MONDAY
    ).pk != made.pk  # fmt: skip


def test_what_a_colleague_did_since_the_page_was_opened_is_said_as_it_is(town: Town, person: User) -> None:
    """The goods went out and their record still stood: what had been chosen was taken for no choice at all."""
    books = put_up(town, "旧书")
    made = given(town, books, person)
    StockMove.objects.create(good=books, kind=Moved.UNDONATED, amount=-4, donation=made, at=MONDAY)
    late = undone(town, made, "out")
    assert (late.status_code, "已经冲正" in said(late), "请选货怎么办" in said(late)) == (409, True, False)


def test_the_proof_finds_goods_that_went_out_by_another_number(town: Town) -> None:
    books = put_up(town, "旧书")
    made = given(town, books)
    StockMove.objects.create(good=books, kind=Moved.UNDONATED, amount=-1, donation=made, at=MONDAY)
    Good.objects.filter(pk=books.pk).update(stock=13)
    assert check_stock().amiss == [f"捐赠 {made.pk} 没有照数出库"]


def test_the_list_asks_as_much_of_many_as_of_one(town: Town, django_assert_max_num_queries: Any) -> None:
    for number in range(6):
        given(town, put_up(town, f"旧书{number}"), volunteer_in(town))
    client = town.client("intake")
    client.get(LIST)
    with django_assert_max_num_queries(9):
        client.get(LIST)


@pytest.mark.django_db(transaction=True)
@pytest.mark.enough_on("postgres")
def test_undone_eight_times_at_once_it_is_undone_once() -> None:
    town = build_town()
    books, person = put_up(town, "旧书"), volunteer_in(town)
    page, form = f"{LIST}{given(town, books, person).pk}/", {"goods": "out", "reason": WHY}
    tries = one_each([sends(town.client("intake"), page, form) for _ in range(8)])
    assert at_once(tries, 8) == {"302": 1, "409": 7}
    assert (balance(person), stock_of(books), all_holds()) == (0, 10, True)
