"""公益积分: what residents gave is seen at the desk, spent there before a second person, and published."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from accounts.models import AuditEntry, User
from shop.actions import Need, Refused, aid, take_back
from shop.checking import check_stock
from shop.kinds import Moved
from shop.models import Aid, Good, StockMove
from tests.cases.test_racing import at_once
from tests.factories import MONDAY, Town, build_town
from tests.servers.together import together
from tests.shop.scene import all_holds, put_up, stock_of, volunteer_in
from tests.shop.test_racing import one_each, sends
from tests.volunteers.ledger import source
from volunteers.actions import give
from volunteers.checking import check_ledger
from volunteers.models import Transfer

pytestmark = pytest.mark.usefixtures("monday")
FUND = "/desk/shop/fund/"


def said(response: Any) -> str:
    return response.content.decode()


def given(town: Town, amount: int, where: str = "community") -> User:
    person = volunteer_in(town, points=amount, where=where)
    give(person, amount=amount, to=town.places[where], source=source(), at=MONDAY)
    return person


def page_of(town: Town, where: str = "community") -> str:
    return f"{FUND}{town.places[where].pk}/"


def filled(town: Town, what: Good, **changes: Any) -> dict[str, Any]:
    return {
        "good": what.pk, "quantity": "2", "whom": "3 号楼的独居老人", "why": "住院回来，一个人过",
        "witness": town.people["intake"].pk, "key": str(uuid4()), **changes,
    }  # fmt: skip


def back(town: Town, who: str = "worker") -> dict[str, Any]:
    """A form by which an aid is taken back, before somebody else."""
    return {"reason": "没有送到，拿回来了", "witness": town.people[who].pk}


def test_what_was_given_is_seen_and_spent_once_with_the_stock(town: Town, salt: Good) -> None:
    giver, client = given(town, 20), town.client("community")
    shown = said(client.get(FUND))
    assert ("<b>20</b> 分" in shown, "林*" in shown, giver.name in shown) == (True, True, False)
    form = filled(town, salt)
    assert "食用盐（每件 5 分，还有 10 件）" in said(client.get(page_of(town)))
    for _ in range(2):
        assert client.post(page_of(town), form)["Location"] == FUND
    row = Transfer.objects.get(entry="AID")
    assert (row.amount, row.giver.place, row.taker.place, row.taker.holder) == (
        10, salt.community, salt.community, "SHOP",
    )  # fmt: skip
    assert (stock_of(salt), StockMove.objects.get(kind=Moved.AIDED).amount) == (8, -2)
    shown = said(client.get(FUND))
    for words in ("<b>10</b> 分", "食用盐 × 2", "3 号楼的独居老人", "住院回来", "吴受理在场"):
        assert words in shown, words
    entry = AuditEntry.objects.get(action="用公益积分帮扶")
    assert (entry.reason, entry.detail["points"]) == ("住院回来，一个人过", 10)
    assert "独居老人" not in f"{entry.detail}{row.note}{row.rule}"
    assert all_holds()


def test_neither_fund_nor_stock_goes_below_zero(town: Town, salt: Good) -> None:
    client = town.client("community")
    given(town, 12)
    short = client.post(page_of(town), filled(town, salt, quantity="3"))
    assert (short.status_code, "公益积分只有 12 分，这一次要 15 分" in said(short)) == (409, True)
    assert ('id="id_quantity_error"' in said(short), 'value="3 号楼的独居老人"' in said(short)) == (True, True)
    few = put_up(town, "抽纸", price=1, stock=1)
    assert "只剩 1 件" in said(client.post(page_of(town), filled(town, few)))
    assert (stock_of(salt), stock_of(few), Aid.objects.count(), Transfer.objects.filter(entry="AID").count()) == (
        10, 1, 0, 0,
    )  # fmt: skip
    assert client.post(page_of(town), filled(town, few, quantity="1")).status_code == 302
    gone = client.post(page_of(town), filled(town, few, quantity="1"))
    assert (gone.status_code, "刚刚换完了" in said(gone)) == (409, True)


def test_the_second_tap_is_the_first_though_nothing_is_left_and_another_form_is_told(town: Town) -> None:
    given(town, 5)
    last, client = put_up(town, price=5, stock=1), town.client("community")
    form = filled(town, last, quantity="1")
    assert [client.post(page_of(town), form).status_code for _ in range(2)] == [302, 302]
    other = client.post(page_of(town), {**form, "whom": "5 号楼的一家"})
    assert (other.status_code, "这张单已经办过：食用盐 × 1" in said(other)) == (409, True)
    assert client.post(page_of(town), {**form, "witness": town.people["worker"].pk}).status_code == 409
    assert (Aid.objects.count(), all_holds()) == (1, True)


def test_what_is_wrong_is_said_at_its_field(town: Town, salt: Good) -> None:
    given(town, 50)
    client = town.client("community")
    service = put_up(town, "理发一次", price=1, kind="SERVICE")
    hidden = put_up(town, "旧书", price=1, is_active=False)
    far = put_up(town, where="far_community", by="far_street")
    assert ("理发一次" in said(client.get(page_of(town))), "旧书" in said(client.get(page_of(town)))) == (False, False)
    for field, value in (
        ("good", service.pk), ("good", far.pk), ("good", "9" * 20), ("good", ""), ("quantity", "0"), ("quantity", "x"),
        ("whom", ""), ("whom", "长" * 61), ("whom", "找 13812345678"), ("why", "。"), ("why", ""), ("witness", ""),
        ("witness", town.people["community"].pk), ("witness", town.people["far_street"].pk),
    ):  # fmt: skip
        answer = client.post(page_of(town), filled(town, salt, **{field: value}))
        assert (answer.status_code, f'id="id_{field}_error"' in said(answer)) == (422, True), (field, value)
    assert "现在不换了" in said(client.post(page_of(town), filled(town, hidden)))
    assert not Aid.objects.exists()
    hat, witness = town.hat("community"), town.people["intake"]
    for good, who, words in (
        (service, witness, "是服务，不是物品"), (salt, town.people["community"], "另一位同事"),
        (salt, town.people["far_street"], "管这个社区"), (far, witness, "不归您的岗位管"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=words):
            aid(Need(good, 1, "某户", "困难", who), by=hat, at=MONDAY)


def test_it_is_taken_back_once_and_all_is_as_it_was(town: Town, salt: Good) -> None:
    given(town, 20)
    client = town.client("community")
    client.post(page_of(town), filled(town, salt))
    page = f"{FUND}aids/{Aid.objects.get().pk}/"
    assert page in said(client.get(FUND))
    assert client.post(page, {**back(town), "reason": "。"}).status_code == 422
    assert town.client("intake").post(page, back(town))["Location"] == FUND
    again = client.post(page, back(town))
    assert (again.status_code, "已经收回了" in said(again)) == (409, True)
    shown = said(client.get(FUND))
    for words in ("<b>20</b> 分", "已收回", "收回帮扶：食用盐 × 2", "没有送到", "吴受理，李格员在场"):
        assert words in shown, words
    assert page not in shown
    assert (stock_of(salt), all_holds()) == (10, True)
    assert AuditEntry.objects.filter(action="收回帮扶").count() == 1


def test_nobody_takes_an_aid_back_alone(town: Town, salt: Good) -> None:
    given(town, 20)
    client = town.client("community")
    client.post(page_of(town), filled(town, salt))
    made = Aid.objects.get()
    page = f"{FUND}aids/{made.pk}/"
    for who in ("", town.people["community"].pk, town.people["far_street"].pk):
        answer = client.post(page, {**back(town), "witness": who})
        assert (answer.status_code, 'id="id_witness_error"' in said(answer)) == (422, True), who
    for name, words in (("community", "另一位同事"), ("far_street", "管这个社区")):
        with pytest.raises(Refused, match=words):
            take_back(made, witness=town.people[name], reason="没有送到", by=town.hat("community"), at=MONDAY)
    assert stock_of(salt) == 8


def test_others_do_not_see_a_fund_and_cannot_spend_it(town: Town, salt: Good) -> None:
    given(town, 20)
    town.client("community").post(page_of(town), filled(town, salt))
    made = Aid.objects.get()
    for page in (page_of(town), f"{FUND}aids/{made.pk}/"):
        assert town.client("far_street").post(page, filled(town, salt)).status_code == 404
        assert town.client("worker").post(page, filled(town, salt)).status_code == 403
    assert "独居老人" not in said(town.client("far_street").get(FUND))
    assert Aid.objects.count() == 1


def test_everybody_reads_given_spent_and_left_and_nobodys_name(town: Town, salt: Good) -> None:
    giver, client = given(town, 20), town.client("community")
    page = f"/volunteer/shop/used/{salt.community.code}/"
    client.post(page_of(town), filled(town, salt))
    client.post(page_of(town), filled(town, salt, quantity="1"))
    client.post(f"{FUND}aids/{Aid.objects.get(quantity=1).pk}/", back(town))
    shown = said(Client().get(page))
    for words in ("<b>20 分</b>，大家捐给社区的", "<b>10 分</b>，帮有困难", "还剩</dt><dd><b>10 分</b>", "食用盐 × 2"):
        assert words in shown, words
    for words in (giver.name, "林*", "独居老人", "住院"):
        assert words not in shown, words
    assert "公益积分" not in said(Client().get(f"{page}?q=2026-3"))


def test_a_quarter_stays_as_it_was_and_what_is_taken_back_later_is_said_then(
    town: Town, salt: Good, monday: time_machine.Traveller
) -> None:
    """The desk and the page of the quarter summed up the fund each in its own way: the old quarter had more left."""
    given(town, 20)
    page = f"/volunteer/shop/used/{salt.community.code}/"
    town.client("community").post(page_of(town), filled(town, salt))
    monday.move_to(MONDAY + timedelta(days=60))
    client = town.client("community")
    client.post(f"{FUND}aids/{Aid.objects.get().pk}/", back(town))
    old, new = said(Client().get(f"{page}?q=2026-4")), said(Client().get(page))
    for words in ("<b>10 分</b>，帮有困难", "还剩</dt><dd><b>10 分</b>", "食用盐 × 2"):
        assert words in old, words
    for words in ("<b>0 分</b>，帮有困难", "<b>10 分</b>，以前的帮扶收回了", "还剩</dt><dd><b>20 分</b>"):
        assert words in new, words
    assert ("以前的帮扶" in old, "<b>20</b> 分" in said(client.get(FUND))) == (False, True)


def test_the_fund_asks_as_much_of_many_rows_as_of_few(
    town: Town, salt: Good, django_assert_max_num_queries: Any
) -> None:
    client = town.client("community")
    for _ in range(6):
        given(town, 10)
        client.post(page_of(town), filled(town, salt, quantity="1"))
    client.post(f"{FUND}aids/{Aid.objects.earliest('pk').pk}/", back(town))
    with django_assert_max_num_queries(20):
        client.get(FUND)


def test_the_proofs_find_a_fund_that_is_overdrawn_and_an_aid_without_its_record(town: Town, salt: Good) -> None:
    given(town, 10)
    town.client("community").post(page_of(town), filled(town, salt))
    row = Transfer.objects.get(entry="AID")
    forged = Transfer.objects.create(
        currency=row.currency, entry="AID", giver=row.giver, taker=row.taker, amount=3, key="x", source="x 1", at=MONDAY
    )
    assert check_ledger().amiss == [f"公益积分账户 {row.giver_id} 剩 -3"]
    assert check_stock().amiss == [f"账目 {forged.pk} 没有帮扶记录"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.enough_on("postgres")
def test_of_eight_at_once_one_gets_what_is_enough_for_one() -> None:
    town = build_town()
    witness, hats = town.people["worker"], [town.hat("community"), town.hat("intake")]
    goods = [put_up(town, f"货品{number}", price=10) for number in range(8)]  # no lock of a good keeps them apart
    for done in range(1, 4):
        given(town, 10)
        needs = [Need(good, 1, "某户", "家里有困难", witness) for good in goods]
        tries = [partial(aid, need, by=hats[number % 2], at=MONDAY) for number, need in enumerate(needs)]
        assert together(tries) == {"done": 1, "fund_short": 7}
        assert (Aid.objects.count(), sum(map(stock_of, goods)), all_holds()) == (done, 80 - done, True)


def test_the_page_of_a_fund_that_another_has_just_spent_says_so(town: Town, salt: Good) -> None:
    given(town, 10)
    tissues = put_up(town, "抽纸", price=5)
    answers = [
        town.client(who).post(page_of(town), filled(town, good, witness=town.people["worker"].pk))
        for who, good in (("community", salt), ("intake", tissues))
    ]
    assert [one.status_code for one in answers] == [302, 409]
    assert "公益积分只有 0 分，这一次要 10 分" in said(answers[1])


@pytest.mark.django_db(transaction=True)
@pytest.mark.enough_on("postgres")
def test_sent_eight_times_at_once_it_is_one_aid_and_taken_back_so_it_is_back_once() -> None:
    town = build_town()
    given(town, 10)
    salt = put_up(town, price=5)
    form = filled(town, salt)
    taps = one_each([sends(town.client("community"), page_of(town), form) for _ in range(8)])
    assert at_once(taps, 8) == {"302": 8}
    assert (Aid.objects.count(), stock_of(salt), all_holds()) == (1, 8, True)
    page = f"{FUND}aids/{Aid.objects.get().pk}/"
    tries = one_each([sends(town.client("community"), page, back(town)) for _ in range(8)])
    assert at_once(tries, 8) == {"302": 1, "409": 7}
    assert (stock_of(salt), all_holds()) == (10, True)
