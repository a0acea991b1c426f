"""挂账, case by case: since when, until when it is looked at again, and why."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from cases import actions
from cases.models import Case
from cases.terms import Matter
from dashboards.actions import catch_up
from tests.desk.questions import WHY, asked
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
COLUMNS = ("哪天挂账", "哪天复核", "为什么挂账")


@pytest.fixture
def town() -> Town:
    return build_town()


def suspended(town: Town) -> Case:
    case = asked(town, Matter.SUSPENSION)
    return actions.suspend(case, answer="同意", by=town.hat("leading"), at=MONDAY + DAY)


def page(town: Town, at: Any, query: str = "") -> str:
    catch_up(at=at)
    with time_machine.travel(at, tick=False):
        client = town.client("platform")
        answer = client.get(f"/board/{town.places['district'].pk}/indicators/suspended/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def told(shown: str) -> list[tuple[str, ...]]:
    """Of each line what stands in COLUMNS, as it is read."""
    cells = [re.findall(rf'<td data-label="{name}">(.*?)</td>', shown, re.S) for name in COLUMNS]
    return [tuple(re.sub("<[^>]*>", " ", one).strip() for one in row) for row in zip(*cells, strict=True)]


def test_a_line_says_since_when_until_when_and_why(town: Town) -> None:
    suspended(town)
    [line] = told(page(town, MONDAY + DAY))
    assert line[:2] == ("2026-11-17", "2027-01-15")
    assert line[2].split() == ["资金尚未落实", WHY]


def test_what_is_not_suspended_has_nothing_there(town: Town) -> None:
    suspended(town)
    town.reported("另一件")
    assert sorted(told(page(town, MONDAY + DAY)))[1] == ("—", "—", "—")
    assert told(page(town, MONDAY + DAY, "?which=rest")) == [("—", "—", "—")]


def test_of_a_day_that_is_over_it_says_how_it_was_then(town: Town) -> None:
    case = suspended(town)
    actions.resume(case, reason="钱到了", by=town.hat("platform"), at=MONDAY + 2 * DAY)
    then = "?period=days&from=2026-11-17&to=2026-11-17&which=top"
    [line] = told(page(town, MONDAY + 3 * DAY, then))
    assert line[:2] == ("2026-11-17", "2027-01-15")
    assert told(page(town, MONDAY + 3 * DAY, "?which=top")) == []


def test_other_figures_have_no_such_columns(town: Town) -> None:
    suspended(town)
    catch_up(at=MONDAY + DAY)
    with time_machine.travel(MONDAY + DAY, tick=False):
        answer = town.client("platform").get(f"/board/{town.places['district'].pk}/indicators/open/")
    assert "哪天挂账" not in answer.content.decode()
