"""The shop on a telephone: what there is for my points, one confirmation, my codes; the public page of the quarter."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from accounts.models import User
from shop.actions import change_good
from shop.actions.stocking import Offer
from shop.models import Good, Order
from shop.workflow import State
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser
from tests.resident.signing_in import PHONE, signed_in
from tests.shop.scene import hand_over, order, put_up, stock_of, volunteer_in
from tests.volunteers.ledger import balance, earn, undo
from volunteers.kinds import Tier
from volunteers.models import Service, Transfer, Window

SHOP = "/volunteer/shop/"


@pytest.fixture(autouse=True)
def all_day(monday: Any, settings: Any, tmp_path: Any) -> None:
    settings.SMS_LOG = tmp_path / "sms.log"


@pytest.fixture
def browser(town: Town) -> Browser:
    return signed_in()


@pytest.fixture
def me(town: Town, browser: Browser) -> User:
    found = User.objects.with_phone(PHONE)
    assert found
    return volunteer_in(town, person=found, points=12)


def said(response: Any) -> str:
    return response.content.decode()


def sends(browser: Browser, good: Good, **changes: Any) -> Any:
    return browser.post(f"{SHOP}{good.pk}/", {"quantity": "1", "price": good.price, "key": str(uuid4()), **changes})


def test_what_i_can_have_what_is_missing_and_what_is_not_for_me(town: Town, browser: Browser, me: User) -> None:
    put_up(town, "食用盐", price=5)
    put_up(town, "大米", price=15)
    put_up(town, "体检", price=1, tier_only=Tier.VIP)
    put_up(town, "牙刷", price=2, stock=0)
    put_up(town, "别处的", price=1, where="far_community", by="far_street")
    page = said(browser.get(SHOP))
    for words in ("您有 <b>12</b> 分", "还有 10 件", "还差 3 分", "只给VIP 志愿者换", "换完了"):
        assert words in page, words
    assert "别处的" not in page


def test_one_order_one_code_with_its_square_and_nobody_elses(town: Town, browser: Browser, me: User) -> None:
    salt = put_up(town)
    assert "5 分" in said(browser.get(f"{SHOP}{salt.pk}/"))
    form = {"quantity": "2", "price": "5", "key": str(uuid4())}
    first, again = (browser.post(f"{SHOP}{salt.pk}/", form) for _ in range(2))
    assert first.url == again.url
    placed = Order.objects.get()
    page = said(browser.get(first.url))
    assert placed.code[:3] + " " + placed.code[3:] in page
    assert "data:image/svg+xml" in page
    assert "最晚 <b>12月1日</b> 到太平镇社区去领，这一天也行" in page
    listed = said(browser.get(f"{SHOP}orders/"))
    assert ("食用盐 × 2" in listed, "最晚12月1日来领" in listed) == (True, True)
    assert "1 个没领" in said(browser.get(SHOP))
    theirs = order(volunteer_in(town, points=9), salt)
    assert browser.get(f"{SHOP}orders/{theirs.pk}/").status_code == 404
    assert browser.post(f"{SHOP}orders/{theirs.pk}/cancel/").status_code == 404


def test_the_same_form_with_another_number_is_not_said_to_be_done(town: Town, browser: Browser, me: User) -> None:
    salt, key = put_up(town), str(uuid4())
    assert sends(browser, salt, key=key).status_code == 302
    other = sends(browser, salt, key=key, quantity="2")
    assert (other.status_code, "这张单已经办过：食用盐 × 1" in said(other)) == (409, True)
    assert (Order.objects.count(), balance(me)) == (1, 7)


def test_i_take_it_back_after_being_asked_and_the_code_is_gone(town: Town, browser: Browser, me: User) -> None:
    placed = order(me, put_up(town))
    page = f"{SHOP}orders/{placed.pk}/"
    assert "5 分退回您的账上" in said(browser.get(f"{page}cancel/"))
    assert browser.post(f"{page}cancel/").url == page
    assert balance(me) == 12
    assert placed.code[:3] + " " + placed.code[3:] not in said(browser.get(page))
    twice = browser.post(f"{page}cancel/")
    assert (twice.status_code, "已取消" in said(twice)) == (409, True)
    assert ("取消，退回积分" in said(twice), "退回您的账上" in said(twice)) == (False, False)
    assert f'href="{page}">返回，看现在怎么样了' in said(twice)
    assert browser.get(f"{page}cancel/").url == page


@pytest.mark.parametrize(("quantity", "status", "words"), [
    ("0", 422, "至少换 1 件"),
    ("10000", 422, "一次最多换 99 件"),
    ("-1", 422, "至少换 1 件"),
    ("两件", 422, "请写一个整数"),
    ("", 422, "请写换几件"),
    ("11", 409, "只剩 10 件"),
    ("3", 409, "现在可用 12，需要 15"),
])  # fmt: skip
def test_a_number_that_cannot_be_is_said_at_the_field(
    town: Town, browser: Browser, me: User, quantity: str, status: int, words: str
) -> None:
    answer = sends(browser, put_up(town), quantity=quantity)
    assert (answer.status_code, words in said(answer)) == (status, True)
    assert 'id="id_quantity_error"' in said(answer)
    assert not Order.objects.exists()


def test_a_price_that_changed_meanwhile_is_asked_again_and_then_paid(town: Town, browser: Browser, me: User) -> None:
    salt = put_up(town)
    change_good(salt, Offer(name=salt.name, price=6), by=town.hat("community"), at=MONDAY)
    asked = sends(browser, salt, price="5")
    assert (asked.status_code, "现在每件 6 分" in said(asked)) == (409, True)
    assert 'name="price" value="6"' in said(asked)
    assert sends(browser, salt, price="6").status_code == 302
    assert balance(me) == 6
    for nonsense in ("", "x", "-6", "9" * 30):
        assert sends(browser, salt, price=nonsense).status_code == 409


def test_outside_the_window_the_page_says_when_and_the_shop_takes_nothing(
    town: Town, browser: Browser, me: User
) -> None:
    salt, today = put_up(town), MONDAY.date()
    Window.objects.create(
        community=salt.community, opens_on=today + timedelta(days=5), closes_on=today + timedelta(days=9)
    )
    for page in (SHOP, f"{SHOP}{salt.pk}/"):
        assert "下一次从 2026 年 11 月 21 日开始" in said(browser.get(page))
    assert sends(browser, salt).status_code == 409
    assert stock_of(salt) == 10


def test_a_good_of_another_community_or_off_the_shelf_is_not_there(town: Town, browser: Browser, me: User) -> None:
    far = put_up(town, where="far_community", by="far_street")
    off = put_up(town, is_active=False)
    for good in (far, off):
        assert browser.get(f"{SHOP}{good.pk}/").status_code == 404
        assert sends(browser, good).status_code == 404


def test_who_is_no_volunteer_is_told_how_and_who_is_not_signed_in_signs_in(town: Town, browser: Browser) -> None:
    assert "先注册成志愿者" in said(browser.get(SHOP))
    assert browser.get(f"{SHOP}{put_up(town).pk}/").status_code == 404
    for page in (SHOP, f"{SHOP}orders/"):
        assert Browser().get(page).url.startswith("/me/sign-in/")
        assert town.client("worker").get(page).status_code == 302
    assert browser.post(SHOP).status_code == 405
    assert browser.delete(f"{SHOP}orders/").status_code == 405


def test_what_expired_last_night_is_not_counted_as_mine(town: Town, browser: Browser, me: User) -> None:
    earn(me, 30, until=MONDAY.date())
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        for page, words in (
            (SHOP, "您有 <b>12</b> 分"),
            ("/volunteer/", "<b>12</b> 分"),
            ("/volunteer/mine/", "<b>12</b> 分"),
        ):
            assert words in said(browser.get(page)), page


def test_what_is_owed_is_one_figure_wherever_points_stand(town: Town, browser: Browser, me: User) -> None:
    book = put_up(town, "儿童绘本", price=2)
    order(me, put_up(town, price=8))
    undo(Transfer.objects.get(entry="AWARD", taker__person=me))
    assert balance(me) == -8
    for page in (SHOP, f"{SHOP}{book.pk}/", "/volunteer/", "/volunteer/mine/"):
        shown = said(browser.get(page))
        assert re.search(r"-8(</b>)? 分", shown), page
        assert ("您欠 8 分" in shown, "以后挣的先补上" in shown, "有一次" in shown) == (True, True, False), page
    assert "还差 10 分" in said(browser.get(SHOP))
    assert "还差 10 分" in said(browser.get(f"{SHOP}{book.pk}/"))
    refused = sends(browser, book)
    assert (refused.status_code, "您欠 8 分" in said(refused), "还差 10 分" in said(refused)) == (409, True, True)
    assert 'id="id_quantity_error"' in said(refused)
    gift = browser.post("/volunteer/give/", {"amount": "1", "key": str(uuid4())})
    assert (gift.status_code, "还差 9 分" in said(gift), 'id="id_amount_error"' in said(gift)) == (409, True, True)


def test_the_shelf_asks_as_much_of_many_goods_as_of_one(
    town: Town, browser: Browser, me: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        order(me, put_up(town, f"货{number}", price=1))
    for page in (SHOP, f"{SHOP}orders/"):
        with django_assert_max_num_queries(13):
            browser.get(page)


def test_everybody_reads_what_the_points_of_a_quarter_came_to(town: Town, person: User, salt: Good) -> None:
    page = f"{SHOP}used/{salt.community.code}/"
    elsewhere = f"{SHOP}used/{town.places['far_community'].code}/"
    assert "还没有积分进出" in said(Browser().get(elsewhere))
    hand_over(order(person, salt, 2), witness=town.people["intake"], by=town.hat("community"), at=MONDAY)
    Service.objects.create(
        key="x", person=person, community=salt.community, work="WISH", title="修灯", source="x 1", day=MONDAY.date(),
        recorded_at=MONDAY, state="APPROVED", decided_at=MONDAY, points=7,
    )  # fmt: skip
    shown = said(Browser().get(page))
    for words in ("2026 年第 4 季度", "27 分", "2 次志愿服务", "10 分", "食用盐 × 2"):
        assert words in shown, words
    assert person.name not in shown
    before = said(Browser().get(f"{page}?q=2026-3"))
    assert "2026 年第 3 季度" in before
    assert "还没有积分进出" in before
    for nonsense in ("2026-5", "2027-1", "x", "2099-1"):
        assert "2026 年第 4 季度" in said(Browser().get(f"{page}?q={nonsense}"))
    assert Browser().get(f"{SHOP}used/370203022/").status_code == 404
    assert Browser().post(page).status_code == 405


def test_an_order_that_is_over_shows_no_code(town: Town, browser: Browser, me: User) -> None:
    placed = hand_over(order(me, put_up(town)), witness=town.people["intake"], by=town.hat("community"), at=MONDAY)
    page = said(browser.get(f"{SHOP}orders/{placed.pk}/"))
    assert State.TAKEN.label in page
    assert "data:image" not in page
