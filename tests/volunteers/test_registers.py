"""The registers of rules: nothing that has begun is rewritten, nothing begins in the past; people are masked."""

from __future__ import annotations

from collections.abc import Iterator
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
    ({"valid_from": "2026-11-15"}, "不能倒着改"),
    ({"valid_until": "2026-11-30"}, "结束日期不能早于开始日期"),
    ({"gold_at": 10}, "一级比一级高"),
    ({"points_per_hour": "-1"}, "0"),
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
    answer = client.post(path, {"valid_until": "2026-12-31", "points_per_hour": "9", **rows})
    assert answer.status_code == 302, text(answer)
    common.refresh_from_db()
    assert (str(common.valid_until), common.points_per_hour) == ("2026-12-31", 1)


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
