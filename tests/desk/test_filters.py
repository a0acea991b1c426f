"""筛选 and 视图: a list is narrowed in its address, kept under a name, shared with the unit; nobody sees more by it."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import AuditEntry
from cases.models import Case, Category, SavedView
from tests.desk.conftest import listed, text
from tests.factories import MONDAY, Town

NIGHTS = "?q=handling&urgency=URGENT"


@pytest.fixture
def several(town: Town) -> Town:
    """In hands of the branch: two in the first grid, one of them urgent and by telephone; one of last month."""
    town.handling(words="不急的")
    case = town.handling(words="急的")
    Case.objects.filter(pk=case.pk).update(urgency="URGENT", channel="PHONE", households=3)
    Case.objects.filter(pk=town.handling(words="上个月的").pk).update(submitted_at=MONDAY - timedelta(days=40))
    return town


def titles(client: Client, query: str) -> list[str]:
    return sorted(listed(client.get(f"/desk/{query}")))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("urgency=URGENT", ["急的"]),
        ("channel=PHONE", ["急的"]),
        ("level=1", ["上个月的", "不急的", "急的"]),
        ("level=3", []),
        ("since=2026-11-01", ["不急的", "急的"]),
        ("until=2026-11-01", ["上个月的"]),
        ("since=2026-11-16&until=2026-11-16", ["不急的", "急的"]),
        ("place=370203022", ["上个月的", "不急的", "急的"]),
        ("place=370203022001002", []),
        ("place=370203022001001&urgency=URGENT&channel=PHONE", ["急的"]),
    ],
)
def test_a_list_is_narrowed_by_what_stands_in_the_address(several: Town, query: str, found: list[str]) -> None:
    client = several.client("secretary")
    assert titles(client, f"?q=handling&{query}") == titles(client, f"?q=open&{query}") == found


def test_by_category_and_by_host(several: Town) -> None:
    leak, branch = Category.objects.get(code="LEAK"), several.units["branch"]
    client = several.client("community")
    assert len(titles(client, f"?q=open&category={leak.pk}&host={branch.pk}")) == 3
    assert titles(client, f"?q=open&host={several.units['station'].pk}") == []


def test_what_is_on_stands_above_the_list_and_each_can_be_taken_off(several: Town) -> None:
    shown = text(several.client("secretary").get("/desk/?q=handling&urgency=URGENT&level=1&since=2026-11-01"))
    assert 'href="?q=handling&amp;level=1&amp;since=2026-11-01" aria-label="去掉“紧急程度：紧急”"' in shown
    for said in ("负责层级：网格", "上报从：2026年11月1日", '<a href="?q=handling">清除</a>'):
        assert said in shown


def test_the_form_is_folded_away_until_it_is_asked_for(several: Town) -> None:
    client = several.client("secretary")
    assert 'class="filters"' not in text(client.get("/desk/"))
    shown = text(client.get("/desk/?q=handling&narrow=1"))
    assert 'class="filters"' in shown
    assert "太平镇社区第1网格</option>" in shown
    assert "科技街" not in shown
    assert '<input type="hidden" name="q" value="handling">' in shown


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("since=2026-13-01", "日期要写成"),
        ("since=2026-11-20&until=2026-11-01", "结束的日期早于开始的日期。"),
        ("place=999", "没有这个地方"),
        ("place=镇江路", "没有这个地方"),
        ("category=99999", "没有这一类"),
        ("category=x", "没有这一类"),
        ("host=" + "9" * 30, "没有这个单位"),
        ("urgency=x", "没有这种紧急程度"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_still_narrows(several: Town, query: str, said: str) -> None:
    answer = several.client("secretary").get(f"/desk/?q=handling&channel=PHONE&{query}")
    assert answer.status_code == 422
    assert said in text(answer)
    assert listed(answer) == ["急的"]


def test_nobody_sees_more_by_naming_a_place_that_is_not_theirs(several: Town) -> None:
    several.reported("远处的", place=several.places["far_grid"])
    assert titles(several.client("secretary"), "?q=open&place=370203005001001") == []
    assert titles(several.client("far_secretary"), "?q=open&place=370203022") == []


# --- views ------------------------------------------------------------------------------------------------------------


def keep(client: Client, name: str, *, query: str = NIGHTS, unit: object = "") -> int:
    return client.post(f"/desk/views/new/{query}", {"name": name, "unit": unit}).status_code


def beside(client: Client) -> list[tuple[str, int | None]]:
    own, shared = client.get("/desk/").context["shelves"]
    return [(str(shelf.view), shelf.count) for shelf in (*own, *shared)]


def test_a_view_is_kept_under_a_name_and_stands_beside_the_list_with_its_count(several: Town) -> None:
    client = several.client("secretary")
    assert "存为视图" in text(client.get(f"/desk/{NIGHTS}"))
    assert "紧急程度：紧急" in text(client.get(f"/desk/views/new/{NIGHTS}"))
    answer = client.post(f"/desk/views/new/{NIGHTS}&page=3&case=x&evil=1", {"name": "急的先办"}, follow=True)
    assert SavedView.objects.get().query == "q=handling&urgency=URGENT"
    assert answer.redirect_chain == [("/desk/?q=handling&urgency=URGENT", 303)]
    assert listed(answer) == ["急的"]
    assert beside(client) == [("急的先办", 1)]
    assert 'class="on" aria-current="page"><span>急的先办</span>' in text(answer)


def test_what_is_shared_is_used_by_the_unit_and_each_sees_what_they_may(several: Town) -> None:
    street, far = several.client("street"), several.client("far_street")
    assert keep(street, "街道的急件", query="?q=open&urgency=URGENT", unit=several.units["street_unit"].pk) == 303
    mate, grid = several.client("director"), several.client("secretary")
    assert beside(mate) == [("街道的急件", 1)]
    assert beside(grid) == [("街道的急件", 1)]  # below the unit
    assert beside(far) == []
    assert AuditEntry.objects.filter(action="新增共享视图").count() == 1
    pk = SavedView.objects.get().pk
    for answer in (mate.get(f"/desk/views/{pk}/"), mate.post(f"/desk/views/{pk}/", {"name": "我的"})):
        assert answer.status_code == 403
        assert "只有本人能改" in text(answer)
    assert mate.post(f"/desk/views/{pk}/drop/").status_code == 403
    assert [far.get(f"/desk/views/{pk}/").status_code, far.post(f"/desk/views/{pk}/drop/").status_code] == [404, 404]
    assert street.post(f"/desk/views/{pk}/", {"name": "急件", "unit": ""}).status_code == 302
    assert beside(mate) == []
    assert beside(street) == [("急件", 1)]
    assert street.post(f"/desk/views/{pk}/drop/").status_code == 302
    assert beside(street) == []


def test_a_view_of_a_queue_shows_each_their_own_work(several: Town) -> None:
    keep(several.client("secretary"), "在办", query="?q=handling", unit=several.units["branch"].pk)
    several.handled_by(3, words="街道在办")
    assert titles(several.client("street"), "?q=handling") == ["街道在办"]
    assert beside(several.client("secretary")) == [("在办", 3)]


@pytest.mark.parametrize(
    ("query", "name", "said"),
    [
        (NIGHTS, "", "给视图起个名字。"),
        (NIGHTS, "很" * 21, "最多 20 个字"),
        (NIGHTS, "有了", "换一个名字"),
        ("?q=nonsense", "新的", "还没有可存的"),
        ("", "新的", "还没有可存的"),
        ("?urgency=x", "新的", "筛选的条件有错"),
        (f"?words={quote('13812345678')}", "新的", "电话号码"),
        (f"?words={quote('老王 138-1234-5678')}", "新的", "电话号码"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(several: Town, query: str, name: str, said: str) -> None:
    client = several.client("secretary")
    assert keep(client, "有了") == 303
    answer = client.post(f"/desk/views/new/{query}", {"name": name})
    assert answer.status_code == 422
    assert said in text(answer)
    assert f'value="{name}"' in text(answer) or not name
    assert SavedView.objects.count() == 1


def test_twenty_are_enough_for_one_person(several: Town) -> None:
    person = several.people["secretary"]
    SavedView.objects.bulk_create(SavedView(owner=person, name=f"第{one}", query="q=late") for one in range(20))
    answer = several.client("secretary").post(f"/desk/views/new/{NIGHTS}", {"name": "再来"})
    assert answer.status_code == 422
    assert "每人最多存 20 个视图" in text(answer)


def test_only_with_ones_own_units_may_a_view_be_shared(several: Town) -> None:
    answer = several.client("secretary").post(
        f"/desk/views/new/{NIGHTS}", {"name": "急的", "unit": several.units["street_unit"].pk}
    )
    assert answer.status_code == 422
    assert "只能共享给自己所在的单位。" in text(answer)


def test_many_views_cost_as_many_queries_as_one(
    several: Town, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client, person = several.client("secretary"), several.people["secretary"]
    leak = Category.objects.get(code="LEAK").pk
    query = f"q=open&place=370203022001001&category={leak}&since=2026-11-01"
    SavedView.objects.create(owner=person, name="一", query=query)
    client.get("/desk/")
    with django_assert_max_num_queries(15) as one:
        client.get("/desk/")
    SavedView.objects.bulk_create(SavedView(owner=person, name=f"第{n}", query=query) for n in range(15))
    with django_assert_max_num_queries(15) as many:
        assert beside(client)[-1] == ("第14", 2)
    assert len(one) == len(many)


def test_the_wrong_method_and_nobody(several: Town, client: Client) -> None:
    keep(several.client("secretary"), "急的")
    pk = SavedView.objects.get().pk
    assert several.client("secretary").get(f"/desk/views/{pk}/drop/").status_code == 405
    assert several.client("secretary").post("/desk/views/").status_code == 405
    for address in ("/desk/views/", "/desk/views/new/?q=late", f"/desk/views/{pk}/"):
        assert client.get(address).status_code == 302


def test_the_page_of_views_lists_mine_and_the_units(several: Town) -> None:
    keep(several.client("street"), "共用的", query="?q=open", unit=several.units["street_unit"].pk)
    keep(several.client("director"), "自己的", query="?q=late")
    shown = text(several.client("director").get("/desk/views/"))
    assert shown.index("自己的") < shown.index("共用的")
