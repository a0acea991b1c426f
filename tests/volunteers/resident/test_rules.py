"""积分怎么算: the rules of one's own community that hold today, read before anybody earns by them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import Town
from tests.resident.conftest import Browser, text
from volunteers.kinds import Help
from volunteers.models import Scheme, Window

RULES = "/volunteer/rules/"


def scheme_of(town: Town, place: str, **said: Any) -> Scheme:
    return Scheme.objects.create(place=town.places[place], name="社区细则", valid_from=date(2026, 11, 1), **said)


def test_a_volunteer_reads_the_rules_of_their_community_and_from_when(
    town: Town, browser: Browser, volunteer: User
) -> None:
    scheme = scheme_of(town, "community", points_per_hour=Decimal("1.50"), day_points=8, month_points=60, pickup_days=7)
    scheme.factors.create(help=Help.ELDERLY, factor=Decimal("1.20"))
    scheme_of(town, "far_community", points_per_hour=9)
    Window.objects.create(community=town.places["community"], opens_on="2026-10-01", closes_on="2026-10-07")
    Window.objects.create(community=town.places["community"], opens_on="2026-12-01", closes_on="2026-12-07")
    page = text(browser.get(RULES))
    for words in (
        "太平镇社区的细则，从2026年11月1日起", "一小时 1.5 分", "助老 × 1.2", "一次活动最多算 2 小时",
        "一天最多算 8 小时",
        "一天最多 8 分", "一个月（1 日到月底）最多 60 分", "这个月前面按旧细则记的分也算在里面",
        "2026 年挣的积分，2027 年 12 月 31 日以后不能用", "7 天内凭取货码领",
        "只在兑换期里换：2026-12-01 至 2026-12-07。",
        "满 20 小时是银星志愿者", "5 个工作日内可以申诉一次",
    ):  # fmt: skip
        assert words in page, words
    assert "9 分" not in page


def test_anybody_reads_what_holds_everywhere(town: Town) -> None:
    page = text(Client().get(RULES))
    for words in ("在用的是各处通用的细则", "一小时 1 分", "没有上限", "注册志愿者以后在这里看"):
        assert words in page, words


def test_where_no_rules_are_it_says_so(town: Town, browser: Browser, volunteer: User) -> None:
    Scheme.objects.all().delete()
    assert "太平镇社区今天没有积分细则" in text(browser.get(RULES))


def test_what_comes_is_announced_with_what_differs_and_the_end_of_what_holds(
    town: Town, browser: Browser, volunteer: User
) -> None:
    old = scheme_of(town, "community", points_per_hour=Decimal("1.50"))
    old.factors.create(help=Help.ELDERLY, factor=2)
    Scheme.objects.create(
        place=town.places["community"], name="新年", valid_from="2026-12-01", valid_until="2026-12-20",
        points_per_hour=3, pickup_days=7,
    )  # fmt: skip
    page = text(browser.get(RULES))
    assert "从2026年11月1日起，到2026年11月30日止，以后的见下面" in page
    first, then = page.split("<h2>从2026年12月1日起</h2>")[1].split("<h2>从2026年12月21日起</h2>")
    for words in ("到2026年12月20日止。和以前不同的：", "一小时 3 分", "没有系数，哪一种都一样", "7 天内凭取货码领"):
        assert words in first, words
    assert ("一天最多算" in first, "银星" in first, "挣的积分" in first) == (False, False, False)
    assert ("一小时 1.5 分" in then, "助老 × 2" in then, "15 天内凭取货码领" in then) == (True, True, True)


def test_the_end_of_a_scheme_of_ones_own_is_announced_as_the_next_one_above(
    town: Town, browser: Browser, volunteer: User
) -> None:
    scheme_of(town, "community", points_per_hour=Decimal("1.50"), valid_until="2026-12-31")
    page = text(browser.get(RULES))
    assert "到2026年12月31日止，以后的见下面" in page
    assert "按各处通用的细则。和以前不同的：" in page.split("<h2>从2027年1月1日起</h2>")[1]


@pytest.mark.parametrize("page", ["volunteering:hub", "volunteering:mine"])
def test_both_pages_lead_there(town: Town, browser: Browser, volunteer: User, page: str) -> None:
    assert f'href="{RULES}"' in text(browser.get(reverse(page)))


def test_whoever_writes_a_cap_reads_that_all_of_the_month_counts(town: Town) -> None:
    assert "这个月里按旧细则记的分也算在内" in text(town.client("system_admin").get("/admin/volunteers/scheme/add/"))
