"""核销 at the counter: the right code once, seen by a second person or counted on the shelf; wrong ones are braked."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
import time_machine

from accounts.models import AuditEntry, User
from partyorg.actions import appoint
from partyorg.kinds import Role
from shop.actions import Refused, cancel_order, change_stock, find_order
from shop.checking import check_stock
from shop.codes import code_hash, scanned
from shop.kinds import Moved
from shop.models import Good, Order, StockCount, StockMove
from shop.workflow import State
from tests.factories import LONG_AGO, MONDAY, Town
from tests.shop.scene import hand_over, order, put_up, stock_of, volunteer_in, with_its_code
from tests.volunteers.ledger import balance
from volunteers.checking import check_ledger
from volunteers.models import Transfer, Volunteer

pytestmark = pytest.mark.usefixtures("monday")


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def typed(town: Town, code: str, who: str = "community") -> Any:
    return town.client(who).post("/desk/shop/", {"code": code})


def said(response: Any) -> str:
    return response.content.decode()


@pytest.fixture
def placed(person: User, salt: Good) -> Order:
    return order(person, salt, 2)


def handed(town: Town, placed: Order, who: str = "community", **how: Any) -> Any:
    return with_its_code(town.client(who), placed).post(f"/desk/shop/orders/{placed.pk}/", how)


def test_a_right_code_leads_to_who_and_what_and_is_handed_over_once(town: Town, placed: Order) -> None:
    found = typed(town, f"{placed.code[:3]} {placed.code[3:]}")
    assert found.url == f"/desk/shop/orders/{placed.pk}/"
    page = said(town.client("community").get(found.url))
    assert "食用盐 × 2" in page
    assert "林*" in page
    assert placed.person.name not in page
    assert placed.person.phone not in page
    assert handed(town, placed, left="8").url == "/desk/shop/"
    placed.refresh_from_db()
    assert (placed.state, balance(placed.person)) == (State.TAKEN, 10)
    assert Transfer.objects.get(entry="SPEND").taker.place == placed.community
    assert AuditEntry.objects.filter(action="核销").count() == 1
    again = handed(town, placed, left="8")
    assert again.status_code == 409
    assert "2026-11-16 09:00 用过了" in said(again)
    assert check_stock().amiss == check_ledger().amiss == []


def test_the_square_of_the_order_is_found_too(town: Town, placed: Order) -> None:
    assert typed(town, scanned(placed.community.code, placed.code)).status_code == 302
    other = typed(town, scanned("370203005001", placed.code))
    assert (other.status_code, "没有这个取货码" in said(other)) == (409, True)


def test_a_code_that_begins_like_a_telephone_number_from_abroad_is_one(
    person: User, salt: Good, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = (f"{number:06d}" for number in count(8612))
    monkeypatch.setattr("shop.actions.ordering.new_code", lambda: next(drawn))
    placed = order(person, salt)
    assert typed(town, "０086 12").url == f"/desk/shop/orders/{placed.pk}/"


def test_a_code_of_another_community_is_refused_as_such(town: Town) -> None:
    person = volunteer_in(town, points=5, where="far_community")
    far = order(person, put_up(town, where="far_community", by="far_street"))
    answer = typed(town, far.code)
    assert answer.status_code == 409
    assert "别的社区的取货码" in said(answer)
    assert town.client("community").get(f"/desk/shop/orders/{far.pk}/").status_code == 404


def test_a_used_code_says_when_a_cancelled_one_too_and_one_past_its_day(town: Town, person: User, salt: Good) -> None:
    used, gone, late = (order(person, salt) for _ in range(3))
    hand_over(used, witness=town.people["intake"], by=town.hat("community"), at=MONDAY)
    cancel_order(gone, by=person, at=MONDAY)
    assert "2026-11-16 09:00 用过了" in said(typed(town, used.code))
    assert "已经取消" in said(typed(town, gone.code))
    with time_machine.travel(MONDAY + timedelta(days=20), tick=False):
        assert "2026-12-01 过期了" in said(typed(town, late.code))


def test_a_second_pair_of_eyes_is_a_colleagues_and_chosen_by_name(town: Town, placed: Order) -> None:
    nobody = handed(town, placed)
    assert (nobody.status_code, "另一位在场的同事" in said(nobody)) == (409, True)
    asked = said(town.client("community").get(f"/desk/shop/orders/{placed.pk}/"))
    assert "吴受理（受理员）" in asked
    assert ("二选一" in asked, "可不填" in asked) == (True, False)
    for who in ("community", "far_street", "housing"):  # oneself, and who has no post here
        assert f'value="{town.people[who].pk}"' not in asked
        assert handed(town, placed, witness=town.people[who].pk).status_code == 422, who
    assert handed(town, placed, witness=placed.person_id).status_code == 422
    assert handed(town, placed, witness="吴受理").status_code == 422
    assert handed(town, placed, witness=town.people["intake"].pk).status_code == 302
    placed.refresh_from_db()
    assert placed.witness == "吴受理"
    assert AuditEntry.objects.get(action="核销").detail["witness"] == town.people["intake"].pk


def test_the_rule_holds_without_the_form(town: Town, placed: Order) -> None:
    for who, words in ((town.people["community"], "另一位同事"), (placed.person, "领东西的人"), (
        town.people["far_street"], "管这个社区"
    )):  # fmt: skip
        with pytest.raises(Refused, match=words):
            hand_over(placed, witness=who, by=town.hat("community"), at=MONDAY)


def test_an_order_that_is_over_shows_how_and_asks_nothing(town: Town, placed: Order) -> None:
    handed(town, placed, left="8")
    page = said(town.client("intake").get(f"/desk/shop/orders/{placed.pk}/"))
    for words in ("已领取", "陈社区", "应有 8，数出来 8"):
        assert words in page, words
    assert "核销，已经递给本人" not in page


def test_what_is_counted_on_the_shelf_puts_the_stock_right(town: Town, placed: Order, salt: Good) -> None:
    waits = order(placed.person, salt)  # one more lies on the shelf for somebody
    few = handed(town, placed, left="0")
    assert (few.status_code, "还没来领的 1 件还少" in said(few)) == (409, True)
    assert handed(town, placed, left="6").status_code == 302
    count = StockCount.objects.get()
    assert (count.expected, count.found, count.order_id, stock_of(salt)) == (8, 6, placed.pk, 5)
    assert waits.is_waiting
    assert check_stock().amiss == []


def test_a_count_that_is_far_off_is_asked_about_before_anything_is_booked(
    town: Town, placed: Order, salt: Good
) -> None:
    asked_at_first = said(town.client("community").get(f"/desk/shop/orders/{placed.pk}/"))
    assert 'name="note"' not in asked_at_first
    asked = handed(town, placed, left="3")
    assert asked.status_code == 409
    for words in ("账上应有 8 件，数出来 3 件", 'id="id_note_error"', 'name="left" value="3"', 'name="note"'):
        assert words in said(asked), words
    placed.refresh_from_db()
    assert (placed.is_waiting, stock_of(salt), StockCount.objects.exists()) == (True, 8, False)
    dots = handed(town, placed, left="3", note="。。")
    assert (dots.status_code, 'name="note" value="。。"' in said(dots)) == (422, True)
    assert handed(town, placed, left="3", note="受潮扔了 5 件").status_code == 302
    assert (stock_of(salt), StockMove.objects.get(kind=Moved.COUNTED).note) == (3, "受潮扔了 5 件")
    assert AuditEntry.objects.get(action="核销").reason == "受潮扔了 5 件"
    assert "数出来 3：受潮扔了 5 件" in said(town.client("intake").get(f"/desk/shop/orders/{placed.pk}/"))
    assert check_stock().amiss == []


def test_a_mistyped_count_is_put_right_without_a_reason(town: Town, placed: Order, salt: Good) -> None:
    assert handed(town, placed, left="80").status_code == 409
    assert handed(town, placed, left="8", note="").status_code == 302
    assert (stock_of(salt), StockMove.objects.filter(kind=Moved.COUNTED).exists()) == (8, False)


def test_after_five_wrong_codes_in_a_row_even_the_right_one_waits_a_minute(town: Town, placed: Order) -> None:
    for _ in range(5):
        assert typed(town, wrong(placed.code)).status_code == 409
    braked = typed(town, placed.code)
    assert (braked.status_code, "请等 60 秒" in said(braked)) == (429, True)
    assert typed(town, placed.code, "intake").status_code == 302  # a colleague goes on
    with time_machine.travel(MONDAY + timedelta(seconds=61), tick=False):
        assert typed(town, wrong(placed.code)).status_code == 409
        assert typed(town, placed.code).status_code == 302


def test_a_right_code_ends_the_row_of_wrong_ones(town: Town, placed: Order) -> None:
    for code in [*[wrong(placed.code)] * 4, placed.code, wrong(placed.code)]:
        last = typed(town, code)
    assert last.status_code == 409


def test_nobody_hands_over_to_themselves(town: Town, salt: Good) -> None:
    own = town.people["community"]
    volunteer_in(town, person=own, points=5)
    placed = order(own, salt)
    with pytest.raises(Refused, match="另一位同事"):
        hand_over(placed, witness=town.people["intake"], by=town.hat("community"), at=MONDAY)
    assert handed(town, placed, witness=town.people["intake"].pk).status_code == 403
    assert handed(town, placed, "intake", witness=town.people["worker"].pk).status_code == 302


@pytest.mark.parametrize("code", ["", "12", "abcdef", "1" * 41])
def test_what_is_no_code_is_said_at_the_field(town: Town, code: str) -> None:
    answer = typed(town, code)
    assert answer.status_code in (409, 422)
    assert 'id="id_code_error"' in said(answer)


def test_a_code_is_kept_as_its_hash_and_waits_once_in_a_community(town: Town, placed: Order) -> None:
    assert placed.code_hash == code_hash(placed.code)
    assert placed.code not in placed.code_hash
    codes = [order(volunteer_in(town, points=5), placed.good).code for _ in range(6)]
    assert len({*codes, placed.code}) == 7


def test_a_code_that_waits_in_two_of_ones_communities_has_to_be_scanned(town: Town, placed: Order) -> None:
    other = order(volunteer_in(town, points=9), placed.good)
    Order.objects.filter(pk=other.pk).update(code_hash=placed.code_hash, community=town.places["far_community"])
    assert find_order(placed.code, by=town.hat("street"), at=MONDAY).pk == placed.pk
    appoint(
        town.people["street"], role=Role.STREET_OFFICER, organisation=town.units["far_street_unit"],
        from_date=LONG_AGO, by=None, at=MONDAY,
    )  # fmt: skip
    with pytest.raises(Refused, match="请扫居民手机上的方块码"):
        find_order(placed.code, by=town.hat("street"), at=MONDAY)
    far = scanned("370203005001", placed.code)
    assert find_order(far, by=town.hat("street"), at=MONDAY).pk == other.pk


def test_only_who_keeps_the_shop_stands_at_the_counter(town: Town, placed: Order) -> None:
    for who in ("worker", "party_officer", "platform"):
        refused = town.client(who).get("/desk/shop/")
        assert (refused.status_code, "社区和街道管" in said(refused)) == (403, True), who
    assert town.client("far_street").get(f"/desk/shop/orders/{placed.pk}/").status_code == 404
    assert town.client("community").delete("/desk/shop/").status_code == 405
    with pytest.raises(Refused, match="不归"):
        hand_over(placed, witness=town.people["intake"], by=town.hat("far_street"), at=MONDAY)


def test_the_desks_pages_ask_as_much_of_many_rows_as_of_one(
    town: Town, person: User, salt: Good, django_assert_max_num_queries: Any
) -> None:
    client = town.client("community")
    for number in range(8):
        placed = order(volunteer_in(town, points=5), salt)
        put_up(town, f"货{number}")
        if number % 2:
            hand_over(placed, left=stock_of(salt) + 4 - number // 2, by=town.hat("community"), at=MONDAY)
    change_stock(salt, Moved.BOUGHT, number=5, by=town.hat("community"), at=MONDAY)
    for page in ("", "orders/", "orders/?q=TAKEN", "goods/", f"goods/{salt.pk}/", "donations/"):
        client.get(f"/desk/shop/{page}")
        with django_assert_max_num_queries(22):
            assert client.get(f"/desk/shop/{page}").status_code == 200
    assert Volunteer.objects.count() == 9
