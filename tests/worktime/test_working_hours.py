from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from tests.worktime.conftest import shanghai
from worktime.calendar import Deadline, WorkCalendar
from worktime.limits import Limit

pytestmark = pytest.mark.enough_on("sqlite")

Due = Callable[[str, str], Deadline]


@pytest.mark.parametrize(
    ("start", "limit", "at"),
    [
        ("2026-11-18 09:00", "2wh", "2026-11-18 11:00"),
        ("2026-11-18 11:00", "2wh", "2026-11-18 14:30"),  # over lunch
        ("2026-11-18 12:30", "1wh", "2026-11-18 14:30"),  # in the lunch break
        ("2026-11-18 13:30", "4wh", "2026-11-18 17:30"),  # not the next morning
        ("2026-11-18 19:00", "1wh", "2026-11-19 10:00"),
        ("2026-02-14 16:30", "2wh", "2026-02-24 10:00"),  # a make-up Saturday, then Spring Festival
    ],
)
def test_working_hours_count_only_while_people_work(due: Due, start: str, limit: str, at: str) -> None:
    assert due(start, limit).at == shanghai(at)


@pytest.mark.parametrize(
    ("at", "inside", "next_moment"),
    [
        ("2026-11-18 09:00", True, "2026-11-18 09:00"),
        ("2026-11-18 12:00", False, "2026-11-18 13:30"),
        ("2026-11-18 17:30", False, "2026-11-19 09:00"),
        ("2026-11-21 10:00", False, "2026-11-23 09:00"),
        ("2026-02-14 10:00", True, "2026-02-14 10:00"),
        ("2026-10-01 10:00", False, "2026-10-08 09:00"),
    ],
)
def test_the_next_working_moment(calendar: WorkCalendar, at: str, inside: bool, next_moment: str) -> None:
    assert calendar.in_working_hours(shanghai(at)) is inside
    assert calendar.next_working_moment(shanghai(at)) == shanghai(next_moment)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-11-20 16:30", "2026-11-23 09:30", 90),
        ("2026-11-21 10:00", "2026-11-22 10:00", 0),
        ("2026-11-18 10:00", "2026-11-18 10:00", 0),
        ("2026-11-18 11:00", "2026-11-18 10:00", 0),
        ("2026-11-16 00:00", "2026-11-23 00:00", 5 * 7 * 60),
    ],
)
def test_minutes_worked_between_two_moments(calendar: WorkCalendar, start: str, end: str, minutes: int) -> None:
    assert calendar.working_minutes(shanghai(start), shanghai(end)) == minutes


@pytest.mark.parametrize(
    ("start", "deadline", "reminder"),
    [
        ("2026-11-18 09:00", "2026-11-18 17:30", "2026-11-18 16:06"),  # 80 % of seven hours
        ("2026-11-20 16:30", "2026-11-23 17:30", "2026-11-23 15:54"),
        ("2026-11-18 12:30", "2026-11-20 17:30", "2026-11-20 13:54"),
        ("2026-11-16 09:00", "2026-11-20 17:30", "2026-11-20 09:00"),  # not the evening before, which is as much
        ("2026-11-21 01:00", "2026-11-21 11:00", "2026-11-21 09:00"),  # nobody works that day: by the clock
    ],
)
def test_a_reminder_falls_in_working_hours(calendar: WorkCalendar, start: str, deadline: str, reminder: str) -> None:
    assert calendar.share(shanghai(start), shanghai(deadline), 0.8) == shanghai(reminder)


def test_other_hours_move_the_end_of_the_day() -> None:
    summer = WorkCalendar({}, ((time(8), time(12)), (time(15), time(18))))
    assert summer.deadline(shanghai("2027-07-05 10:00"), Limit.parse("1wd")).at == shanghai("2027-07-06 18:00")
    assert summer.deadline(shanghai("2027-07-05 11:00"), Limit.parse("2wh")).at == shanghai("2027-07-05 16:00")


@pytest.mark.parametrize(
    "periods",
    [
        (),
        ((time(12), time(9)),),
        ((time(9), time(12)), (time(11), time(17))),
        ((time(13), time(17)), (time(9), time(12))),
    ],
)
def test_hours_that_make_no_day_are_refused(periods: tuple[tuple[time, time], ...]) -> None:
    with pytest.raises(ValueError, match="工作时段不能"):
        WorkCalendar({}, periods)


def test_a_calendar_without_working_days_is_an_error_not_an_endless_search() -> None:
    never = {date.fromordinal(date(2027, 1, 1).toordinal() + number): (False, "") for number in range(800)}
    with pytest.raises(ValueError, match="连续 400 天没有工作日"):
        WorkCalendar(never).deadline(shanghai("2027-01-02 10:00"), Limit.parse("1wd"))


def test_a_moment_without_a_zone_is_refused(calendar: WorkCalendar) -> None:
    with pytest.raises(ValueError, match="缺少时区"):
        calendar.deadline(datetime(2026, 11, 18, 9), Limit.parse("1wd"))  # noqa: DTZ001
