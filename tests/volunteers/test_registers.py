"""The registers of rules: nothing that has begun is rewritten, nothing begins in the past; people are masked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from accounts.models import AuditEntry, User
from tests.factories import MONDAY, Town
from tests.volunteers.pages import text
from tests.volunteers.people import joined, served
from volunteers.models import Factor, Scheme, Window


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


def scheme(town: Town, **changes: Any) -> dict[str, Any]:
    numbers = {
        "points_per_hour": "2", "activity_minutes": 120, "day_minutes": 480, "report_points": 3, "valued_points": 3,
        "wish_points": 2, "referral_points": 2, "donation_most": 50, "expires_after_years": 1, "pickup_days": 15,
        "appeal_days": 5, "tier_by": "HOURS", "silver_at": 20, "gold_at": 50, "vip_at": 100,
    }  # fmt: skip
    rows = {"factors-TOTAL_FORMS": 1, "factors-INITIAL_FORMS": 0, "factors-0-work": "HELP", "factors-0-factor": "1.5"}
    place = town.places["community"].pk
    return {"name": "社区细则", "place": place, "valid_from": "2026-12-01", **numbers, **rows, **changes}


def test_a_scheme_begins_with_its_factors_and_the_trail_says_so(town: Town) -> None:
    client = town.client("system_admin")
    answer = client.post(reverse("admin:volunteers_scheme_add"), scheme(town))
    assert answer.status_code == 302, text(answer)
    assert Factor.objects.get().scheme == Scheme.objects.get(name="社区细则")
    actions = AuditEntry.objects.filter(object_type="volunteers.Scheme").values_list("action", flat=True)
    assert set(actions) == {"新增积分细则", "修改系数：积分细则"}


@pytest.mark.parametrize(("changes", "said"), [
    ({"valid_from": "2026-11-15"}, "最早从明天起，今天的已经按现在的细则算"),
    ({"valid_from": "2026-11-16"}, "最早从明天起，今天的已经按现在的细则算"),
    ({"valid_until": "2026-11-30"}, "结束日期不能早于开始日期"),
    ({"gold_at": 10}, "要比银星高"),
    ({"gold_at": 20}, "要比银星高"),
    ({"vip_at": 50}, "要比金星高"),
    ({"silver_at": 0, "gold_at": 0, "vip_at": 0}, "要大于 0，不然人人都是"),
    ({"points_per_hour": "-1"}, "确保该值大于或等于0。"),
    ({"report_points": 2147483648}, "最多 100。"),
    ({"points_per_hour": "999"}, "最多 50。"),
    ({"activity_minutes": 600, "day_minutes": 60}, "不能比一天最多算的还多"),
    ({"day_points": 20, "month_points": 10}, "不能比一个月最多的还多"),
    ({"factors-TOTAL_FORMS": 2, "factors-1-work": "HELP", "factors-1-factor": "2"}, "有两行的服务来源和七助都一样"),
])  # fmt: skip
def test_a_scheme_that_cannot_be(town: Town, changes: dict[str, Any], said: str) -> None:
    page = text(town.client("system_admin").post(reverse("admin:volunteers_scheme_add"), scheme(town, **changes)))
    assert said in page
    assert "errornote" in page
    assert Scheme.objects.count() == 1


def test_one_that_has_begun_is_only_ended(town: Town) -> None:
    common, client = Scheme.objects.get(), town.client("system_admin")
    path = reverse("admin:volunteers_scheme_change", args=[common.pk])
    assert 'name="points_per_hour"' not in text(client.get(path))
    rows = {"factors-TOTAL_FORMS": 0, "factors-INITIAL_FORMS": 0}
    assert "最早到今天为止" in text(client.post(path, {"valid_until": "2026-11-01", **rows}))
    ended = {"valid_until": "2026-12-31", "points_per_hour": "9", **rows}
    alone = client.post(path, ended)
    assert "从 2027-01-01 起就没有了" in text(alone)
    assert Scheme.objects.get().valid_until is None
    nextly = scheme(town, name="新的通用细则", place="", valid_from="2027-01-02")
    assert client.post(reverse("admin:volunteers_scheme_add"), nextly).status_code == 302
    assert "从 2027-01-01 起就没有了" in text(client.post(path, ended))  # a day is left between
    Scheme.objects.filter(name="新的通用细则").update(valid_from="2027-01-01")
    answer = client.post(path, ended)
    assert answer.status_code == 302, text(answer)
    common.refresh_from_db()
    assert (str(common.valid_until), common.points_per_hour) == ("2026-12-31", 1)


def test_no_grid_has_rules_of_its_own(town: Town) -> None:
    client, path = town.client("system_admin"), reverse("admin:volunteers_scheme_add")
    assert "网格和楼栋没有自己的细则" in text(client.post(path, scheme(town, place=town.places["grid"].pk)))
    assert client.post(path, scheme(town, place=town.places["street"].pk)).status_code == 302


def test_one_that_is_to_come_is_put_right_until_it_begins(town: Town, volunteer: User) -> None:
    client = town.client("system_admin")
    slip = scheme(town, valid_from="2026-11-17", report_points=99)
    served(town, volunteer)
    assert client.post(reverse("admin:volunteers_scheme_add"), slip).status_code == 302
    one = Scheme.objects.get(name="社区细则")
    path, factor = reverse("admin:volunteers_scheme_change", args=[one.pk]), Factor.objects.get()
    kept = {"factors-INITIAL_FORMS": 1, "factors-0-id": factor.pk, "factors-0-scheme": one.pk}
    assert client.post(path, {**slip, **kept, "report_points": 3}).status_code == 302
    one.refresh_from_db()
    assert one.report_points == 3
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        assert 'name="report_points"' not in text(town.client("system_admin").get(path))


def test_one_that_is_over_holds_no_day_again(town: Town) -> None:
    days = {"valid_from": "2026-10-01", "valid_until": "2026-11-15"}
    one = Scheme.objects.create(place=town.places["community"], name="旧的", **days)
    path, client = reverse("admin:volunteers_scheme_change", args=[one.pk]), town.client("system_admin")
    rows = {"factors-TOTAL_FORMS": 0, "factors-INITIAL_FORMS": 0}
    for until in ("2026-12-31", ""):
        assert "不能再延长" in text(client.post(path, {"valid_until": until, **rows})), until
    one.refresh_from_db()
    assert str(one.valid_until) == "2026-11-15"


def test_of_several_in_one_place_the_list_says_which_one_holds(town: Town) -> None:
    place, client = town.places["community"], town.client("system_admin")
    for name, days in {
        "停用": ("2026-08-01", "2026-08-31"), "常年": ("2026-09-01", None), "本周": ("2026-11-14", "2026-11-20"),
    }.items():  # fmt: skip
        Scheme.objects.create(place=place, name=name, valid_from=days[0], valid_until=days[1])
    added = client.post(
        reverse("admin:volunteers_scheme_add"),
        scheme(town, name="年底", valid_from="2026-12-15", valid_until="2026-12-20"),
        follow=True,
    )
    told = "2026-11-21 至 2026-12-14 按“常年”；2026-12-15 至 2026-12-20 按“年底”；2026-12-21 起按“常年”。"
    page = text(added)
    assert told in page
    for name, now in {"停用": "已过", "常年": "现在按“本周”", "本周": "现在用", "年底": "以后用"}.items():
        assert f'<td class="field-now_or_later">{now}</td>' in page.split(f">{name}</a>")[1].split("</tr>")[0], name
    usual = Scheme.objects.get(name="常年")
    page = text(client.get(reverse("admin:volunteers_scheme_change", args=[usual.pk])))
    assert "2026-11-21 至 2026-12-14；2026-12-21 起" in page


def test_a_window_is_of_a_community(town: Town) -> None:
    client, path = town.client("system_admin"), reverse("admin:volunteers_window_add")
    days = {"opens_on": "2026-12-01", "closes_on": "2026-12-07"}
    assert "请选一个社区或村" in text(client.post(path, {"community": town.places["street"].pk, **days}))
    assert client.post(path, {"community": town.places["community"].pk, **days}).status_code == 302
    assert Window.objects.count() == 1


def test_people_stand_masked_and_nobody_is_changed_there(town: Town, volunteer: User) -> None:
    one = joined(town, volunteer)
    service = served(town, volunteer)
    client = town.client("system_admin")
    for name, pk in (("volunteer", one.pk), ("service", service.pk)):
        for page in ("changelist", "change"):
            args = [] if page == "changelist" else [pk]
            found = client.get(reverse(f"admin:volunteers_{name}_{page}", args=args))
            assert (found.status_code, "林志愿" in text(found)) == (200, False), (name, page)
        assert client.post(reverse(f"admin:volunteers_{name}_change", args=[pk]), {}).status_code == 403


def test_windows_stand_apart_and_open_no_past_day(town: Town) -> None:
    client, path = town.client("system_admin"), reverse("admin:volunteers_window_add")
    community = town.places["community"].pk

    def said(opens: str, closes: str) -> str:
        return text(client.post(path, {"community": community, "opens_on": opens, "closes_on": closes}))

    assert "只在兑换期里接单" in text(client.get(path))
    assert "过去的日子不能再开" in said("2026-11-15", "2026-11-20")
    client.post(path, {"community": community, "opens_on": "2026-11-16", "closes_on": "2026-11-20"})
    one = Window.objects.get()
    assert "（2026-11-16 至 2026-11-20）重叠" in said("2026-11-20", "2026-11-25")
    client.post(path, {"community": community, "opens_on": "2026-11-21", "closes_on": "2026-11-25"})
    assert Window.objects.count() == 2
    change = reverse("admin:volunteers_window_change", args=[one.pk])
    assert "重叠" in text(client.post(change, {"closes_on": "2026-11-21"}))
    assert "最早到今天为止" in text(client.post(change, {"closes_on": "2026-11-15"}))
    assert client.post(change, {"closes_on": "2026-11-18"}).status_code == 302
