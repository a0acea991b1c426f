"""What recurs: the periods, and the desk's pages for it. One of each period: tests/mechanisms/test_A07.py."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from activities.kinds import Rhythm
from activities.models import Activity, Template
from activities.periods import days_of, period_of
from tests.activities.calling import filled
from tests.factories import Town
from tests.resident.conftest import text

pytestmark = pytest.mark.django_db


def said(town: Town, **changes: Any) -> dict[str, Any]:
    left_out = {"starts_at", "ends_at"}
    common = {name: value for name, value in filled(town).items() if name not in left_out}
    return {**common, "rhythm": "WEEKLY", "first_on": "2026-11-18", "starts": "09:00", "minutes": "90", **changes}


@pytest.mark.parametrize(
    ("rhythm", "days", "periods"),
    [
        (Rhythm.WEEKLY, [date(2026, 12, 28), date(2027, 1, 4)], ["2026-W53", "2027-W01"]),
        (Rhythm.MONTHLY, [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)], ["2027-01", "2027-02", "2027-03"]),
        (Rhythm.QUARTERLY, [date(2026, 11, 30), date(2027, 2, 28)], ["2026-Q4", "2027-Q1"]),
    ],
)  # fmt: skip
def test_each_day_lies_in_a_period_of_its_own(rhythm: str, days: list[date], periods: list[str]) -> None:
    assert list(days_of(rhythm, days[0], since=days[0], until=days[-1])) == days
    assert [period_of(rhythm, day) for day in days] == periods


def test_a_template_publishes_what_is_due_in_two_weeks(town: Town) -> None:
    desk = town.client("community")
    assert desk.post(reverse("activities:new_template"), said(town)).status_code == 302
    assert list(Activity.objects.values_list("period", flat=True)) == ["2026-W47", "2026-W48"]
    page = text(desk.get(reverse("activities:templates")))
    assert "每周" in page
    template = Template.objects.get()
    for name in ("generate", "switch"):
        path = reverse(f"activities:{name}", args=[template.pk])
        assert town.client("far_street").post(path).status_code == 404
        assert desk.get(path).status_code == 405
    assert ("发布两周以内的</button>" in page, "生成下一期" in page) == (True, False)
    desk.post(reverse("activities:switch", args=[template.pk]), {"active": "0"})
    again: Any = desk.post(reverse("activities:generate", args=[template.pk]), follow=True)
    assert "已经停用" in text(again)


def test_what_is_made_and_what_comes_next_is_said(town: Town) -> None:
    desk = town.client("community")
    made: Any = desk.post(reverse("activities:new_template"), said(town), follow=True)
    assert "建好了，发布了 2 个活动。下一期 12月2日办，11月18日自动发布。" in text(made)
    again: Any = desk.post(reverse("activities:generate", args=[Template.objects.get().pk]), follow=True)
    assert "两周以内要办的都已经发布了，没有重复生成。下一期 12月2日办，11月18日自动发布。" in text(again)
    far: Any = desk.post(
        reverse("activities:new_template"), said(town, rhythm="QUARTERLY", first_on="2028-02-29"), follow=True
    )  # fmt: skip
    assert "建好了。下一期 2028年2月29日办，2028年2月15日自动发布。" in text(far)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"sort": "CARE"}, "help"), ({"minutes": "0"}, "minutes"), ({"starts": "九点"}, "starts")],
)  # fmt: skip
def test_what_cannot_recur_is_said_at_its_field(town: Town, changes: dict, field: str) -> None:
    answer: Any = town.client("community").post(reverse("activities:new_template"), said(town, **changes))
    assert answer.status_code in (409, 422)
    assert answer.context["form"].errors[field]
    assert not Template.objects.exists()
