from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.worktime.conftest import DEFAULT_CALENDAR
from worktime import calendar_file
from worktime.calendar import SHANGHAI, WorkCalendar
from worktime.limits import Limit, Unit

pytestmark = pytest.mark.enough_on("sqlite")

CALENDAR = WorkCalendar(
    {day.date: (day.is_workday, day.name) for day in calendar_file.read(DEFAULT_CALENDAR.read_bytes()).days}
)
MOMENTS = st.datetimes(datetime(2023, 1, 1), datetime(2027, 6, 30), timezones=st.just(SHANGHAI))  # noqa: DTZ001
UNITS = st.sampled_from(Unit)


def limits(unit: SearchStrategy[Unit] = UNITS) -> SearchStrategy[Limit]:
    return st.builds(Limit, st.integers(1, 120), unit)


@given(MOMENTS, MOMENTS, limits())
def test_who_starts_later_is_never_due_earlier(one: datetime, other: datetime, limit: Limit) -> None:
    earlier, later = sorted([one, other])
    assert CALENDAR.deadline(earlier, limit).at <= CALENDAR.deadline(later, limit).at


@given(MOMENTS, limits())
def test_more_time_is_never_less(start: datetime, limit: Limit) -> None:
    longer = Limit(limit.amount + 1, limit.unit)
    assert start < CALENDAR.deadline(start, limit).at <= CALENDAR.deadline(start, longer).at


@given(MOMENTS, limits(st.sampled_from([Unit.WORKING_DAY, Unit.NATURAL_DAY])))
def test_a_limit_in_days_ends_when_a_working_day_does(start: datetime, limit: Limit) -> None:
    at = CALENDAR.deadline(start, limit).at
    assert CALENDAR.is_workday(at.date())
    assert at.time() == time(17, 30)


@given(MOMENTS, st.integers(1, 120))
def test_n_working_days_lie_after_the_first_day(start: datetime, amount: int) -> None:
    at = CALENDAR.deadline(start, Limit(amount, Unit.WORKING_DAY)).at
    later = [start.date() + timedelta(days=number + 1) for number in range((at.date() - start.date()).days)]
    assert sum(map(CALENDAR.is_workday, later)) == amount


@given(MOMENTS, st.integers(1, 120))
def test_natural_days_are_all_given(start: datetime, amount: int) -> None:
    at = CALENDAR.deadline(start, Limit(amount, Unit.NATURAL_DAY)).at
    assert (at.date() - start.date()).days >= amount


@given(MOMENTS, st.integers(1, 120))
def test_working_hours_are_given_to_the_minute(start: datetime, amount: int) -> None:
    at = CALENDAR.deadline(start, Limit(amount, Unit.WORKING_HOUR)).at
    assert CALENDAR.working_minutes(start, at) == 60 * amount


@given(MOMENTS, limits(), st.floats(0, 1))
def test_a_share_lies_between_start_and_deadline(start: datetime, limit: Limit, share: float) -> None:
    deadline = CALENDAR.deadline(start, limit).at
    assert start <= CALENDAR.share(start, deadline, share) <= deadline


@given(MOMENTS, limits())
def test_every_deadline_says_when_it_is(start: datetime, limit: Limit) -> None:
    deadline = CALENDAR.deadline(start, limit)
    assert deadline.explanation.startswith(f"{limit.in_words}：")
    assert f"{deadline.at.month}月{deadline.at.day}日 {deadline.at:%H:%M}" in deadline.explanation
    assert ("尚未公布" in deadline.explanation) is deadline.provisional


@given(MOMENTS, limits(st.sampled_from([Unit.WORKING_HOUR, Unit.WORKING_DAY, Unit.NATURAL_DAY])))
def test_a_rework_has_at_least_one_working_day(start: datetime, limit: Limit) -> None:
    one_day = CALENDAR.deadline(start, Limit(1, Unit.WORKING_DAY)).at
    assert CALENDAR.deadline(start, limit.halved()).at >= one_day or limit.halved().unit is Unit.WORKING_HOUR
