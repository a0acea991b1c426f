from collections.abc import Callable

import pytest

from tests.worktime.conftest import shanghai
from worktime.calendar import Deadline

Due = Callable[[str, str], Deadline]


@pytest.mark.parametrize(
    ("start", "limit", "at"),
    [
        ("2026-12-30 16:00", "2wd", "2027-01-01 17:30"),  # New Year's Day, as far as anybody knows, is a Friday
        ("2026-12-25 16:00", "7nd", "2027-01-01 17:30"),
        ("2026-12-31 17:00", "2wh", "2027-01-01 10:30"),
        ("2027-03-05 10:00", "1wd", "2027-03-08 17:30"),
    ],
)
def test_a_deadline_that_rests_on_an_unannounced_year_is_provisional(due: Due, start: str, limit: str, at: str) -> None:
    deadline = due(start, limit)
    assert deadline.at == shanghai(at)
    assert deadline.provisional
    assert "2027 年放假安排尚未公布，暂按周一至周五推算" in deadline.explanation


@pytest.mark.parametrize(("start", "limit"), [("2026-12-30 16:00", "1wd"), ("2026-12-31 16:00", "24h")])
def test_a_deadline_that_needs_no_unannounced_day_is_final(due: Due, start: str, limit: str) -> None:
    deadline = due(start, limit)
    assert not deadline.provisional
    assert "暂按" not in deadline.explanation
