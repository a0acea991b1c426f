"""封存 in its order: no month of which there is nothing, none before an earlier one that is open, none to come."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dashboards.models import Closing
from tests.dashboards.counted import OCTOBER, answers, counted
from tests.factories import Town, build_town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def town() -> Town:
    town = build_town()
    counted(town, "grid", OCTOBER, **answers(40))
    return town


def address(town: Town, page: str = "") -> str:
    return f"/board/{town.places['district'].pk}/scores/{page}"


def sheet(town: Town, **query: str) -> Any:
    answer = town.client("platform").get(address(town), query)
    assert answer.status_code == 200
    return answer


def closing(town: Town, month: str) -> Any:
    return town.client("platform").post(address(town, "close/"), {"period": month})


def refused(town: Town, month: str) -> str:
    answer = closing(town, month)
    assert answer.status_code == 409
    assert not Closing.objects.filter(month=f"{month}-01").exists()
    asked_first = town.client("platform").get(address(town, "close/"), {"period": month})
    assert asked_first.status_code == 409
    return answer.content.decode()


@pytest.mark.parametrize(
    ("month", "named"), [("2016-01", "2016年1月"), ("2015-12", "2015年12月"), ("2026-09", "2026年9月")]
)
def test_a_month_before_the_first_case_is_not_closed(town: Town, month: str, named: str) -> None:
    assert f"到{named}为止还没有一件诉求" in refused(town, month)


def test_months_are_closed_one_after_the_other_but_for_those_of_which_there_is_nothing(town: Town) -> None:
    counted(town, "grid", date(2026, 8, 3), came=1)
    page = refused(town, "2026-10")
    assert "请先封存2026年8月，再封存2026年10月" in page
    october = sheet(town, period="2026-10").content.decode()
    assert "请先封存2026年8月" in october
    assert "封存2026年10月</a>" not in october
    assert closing(town, "2026-08").status_code == 302
    assert closing(town, "2026-10").status_code == 302
    assert closing(town, "2026-09").status_code == 302


def test_a_month_to_come_says_that_it_has_not_begun(town: Town) -> None:
    for month, named in (("2026-12", "2026年12月"), ("2031-03", "2031年3月")):
        assert f"{named}还没有开始" in sheet(town, period=month).content.decode()
        assert f"{named}还没有开始" in refused(town, month)
    days = {"period": "days", "from": "2027-01-01", "to": "2027-01-05"}
    answer = sheet(town, **days)
    assert "2027年1月还没有开始" in answer.content.decode()
    assert "分数每天在变" not in answer.content.decode()
    assert not answer.context["sheet"].tables
