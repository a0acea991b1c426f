"""Early signs: what rises, what is said again and again, where everything climbs: with numbers, cases, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from math import exp, floor, lgamma, log
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry
from cases import actions as on_cases
from cases.models import Case, Category
from dashboards.actions import catch_up
from dashboards.models import Heard
from dashboards.signs import signs_of
from dashboards.signs.terms import FEW, WEEKS, SignKind, in_words, is_rise, limit_of
from grids.models import Place
from tests.factories import MONDAY, Town, build_town
from tests.partyorg.building import add_community

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def town() -> Iterator[Town]:
    with time_machine.travel(MONDAY, tick=False):
        yield build_town()


def leaks(town: Town, number: int, at: datetime, **said: Any) -> list[Case]:
    """Each at a place of its own, by nobody known."""
    category = Category.objects.get(code="LEAK")
    return [
        town.reported(f"第{number}处漏水，{at:%m%d%H}时看到", category=category, at=at, **said)
        for number in range(number)
    ]


def signs(town: Town, name: str = "street", place: str = "street", at: datetime = MONDAY) -> str:
    catch_up(at=at)
    answer = town.client(name).get(f"/board/{town.places[place].pk}/signs/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_sudden_rise_is_listed_with_its_numbers_and_its_cases(town: Town) -> None:
    for week in range(1, 9):
        leaks(town, 1 if week % 2 else 2, MONDAY - week * 7 * A_DAY)
    new = leaks(town, 8, MONDAY - 2 * A_DAY)
    page = signs(town)
    assert "近 7 天来了 8 件（后来并案、不予受理、撤回的也算），" in page
    assert "过去 8 周平均每周 1.50 件，它平方根的 3 倍是 3.67，超过 1.50 + 3.67 + 1 = 6.17。" in page
    assert all(case.number in page for case in new)
    leak = Category.objects.get(code="LEAK").pk
    street, community = (town.places[key].pk for key in ("street", "community"))
    there = "/board/{}/?period=days&amp;from=2026-11-10&amp;to=2026-11-16&amp;category={}"
    assert there.format(community, leak) in page
    assert there.format(street, leak) not in page  # all of it is that community's
    assert "另有" not in page


def test_what_a_sign_adds_up_adds_up_as_it_is_shown() -> None:
    for before in range(200):
        found = re.search(r"超过 ([\d.]+) \+ ([\d.]+) \+ 1 = ([\d.]+)。", in_words(999, before))
        assert found
        usual, spread, limit = map(Decimal, found.groups())
        assert usual + spread + 1 == limit, before


def test_a_rise_of_several_communities_is_the_streets_and_says_whence(town: Town) -> None:
    for number, name in ((76, "敦化路社区"), (77, "科技路社区"), (78, "广饶路社区")):
        leaks(town, 3, MONDAY - A_DAY, place=add_community(town, number, name))
    leaks(town, 4, MONDAY - A_DAY)
    page = signs(town)
    assert page.count("突然增多</span>") == 1
    assert "近 7 天来了 13 件" in page
    assert "来自太平镇社区 4 件、" in page
    leak = Category.objects.get(code="LEAK").pk
    street = town.places["street"].pk
    whole = f"/board/{street}/indicators/came/?period=days&amp;from=2026-11-10&amp;to=2026-11-16&amp;category={leak}"
    assert f'<a href="{whole}">另有 5 件，看全部</a>' in page
    listing = town.client("street").get(whole.replace("&amp;", "&")).context["behind"].listing
    assert len(listing.entries) == 13


def test_what_is_one_communitys_is_not_listed_again_as_the_streets(town: Town) -> None:
    """Unless two have risen, or what came elsewhere has risen as well without it."""
    other = add_community(town, 77, "科技路社区")
    leaks(town, 11, MONDAY - A_DAY)
    leaks(town, 2, MONDAY - A_DAY, place=other)
    assert risen(town) == ["太平镇社区"]
    leaks(town, 5, MONDAY, place=other)
    assert risen(town) == ["镇江路街道", "太平镇社区", "科技路社区"]
    for number in (78, 79):
        leaks(town, 4, MONDAY - A_DAY, place=add_community(town, number, f"广饶路第{number}社区"))
    assert "镇江路街道" in risen(town)


def risen(town: Town) -> list[str]:
    catch_up(at=MONDAY)
    street = Place.objects.get(pk=town.places["street"].pk)  # as the tree is now
    found = signs_of(street, top=street, cases=Case.objects.visible_to(town.hat("street")), at=MONDAY)
    return [one.place.short_name for one in found if one.kind == SignKind.RISE]


def test_what_comes_as_often_as_ever_is_no_sign(town: Town) -> None:
    for week in range(1, 10):
        leaks(town, 5, MONDAY - (7 * week - 6) * A_DAY)
    page = signs(town)
    assert "没有异常苗头" in page
    assert "找的是什么" in page


def test_a_few_are_never_called_a_rise() -> None:
    assert not is_rise(FEW - 1, 0)
    assert is_rise(FEW, 0)


def test_chance_alone_gives_few_false_alarms() -> None:
    """Of numbers that vary by chance alone (Poisson), the mean known from eight weeks: reckoned, not drawn."""
    assert max(_false_alarms(mean) for mean in (0.05, 0.2, 0.5, 1, 2, 2.5, 3, 5, 8, 12, 20, 50, 100)) < 0.0047


def _false_alarms(mean: float) -> float:
    def chance(number: int, of: float) -> float:
        return exp(number * log(of) - of - lgamma(number + 1))

    many = int(mean + 12 * mean**0.5 + 40)
    beyond = [sum(chance(k, mean) for k in range(at_least, many)) for at_least in range(many + 1)]
    past = WEEKS * mean
    return sum(
        chance(before, past) * beyond[min(max(FEW, floor(limit_of(before / WEEKS)) + 1), many)]
        for before in range(int(past + 10 * past**0.5 + 60))
    )


def test_what_is_said_three_times_in_a_month_is_listed(town: Town) -> None:
    case = town.reported("楼上的空调滴水", at=MONDAY - 20 * A_DAY)
    for number in range(3):
        other = town.reported(f"空调还在滴水{number}", at=MONDAY - (9 - number) * A_DAY)
        case.refresh_from_db()
        on_cases.merge(other, parent=case, by=town.hat("intake"), at=MONDAY - (8 - number) * A_DAY)
    page = signs(town)
    assert "近 30 天又反映了 3 次" in page
    assert f"/desk/cases/{case.number}/" in page
    assert "又反映了" not in signs(town, "far_street", "far_street")


def test_one_address_three_times_is_listed(town: Town) -> None:
    cases = [town.reported(f"门口堆了杂物{n}", address="延吉路5号", at=MONDAY - n * A_DAY) for n in range(3)]
    town.reported("很久以前也堆过", address="延吉路5号", at=MONDAY - 40 * A_DAY)
    page = signs(town, "secretary", "grid")
    assert "近 30 天同一地点上报 3 件" in page
    assert all(case.number in page for case in cases)


def test_all_that_is_at_one_address_is_there_the_older_folded(town: Town) -> None:
    cases = [town.reported(f"门口堆了杂物{n}", address="延吉路5号", at=MONDAY - n * A_DAY) for n in range(10)]
    page = signs(town, "secretary", "grid")
    assert "<summary>另有 2 件</summary>" in page
    assert all(case.number in page for case in cases)


def test_a_rise_all_over_the_district_is_listed_though_no_street_has_one(town: Town) -> None:
    """Four a street are few in each; in the whole they are many."""
    leaks(town, 4, MONDAY - A_DAY)
    leaks(town, 4, MONDAY - A_DAY, place=town.places["far_grid"])
    page = signs(town, "platform", "district")
    assert page.count("突然增多</span>") == 1
    assert "近 7 天来了 8 件" in page
    assert f'id="rise-{town.places["district"].pk}-' in page
    assert "没有异常苗头" in signs(town)


def test_a_rise_of_one_community_is_not_the_districts_too(town: Town) -> None:
    leaks(town, 11, MONDAY - A_DAY)
    leaks(town, 2, MONDAY - A_DAY, place=town.places["far_grid"])
    assert signs(town, "platform", "district").count("突然增多</span>") == 1


def test_days_are_those_of_the_calendar_for_what_is_at_one_address_too(town: Town) -> None:
    first = MONDAY - 29 * A_DAY
    for number, at in enumerate((first - timedelta(hours=8), first - timedelta(hours=10), MONDAY)):
        town.reported(f"门口堆了杂物{number}", address="延吉路5号", at=at)
    assert "同一地点上报" not in signs(town, "secretary", "grid")  # the second lies on the day before
    town.reported("门口又堆了杂物", address="延吉路5号", at=first - timedelta(hours=7))
    assert "近 30 天同一地点上报 3 件" in signs(town, "secretary", "grid")


def test_what_was_looked_at_is_put_aside_for_a_week_with_its_reason(town: Town) -> None:
    leaks(town, 6, MONDAY - A_DAY, address="延吉路5号")
    client, place = town.client("community"), town.places["community"].pk
    page = signs(town, "community", "community")
    key = f"rise-{place}-{Category.objects.get(code='LEAK').pk}"
    address = f"/board/{place}/signs/{key}/aside/"
    assert address in page
    answer = client.post(address, {"reason": "！"})
    assert (answer.status_code, "至少两个字" in answer.content.decode()) == (422, True)
    assert 'value="！"' in answer.content.decode()
    for _ in range(2):
        assert client.post(address, {"reason": "物业已经停水检修"}).status_code == 302
    heard = Heard.objects.get()
    assert AuditEntry.objects.filter(action="放下苗头", object_id=str(heard.pk), reason="物业已经停水检修").count() == 1
    page = signs(town, "community", "community")
    assert address not in page
    assert "物业已经停水检修" in page
    aside_here = address.replace(f"/board/{place}/", f"/board/{town.places['street'].pk}/")
    assert aside_here in signs(town)  # what a community has put aside its street still sees
    with time_machine.travel(later := MONDAY + 7 * A_DAY, tick=False):
        leaks(town, 6, later - A_DAY)
        assert address in signs(town, "community", "community", later)


def test_signs_that_are_not_there_and_of_other_places_cannot_be_put_aside(town: Town) -> None:
    catch_up(at=MONDAY)
    client, place = town.client("street"), town.places["street"].pk
    assert client.post(f"/board/{place}/signs/rise-{place}-1/aside/", {"reason": "看过了"}).status_code == 404
    assert client.get(f"/board/{place}/signs/rise-{place}-1/aside/").status_code == 405


def test_strangers_and_units_without_a_place_find_no_signs(town: Town) -> None:
    street, district = town.places["street"].pk, town.places["district"].pk
    assert town.client("far_street").get(f"/board/{street}/signs/").status_code == 404
    unit = town.units["housing"].pk
    assert town.client("housing").get(f"/board/{district}/signs/?unit={unit}").status_code == 404
    assert Client().get(f"/board/{street}/signs/").status_code == 302
    assert town.client("street").post(f"/board/{street}/signs/").status_code == 405


def test_the_page_asks_as_much_for_many_signs_as_for_one(town: Town) -> None:
    client, address = town.client("platform"), f"/board/{town.places['district'].pk}/signs/"
    leaks(town, 5, MONDAY - A_DAY, address="延吉路5号")
    catch_up(at=MONDAY)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    leaks(town, 7, MONDAY - A_DAY, address="科技街8号", place=town.places["far_grid"])
    catch_up(at=MONDAY)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
    assert len(many) <= 15, [one["sql"][:90] for one in many]


def test_only_who_answers_for_the_place_puts_its_signs_aside(town: Town) -> None:
    leaks(town, 6, MONDAY - A_DAY, address="延吉路5号")
    street, community = town.places["street"].pk, town.places["community"].pk
    address = f"/board/{street}/signs/rise-{community}-{Category.objects.get(code='LEAK').pk}/aside/"
    for who in ("revisitor", "supervisor"):
        assert "放下一周</button>" not in signs(town, who)
        answer = town.client(who).post(address, {"reason": "已经去看过"})
        assert answer.status_code == 403
        assert "负责人可以放下这里的苗头" in answer.content.decode()
    assert not Heard.objects.exists()
    assert address in signs(town)
    assert town.client("street").post(address, {"reason": "物业已经停水检修"}).status_code == 302
    assert Heard.objects.get().by == town.people["street"]


def test_who_comes_second_is_told_who_was_first(town: Town) -> None:
    leaks(town, 6, MONDAY - A_DAY, address="延吉路5号")
    catch_up(at=MONDAY)
    street, community = town.places["street"].pk, town.places["community"].pk
    address = f"/board/{street}/signs/rise-{community}-{Category.objects.get(code='LEAK').pk}/aside/"
    town.client("street").post(address, {"reason": "物业已经停水检修"})
    with time_machine.travel(MONDAY + A_DAY, tick=False):
        answer = town.client("director").post(address, {"reason": "我去看过了"}, follow=True)
    page = answer.content.decode()
    assert "孙街道昨天 09:00 已经放下了这条苗头：物业已经停水检修" in page
    assert "再列出来。" not in page
    assert Heard.objects.count() == 1
