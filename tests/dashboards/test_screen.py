"""The wall screen: the same numbers as the board, asked for again and again at little cost, told to nobody else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases import actions
from cases.models import Case
from dashboards.actions import catch_up
from dashboards.maps.outlines import Outline
from dashboards.models import Projected
from dashboards.screen import Spot, said_openly, shade_of, short_names
from tests.desk.questions import to_the_housing_bureau
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.setattr("worktime.clock.now", lambda: MONDAY)
    cache.clear()
    return build_town()


def now(town: Town, who: str, where: str, **more: Any) -> Any:
    """Asked long after anybody asked last: nothing is there that was kept."""
    cache.clear()
    return town.client(who).get(f"/board/{town.places[where].pk}/screen/now/", **more)


def late(case: Case) -> Case:
    Case.objects.filter(pk=case.pk).update(handle_by=MONDAY - HOUR)
    return case


def full(town: Town) -> None:
    """Something of everything."""
    late(town.handling())
    case = actions.sign(to_the_housing_bureau(town), by=town.hat("housing"), at=MONDAY)
    Case.objects.filter(pk=case.pk).update(report_in_by=MONDAY)
    catch_up(at=MONDAY)


def test_it_says_what_is_late_who_has_not_come_and_what_is_on_its_way_up(town: Town) -> None:
    full(town)
    page = now(town, "platform", "district").content.decode()
    told = [
        *("市北区", "<b>2</b> <span>件超期", "<b>1</b> <span>个单位该到没到", "区住建局", "1 件，最久 不到 1 小时"),
        *("网格 → 区平台", '<span class="spot">镇江</span><b> 2 件</b>', "本周响应率"),
        *("样本少", "镇江路街道：超期 2 件"),
    ]
    for words in told:
        assert words in page, words
    assert "style=" not in page


def test_what_goes_up_says_where_and_how_many_more_there_are(town: Town) -> None:
    for number in range(6):
        case = town.reported(f"井盖没了第{number}处", place=town.places["grid" if number else "far_grid"])
        Case.objects.filter(pk=case.pk).update(emergency_direct=True)
    catch_up(at=MONDAY)
    page = now(town, "platform", "district").content.decode()
    rows = page.split("正在往上走")[1].split("</ul>")[0]
    assert rows.startswith("（最近一小时，6 件）")
    assert rows.count("<small><em>镇江路街道</em> · 09:00</small>") == 4
    assert "还有 2 件" in rows
    street = now(town, "street", "street").content.decode().split("正在往上走")[1]
    assert street.startswith("（最近一小时，5 件）")
    assert "<small><em>太平镇社区</em> · 09:00</small>" in street


def test_where_nothing_is_the_matter_it_says_so(town: Town) -> None:
    page = now(town, "street", "street").content.decode()
    for words in ("这一小时没有", "该到的都到了", "哪里都没有超期的", "<b>0</b> <span>件超期"):
        assert words in page, words


def test_a_grid_shows_who_has_waited_longest_in_place_of_a_map(town: Town) -> None:
    town.reported("楼道灯不亮", at=MONDAY - timedelta(days=7))
    page = now(town, "worker", "grid").content.decode()
    assert "等得最久的" in page
    assert "5 个工作日" in page


@pytest.mark.parametrize("way", ["screen/", "screen/now/"])
def test_who_may_look(town: Town, way: str) -> None:
    street, far, district = (town.places[name].pk for name in ("street", "far_street", "district"))
    client = town.client("street")
    assert client.get(f"/board/{street}/{way}").status_code == 200
    assert client.get(f"/board/{far}/{way}").status_code == 404
    assert client.get(f"/board/{district}/{way}").status_code == 404
    assert client.post(f"/board/{street}/{way}").status_code == 405
    assert "/sign-in/" in Client().get(f"/board/{street}/{way}")["Location"]
    assert town.client("system_admin").get(f"/board/{street}/{way}").status_code == 404


def test_everybody_comes_to_their_own(town: Town) -> None:
    for who, where in (("street", "street"), ("worker", "grid"), ("leading", "district")):
        answer = town.client(who).get("/board/screen/", follow=True)
        assert answer.status_code == 200
        assert answer.context["asked"].place == town.places[where]
    answer = town.client("housing").get("/board/screen/", follow=True)
    assert "区住建局" in answer.content.decode()
    assert town.client("system_admin").get("/board/screen/").status_code == 403
    assert town.client("street").post("/board/screen/").status_code == 405


def test_who_has_it_already_gets_nothing_twice(town: Town) -> None:
    full(town)
    first = now(town, "street", "street")
    again = now(town, "street", "street", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["X-Counted-At"] == "2026-11-16T09:00:00+08:00"
    late(town.handling())
    changed = now(town, "street", "street", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_another_streets_case_changes_nothing(town: Town) -> None:
    full(town)
    before = now(town, "street", "street")
    for _ in range(3):
        case = town.reported("别处的事", place=town.places["far_grid"])
        Case.objects.filter(pk=case.pk).update(respond_by=MONDAY - HOUR, emergency_direct=True)
    catch_up(at=MONDAY)
    after = now(town, "street", "street")
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])
    assert now(town, "platform", "district")["ETag"] != before["ETag"]


def test_what_is_kept_for_one_reach_is_not_told_to_another(town: Town) -> None:
    """Nothing is cleared in between: all ask within the same ten seconds."""
    full(town)
    district = f"/board/{town.places['district'].pk}/screen/now/"
    whole = town.client("platform").get(district)
    own = town.client("housing").get(f"{district}?unit={town.units['housing'].pk}")
    assert town.client("housing").get(district).status_code == 404
    assert town.client("street").get(district).status_code == 404
    assert own.status_code == 200
    assert own.content != whole.content
    assert "<b>1</b> <span>件超期" in own.content.decode()


def test_it_is_made_once_in_ten_seconds_whoever_asks(town: Town) -> None:
    full(town)
    address = f"/board/{town.places['street'].pk}/screen/now/"
    first = town.client("street").get(address)
    late(town.handling())
    client = town.client("director")
    client.get("/desk/")
    with CaptureQueriesContext(connection) as asked:
        kept = client.get(address)
    assert kept.content == first.content
    assert len(asked) <= 5


def test_it_costs_as_many_queries_however_many_cases_there_are(town: Town) -> None:
    def cost() -> int:
        cache.clear()
        client = town.client("platform")
        client.get(f"/board/{town.places['street'].pk}/screen/now/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/board/{town.places['district'].pk}/screen/").status_code == 200
        return len(asked)

    full(town)
    cost()
    once = cost()
    full(town)
    full(town)
    assert cost() == once <= 15


def leads_to(page: str) -> str:
    """Where it goes on to without a script."""
    [to] = re.findall(r'content="30; url=([^"]*)"', page)
    return str(to).replace("&amp;", "&")


def test_every_other_stop_is_the_district_and_between_them_stands_whatever_has_something(town: Town) -> None:
    client, district = town.client("platform"), town.places["district"].pk
    street, far = town.places["street"].pk, town.places["far_street"].pk

    def went(steps: int) -> list[int]:
        to, found = f"/board/{district}/screen/", []
        for _ in range(steps):
            cache.clear()
            to = leads_to(client.get(to).content.decode())
            found.append(int(to.split("/")[2]))
        return found

    assert went(2) == [district, district]  # nothing anywhere
    late(town.handling(at=MONDAY - 3 * HOUR))
    catch_up(at=MONDAY)
    assert went(3) == [street, district, street]
    town.reported(place=town.places["far_grid"], at=MONDAY - HOUR / 2)  # nothing late, new within the hour
    catch_up(at=MONDAY)
    found = went(5)
    assert found[1::2] == [district, district]
    assert sorted(found[:4:2]) == sorted([street, far])
    assert found[4] == found[0]
    held = client.get(f"/board/{street}/screen/?turn=0").content.decode()
    assert leads_to(held) == f"/board/{street}/screen/?period=week&turn=0"


def test_it_says_what_came_and_what_was_closed_within_the_hour(town: Town) -> None:
    town.reported(at=MONDAY - 2 * HOUR)
    for minutes in (50, 10):
        town.reported(at=MONDAY - timedelta(minutes=minutes))
    catch_up(at=MONDAY)
    page = now(town, "platform", "district").content.decode()
    assert "来了 <b>2</b> 件" in page
    assert "结案 <b>0</b> 件" in page
    assert "正在往上走（最近一小时）" in page
    assert "来了 <b>0</b> 件" in now(town, "far_street", "far_street").content.decode()


def test_the_shapes_carry_their_names(town: Town) -> None:
    def lines(name: str, room: int, late: int = 0) -> list[str]:
        return [words for words, _ in Spot(town.places["street"], late, Outline("", 90, 90, room), name).lines]

    assert lines("镇江路", 110) == ["镇江路"]
    assert lines("浮山新区", 80) == ["浮山", "新区"]
    assert lines("浮山新区", 50) == []
    assert Spot(town.places["street"], 3, Outline("", 90, 90, 110), "镇江路").number_at > 90
    page = now(town, "street", "street").content.decode()
    assert re.search(r'<text class="name"[^>]*>太平镇社区</text>', page)
    assert short_names(["太平镇社区第1网格", "太平镇社区第12网格"]) == ["第1网格", "第12网格"]
    assert short_names(["镇江路街道", "台东街道"]) == ["镇江路", "台东"]
    assert short_names(["中街道", "台东街道"]) == ["中街道", "台东"]
    assert short_names(["镇江路街道"]) == ["镇江路街道"]


def test_it_goes_round_only_where_one_may_look(town: Town) -> None:
    street = town.places["street"].pk
    for turn in (town.places["district"].pk, "x", "99999999999999999999"):
        answer = town.client("street").get(f"/board/{street}/screen/?turn={turn}")
        assert [stop.pk for stop in answer.context["turn"].stops] == [street, town.places["community"].pk]


def test_a_wall_names_no_case_that_is_nobodys_business(town: Town) -> None:
    case = town.handling(words="自治楼院墙体漏水")
    case.title = "墙体漏水"
    assert said_openly(case) == "墙体漏水"
    case.title = "张先生 13800138000 家漏水"
    assert case.category
    assert said_openly(case) == case.category.name
    case.confidential = True
    assert said_openly(case) == "一件保密的事"


def test_rates_that_are_not_of_now_say_of_when_they_are(town: Town) -> None:
    full(town)
    assert "三率数到" not in now(town, "street", "street").content.decode()
    Projected.objects.update(counted_at=MONDAY - HOUR)
    assert "三率数到 11月16日 08:00" in now(town, "street", "street").content.decode()


def test_the_shades_are_those_of_the_legend() -> None:
    assert [shade_of(number) for number in (0, 1, 2, 3, 5, 6, 9, 10, 500)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]
