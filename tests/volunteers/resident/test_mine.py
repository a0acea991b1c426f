"""Every row explained in plain words, every record with how it stands; a no is appealed once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from accounts.models import User
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser, text
from tests.volunteers.ledger import earn
from tests.volunteers.people import joined, served
from volunteers.actions import Source, approve, expire, hold, reject, release, reverse_service, spend
from volunteers.models import Lot, Scheme, Service
from volunteers.workflow import State

MINE = "/volunteer/mine/"


def bought(town: Town, person: User, amount: int, what: str) -> Any:
    return hold(person, amount=amount, source=Source(f"order:{what}", "shop.order 1", note=what), by=person, at=MONDAY)


def test_each_row_says_from_what_by_which_rule_and_until_when(town: Town, browser: Browser, volunteer: User) -> None:
    approve(served(town, volunteer, hours=3), by=town.hat("community"), at=MONDAY)
    page = text(browser.get(MINE))
    for words in (
        "清理楼道", "＋2 分", "按 2 小时算，每小时 1 分", "做了 3 小时，超过上限的不算分", "通用积分细则",
        "有效到 2027-12-31",
    ):  # fmt: skip
        assert words in page, words
    assert "＋3 小时" in text(browser.get(MINE, {"show": "hours"}))


def test_what_is_rounded_and_what_brings_nothing_is_said(town: Town, browser: Browser, volunteer: User) -> None:
    for hours, before in ((0.25, 0), (1.5, 2)):
        done = served(town, volunteer, hours=hours, at=MONDAY - timedelta(hours=before))
        approve(done, by=town.hat("community"), at=MONDAY)
    assert "按 1 小时 30 分钟算，每小时 1 分，四舍五入" in text(browser.get(MINE))
    page = text(browser.get(MINE, {"show": "records"}))
    assert "不到半小时，积分为 0" in page
    assert page.count("积分为 0") == 1


def test_a_rule_changed_later_changes_no_old_row(town: Town, browser: Browser, volunteer: User) -> None:
    approve(served(town, volunteer), by=town.hat("community"), at=MONDAY)
    Scheme.objects.update(points_per_hour=9)
    assert "每小时 1 分" in text(browser.get(MINE))


def test_what_was_held_spent_given_back_expired_and_reversed(town: Town, browser: Browser, volunteer: User) -> None:
    service = approve(served(town, volunteer, hours=2), by=town.hat("community"), at=MONDAY)
    earn(volunteer, 5)
    spend(bought(town, volunteer, 1, "肥皂 × 1"), shop=town.places["community"], by=None, at=MONDAY)
    release(bought(town, volunteer, 1, "毛巾 × 1"), reason="没货了", by=None, at=MONDAY)
    bought(town, volunteer, 2, "大米 × 1")
    page = text(browser.get(MINE))
    for words in (
        "肥皂 × 1", "已经领走", "毛巾 × 1", "没有领，已经退回", "退回：毛巾 × 1", "没货了", "大米 × 1", "等您去领",
        "冻结",
    ):  # fmt: skip
        assert words in page, words
    reverse_service(service, reason="记错了人", by=town.hat("intake"), at=MONDAY)
    assert "收回：清理楼道" in text(browser.get(MINE))
    assert "理由：记错了人" in text(browser.get(MINE))


def test_what_had_expired_before_it_was_taken_back_is_not_owed(town: Town, browser: Browser, volunteer: User) -> None:
    service = approve(served(town, volunteer, hours=2), by=town.hat("community"), at=MONDAY)
    Lot.objects.update(expires_on=date(2026, 11, 1))
    expire(at=MONDAY)
    reverse_service(service, reason="记错了人", by=town.hat("intake"), at=MONDAY)
    page = text(browser.get(MINE))
    for words in ("到期没有用完", "后来收回了这一次，到期的已冲回", "冲回到期的：清理楼道", "收回：清理楼道"):
        assert words in page, words
    assert "您欠 " not in page


def test_what_is_owed_is_said(town: Town, browser: Browser, volunteer: User) -> None:
    service = approve(served(town, volunteer, hours=2), by=town.hat("community"), at=MONDAY)
    spend(bought(town, volunteer, 2, "肥皂 × 1"), shop=town.places["community"], by=None, at=MONDAY)
    reverse_service(service, reason="记错了人", by=town.hat("intake"), at=MONDAY)
    assert "欠 2 分" in text(browser.get(MINE))


def test_what_is_owed_for_an_order_that_waits_is_not_said_to_be_spent(
    town: Town, browser: Browser, volunteer: User
) -> None:
    service = approve(served(town, volunteer, hours=2), by=town.hat("community"), at=MONDAY)
    bought(town, volunteer, 2, "肥皂 × 1")
    reverse_service(service, reason="记错了人", by=town.hat("intake"), at=MONDAY)
    page = text(browser.get(MINE))
    assert ("您欠 2 分" in page, "已经花掉了" in page, "冻结着还没领" in page) == (True, False, True)


def test_a_row_says_what_of_it_was_used_and_what_expired(town: Town, browser: Browser, volunteer: User) -> None:
    for used in (0, 3, 5):
        earn(volunteer, 5)
        if used:
            spend(bought(town, volunteer, used, f"肥皂 × {used}"), shop=town.places["community"], by=None, at=MONDAY)
        Lot.objects.filter(expires_on=None).update(expires_on=date(2026, 11, 1))
    expire(at=MONDAY)
    page = text(browser.get(MINE))
    for words in ("· 到期没有用<", "· 用了 3 分，2 分到期没有用<", "· 已经用完<"):
        assert words in page, words


def test_what_expires_within_thirty_days_is_said_beforehand(town: Town, browser: Browser, volunteer: User) -> None:
    earn(volunteer, 4, until=date(2026, 12, 10))
    earn(volunteer, 9, until=date(2027, 12, 31))
    for path in (MINE, "/volunteer/"):
        page = text(browser.get(path))
        assert "4 分到 12月10日 过期" in page
        assert "9 分到" not in page
    Lot.objects.filter(left=4).update(expires_on=date(2026, 11, 1))
    expire(at=MONDAY)
    assert "到期没有用完" in text(browser.get(MINE))


def test_a_no_is_appealed_once(town: Town, browser: Browser, volunteer: User) -> None:
    service = reject(served(town, volunteer), reason="签退表上没有名字", by=town.hat("community"), at=MONDAY)
    page = text(browser.get(MINE, {"show": "records"}))
    assert "签退表上没有名字" in page
    assert "11月23日 以前可以申诉一次" in page
    path = f"{MINE}{service.pk}/appeal/"
    assert browser.post(path, {"words": ""}).status_code == 422
    kept = browser.post(path, {"words": "问13812345678就知道"})
    assert (kept.status_code, "问13812345678就知道" in text(kept)) == (422, True)
    assert browser.post(path, {"words": "我在三号楼，组长看见了"}).status_code == 302
    assert Service.objects.get().state == State.APPEALED
    assert browser.post(path, {"words": "再说一遍"}).url == f"{MINE}?show=records"
    page = text(browser.get(MINE, {"show": "records"}))
    assert "申诉中" in page
    assert "您已经申诉过了" in page
    assert "我在三号楼，组长看见了" in page


def test_too_late_the_way_is_closed(town: Town, browser: Browser, volunteer: User) -> None:
    service = reject(served(town, volunteer), reason="没有到场", by=town.hat("community"), at=MONDAY)
    with time_machine.travel(MONDAY + timedelta(days=9), tick=False):
        assert browser.post(f"{MINE}{service.pk}/appeal/", {"words": "我去了的"}).url == f"{MINE}?show=records"
        assert "申诉的时间过了" in text(browser.get(MINE, {"show": "records"}))
    assert Service.objects.get().state == State.REJECTED


def test_what_was_taken_back_says_whom_to_ask(town: Town, browser: Browser, volunteer: User) -> None:
    service = approve(served(town, volunteer), by=town.hat("community"), at=MONDAY)
    reverse_service(service, reason="记错了人", by=town.hat("intake"), at=MONDAY)
    assert "收回得不对？请找太平镇社区。" in text(browser.get(MINE, {"show": "records"}))
    browser.get(f"{MINE}{service.pk}/appeal/")
    assert "收回的记录不在这里申诉" in text(browser.get(MINE, {"show": "records"}))


def test_a_record_of_somebody_else_is_not_there(town: Town, browser: Browser, volunteer: User) -> None:
    other = User.objects.create_user("other", name="孙邻居")
    joined(town, other)
    service = reject(served(town, other, title="扫雪"), reason="没有到场", by=town.hat("community"), at=MONDAY)
    assert browser.get(f"{MINE}{service.pk}/appeal/").status_code == 404
    assert "扫雪" not in text(browser.get(MINE, {"show": "records"}))


@pytest.mark.parametrize("show", ["points", "records", "nonsense"])
def test_a_long_book_costs_no_more_queries(
    town: Town, browser: Browser, volunteer: User, django_assert_max_num_queries: Any, show: str
) -> None:
    for number in range(8):
        approve(
            served(town, volunteer, hours=0.5, at=MONDAY - timedelta(hours=2 * number)),
            by=town.hat("community"), at=MONDAY,
        )  # fmt: skip
    with django_assert_max_num_queries(12):
        assert browser.get(MINE, {"show": show}).status_code == 200
