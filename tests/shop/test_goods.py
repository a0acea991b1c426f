"""Goods and stock at the desk: put up, changed, bought, written off, counted; bad input is said at its field."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from shop.actions import Offer, Refused, change_good, facts_of
from shop.checking import check_stock
from shop.models import Good, StockCount, StockMove
from tests.factories import MONDAY, Town
from tests.shop.scene import put_up, stock_of
from volunteers.models import Window

pytestmark = pytest.mark.usefixtures("monday")
NEW = "/desk/shop/goods/new/"


def said(response: Any) -> str:
    return response.content.decode()


def filled(town: Town, **changes: Any) -> dict[str, Any]:
    return {
        "community": town.places["community"].pk, "kind": "GOODS", "name": "洗衣液 1 千克", "price": "12",
        "tier_only": "PLAIN", "number": "20", "is_active": "on", "key": str(uuid4()), **changes,
    }  # fmt: skip


def test_a_good_is_put_up_once_with_what_there_is_of_it(town: Town) -> None:
    form = filled(town)
    for _ in range(2):
        assert town.client("community").post(NEW, form)["Location"] == "/desk/shop/goods/"
    good = Good.objects.get()
    assert (good.name, good.price, good.stock, StockMove.objects.count()) == ("洗衣液 1 千克", 12, 20, 1)
    assert "洗衣液 1 千克" in said(town.client("intake").get("/desk/shop/goods/"))
    assert check_stock().amiss == []


@pytest.mark.parametrize(("field", "value", "words"), [
    ("price", "-3", "每件至少 1 分"),
    ("price", "0", "每件至少 1 分"),
    ("price", "9" * 30, "1 到 100000 之间"),
    ("name", "", "请写货品的名称"),
    ("name", "找 13812345678", "请不要写电话"),
    ("name", "<b>食用盐</b>", "不能有尖括号"),
    ("name", "=1+1", "不能以 = + - @ 开头"),
    ("most_each", "0", "1 到 99 之间"),
    ("number", "-1", "0 到 100000 之间"),
    ("tier_only", "RICH", ""),
    ("from_date", "明天", "2026-11-30 这样"),
    ("community", "9" * 20, "请从名单里选一个社区"),
])  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(town: Town, field: str, value: str, words: str) -> None:
    answer = town.client("community").post(NEW, filled(town, about="到一楼领", **{field: value}))
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in said(answer)
    assert words in said(answer)
    assert 'value="到一楼领"' in said(answer)
    assert not Good.objects.exists()


def test_a_sale_that_ends_before_it_begins_and_a_name_taken(town: Town) -> None:
    dates = {"from_date": "2026-12-02", "to_date": "2026-12-01"}
    assert "结束日期不能早于" in said(town.client("community").post(NEW, filled(town, **dates)))
    put_up(town)
    taken = town.client("community").post(NEW, filled(town, name="食用盐"))
    assert (taken.status_code, "已经有“食用盐”" in said(taken)) == (409, True)


def test_nobody_puts_up_goods_in_another_community(town: Town) -> None:
    answer = town.client("community").post(NEW, filled(town, community=town.places["far_community"].pk))
    assert answer.status_code == 422
    assert town.client("far_street").get(f"/desk/shop/goods/{put_up(town).pk}/edit/").status_code == 404


def test_a_changed_price_holds_from_now_on_and_is_in_the_trail(town: Town, salt: Good) -> None:
    page = f"/desk/shop/goods/{salt.pk}/edit/"
    assert 'value="5"' in said(town.client("community").get(page))
    form = filled(town, name="食用盐", price="6")
    assert town.client("community").post(page, form)["Location"] == f"/desk/shop/goods/{salt.pk}/"
    salt.refresh_from_db()
    assert (salt.price, salt.stock) == (6, 10)
    assert town.client("community").post(page, {**form, "price": "-6"}).status_code == 422


def opened(client: Any, page: str) -> dict[str, Any]:
    """The form as a tab holds it that was opened now."""
    form = client.get(page).context["form"]
    return {field.name: field.value() or "" for field in form if field.value() is not False}


def test_what_another_clerk_saved_meanwhile_is_not_wiped_out_unseen(town: Town, salt: Good) -> None:
    page, client = f"/desk/shop/goods/{salt.pk}/edit/", town.client("community")
    early = opened(client, page)
    colleague = town.client("intake")
    assert colleague.post(page, {**opened(colleague, page), "price": "7"}).status_code == 302
    refused = client.post(page, {**early, "about": "到一楼领"})
    assert (refused.status_code, "每件积分（现在是 7）" in said(refused)) == (422, True)
    assert 'name="about" value="到一楼领"' in said(refused)
    assert (Good.objects.get().price, Good.objects.get().about) == (7, "")
    form = refused.context["form"]
    again = {field.name: field.value() or "" for field in form if field.value() is not False}
    assert client.post(page, again).status_code == 302
    assert (Good.objects.get().price, Good.objects.get().about) == (7, "到一楼领")


def test_what_is_saved_between_looking_and_locking_is_refused_too(town: Town, salt: Good) -> None:
    seen = facts_of(salt)
    change_good(salt, Offer(name=salt.name, price=7), by=town.hat("intake"), at=MONDAY)
    with pytest.raises(Refused, match="就在刚才"):
        change_good(salt, Offer(name=salt.name, price=6), seen=seen, by=town.hat("community"), at=MONDAY)
    salt.refresh_from_db()
    assert salt.price == 7


def test_stock_is_bought_written_off_and_counted_each_once(town: Town, salt: Good) -> None:
    page, client = f"/desk/shop/goods/{salt.pk}/", town.client("community")
    bought = {"how": "BOUGHT", "number": "5", "key": str(uuid4())}
    for _ in range(2):
        assert client.post(page, bought).status_code == 302
    assert stock_of(salt) == 15
    assert client.post(page, {"how": "WRITTEN_OFF", "number": "3", "note": "袋子破了"}).status_code == 302
    too_many = client.post(page, {"how": "WRITTEN_OFF", "number": "13"})
    assert (too_many.status_code, "库存只有 12 件" in said(too_many)) == (409, True)
    assert client.post(page, {"how": "COUNTED", "number": "11"}).status_code == 302
    assert client.post(page, {"how": "COUNTED", "number": "11"}).status_code == 302
    assert (stock_of(salt), StockCount.objects.count(), StockMove.objects.count()) == (11, 2, 4)
    assert "应有 12，数出来 11" in said(client.get(page))
    assert check_stock().amiss == []


def test_a_count_that_finds_nothing_or_half_as_much_says_why(town: Town, salt: Good) -> None:
    page, client = f"/desk/shop/goods/{salt.pk}/", town.client("community")
    for number in ("0", "4", "16"):
        asked = client.post(page, {"how": "COUNTED", "number": number})
        assert (asked.status_code, f"应有 10 件，数出来 {number} 件" in said(asked)) == (409, True), number
        assert 'id="id_note_error"' in said(asked)
    assert client.post(page, {"how": "COUNTED", "number": "0", "note": "。"}).status_code == 422
    assert client.post(page, {"how": "COUNTED", "number": "0", "note": "进水报废"}).status_code == 302
    assert (stock_of(salt), StockMove.objects.filter(note="进水报废").count()) == (0, 1)
    assert client.post(page, {"how": "COUNTED", "number": "0"}).status_code == 302  # as it should be
    assert "数出来 0：进水报废" in said(client.get(page))


@pytest.mark.parametrize("form", [
    {}, {"how": "ORDERED", "number": "1"}, {"how": "BOUGHT", "number": "0"}, {"how": "BOUGHT", "number": "x"},
])  # fmt: skip
def test_stock_is_not_changed_by_what_says_nothing(town: Town, salt: Good, form: dict[str, str]) -> None:
    assert town.client("community").post(f"/desk/shop/goods/{salt.pk}/", form).status_code == 422
    assert stock_of(salt) == 10


def test_a_count_that_agrees_sent_twice_is_one_count(town: Town) -> None:
    """Nothing had moved, so nothing kept its mark: the second tap was a second count."""
    salt, client = put_up(town), town.client("community")
    page, form = f"/desk/shop/goods/{salt.pk}/", {"how": "COUNTED", "number": "10", "key": str(uuid4())}
    for note in ("", "", "数过了"):
        assert client.post(page, {**form, "note": note}).status_code == 302
    assert (StockCount.objects.count(), StockMove.objects.filter(kind="COUNTED").count()) == (1, 0)
    other = client.post(page, {**form, "number": "9"})
    assert (other.status_code, "盘点 10 件" in said(other)) == (409, True)
    far_off = {**form, "number": "2", "note": "受潮扔了", "key": str(uuid4())}
    for _ in range(2):
        assert client.post(page, far_off).status_code == 302
    assert client.post(page, {**far_off, "note": "别的"}).status_code == 409
    assert (StockCount.objects.count(), stock_of(salt), check_stock().amiss) == (2, 2, [])


def test_whoever_keeps_the_shop_reads_that_it_is_closed(town: Town) -> None:
    """Residents read that nothing can be had now, and the desk that it can."""
    salt, client = put_up(town), town.client("community")
    pages = ["/desk/shop/", "/desk/shop/goods/", f"/desk/shop/goods/{salt.pk}/"]
    closed = f"{salt.community.short_name}现在不在兑换期"
    for page in pages:
        assert closed not in said(client.get(page)), page
    assert ">在换<" in said(client.get("/desk/shop/goods/"))
    today = MONDAY.date()
    Window.objects.create(
        community=salt.community, opens_on=today + timedelta(days=10), closes_on=today + timedelta(days=12)
    )
    for page in pages:
        assert closed in said(client.get(page)), page
        assert "下一次从 2026 年 11 月 26 日开始" in said(client.get(page)), page
    listed = said(client.get("/desk/shop/goods/"))
    assert (">不在兑换期<" in listed, ">在换<" in listed) == (True, False)
    assert "不在兑换期" not in said(town.client("far_street").get("/desk/shop/goods/"))
