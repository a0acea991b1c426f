import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tests.worktime.conftest import shanghai
from worktime.calendar import Deadline

pytestmark = pytest.mark.enough_on("sqlite")

Due = Callable[[str, str], Deadline]

with (Path(__file__).parent / "data" / "deadline_vectors_2026.csv").open(encoding="utf-8") as lines:
    VECTORS = list(csv.DictReader(lines))


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['start']} {row['rule']}")
def test_a_deadline_of_2026_is_the_one_reckoned_elsewhere(due: Due, row: dict[str, str]) -> None:
    deadline = due(row["start"], row["rule"])
    assert deadline.at == shanghai(row["deadline"])
    assert not deadline.provisional


@pytest.mark.parametrize(
    ("start", "limit", "right"),
    [
        ("2026-11-21 10:00", "1wd", "2026-11-23 17:30"),  # Saturday → end of Monday
        ("2026-11-21 03:00", "1wd", "2026-11-23 17:30"),  # Friday in UTC → end of Monday all the same
        ("2026-11-23 03:00", "1wd", "2026-11-24 17:30"),  # Sunday in UTC → end of Tuesday
        ("2026-09-30 15:00", "2wd", "2026-10-09 17:30"),  # after the National Day holiday
    ],
)
def test_a_deadline_that_peers_get_wrong_is_right(due: Due, start: str, limit: str, right: str) -> None:
    assert due(start, limit).at == shanghai(right)


def test_days_are_those_of_shanghai_whatever_zone_the_start_is_written_in(due: Due) -> None:
    friday_evening_in_utc = datetime.fromisoformat("2026-11-20T19:00+00:00")
    calendar = due("2026-11-20 10:00", "1wd").calendar
    limit = due("2026-11-20 10:00", "1wd").limit
    assert calendar.deadline(friday_evening_in_utc, limit) == due("2026-11-21 03:00", "1wd")
