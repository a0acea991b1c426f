"""Periods: each day of one is read exactly once, whatever its months; what is compared with it; addresses; medians."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date, timedelta
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.folding import LONGEST, steps_of
from dashboards.indicators import quantile
from dashboards.periods import NAMES, OWN, Period, month_before, month_of, period_of

A_DAY = timedelta(days=1)
days = st.dates(date(2016, 1, 1), date(2036, 12, 31))
spans = st.builds(lambda first, length: Period(OWN, first, first + length * A_DAY), days, st.integers(0, 1500))
names = st.sampled_from([*NAMES])
minutes = st.floats(0, 400_000, allow_nan=False)


def days_of(first: date, last: date) -> list[date]:
    return [first + number * A_DAY for number in range((last - first).days + 1)]


def read_by(period: Period) -> Counter[date]:
    """The days of the rows that `parts` asks for."""
    months, singly = period.parts()
    read: Counter[date] = Counter()
    for first, last in months:
        assert first.day == last.day == 1
        for day in days_of(first, last):
            if day.day == 1:
                read.update(days_of(day, day.replace(day=monthrange(day.year, day.month)[1])))
    for first, last in singly:
        read.update(days_of(first, last))
    return read


@given(period=spans)
def test_each_day_is_read_exactly_once(period: Period) -> None:
    assert read_by(period) == Counter(days_of(period.first, period.last))


@given(period=spans)
def test_never_more_than_two_months_are_read_by_their_days(period: Period) -> None:
    """Ten years cost as much as two months."""
    _, singly = period.parts()
    assert sum((last - first).days + 1 for first, last in singly) <= 30 + 30


@given(name=names, today=days)
def test_what_is_compared_ends_before_it_begins_and_is_as_long(name: str, today: date) -> None:
    period, trouble = period_of({"period": name}, today=today)
    before = period.before()
    assert not trouble
    assert period.last == today
    assert before.first <= before.last < period.first
    # A shorter month ends before; whole months are compared with whole ones.
    assert before.days == period.days or (before.last + A_DAY).day == (period.last + A_DAY).day == 1


@given(period=spans)
def test_days_of_one_s_own_are_compared_with_as_many_just_before(period: Period) -> None:
    assert period.before() == Period(OWN, period.first - period.days * A_DAY, period.first - A_DAY)


@given(name=names, today=days)
def test_a_week_is_compared_with_the_same_days_of_the_week_before(name: str, today: date) -> None:
    period, _ = period_of({"period": "week"}, today=today)
    assert period.first.weekday() == 0
    assert (period.before().first, period.before().last) == (period.first - 7 * A_DAY, period.last - 7 * A_DAY)


@given(name=names, today=days, back=st.integers(0, 9 * 365), length=st.integers(0, 400), month=st.integers(0, 100))
def test_an_address_is_read_as_it_was_written(name: str, today: date, back: int, length: int, month: int) -> None:
    own = Period(OWN, today - back * A_DAY, today - back * A_DAY + min(length, back) * A_DAY)
    past = month_of((today.replace(day=1) - A_DAY * 30 * month).replace(day=1))
    for period in (own, period_of({"period": name}, today=today)[0], past):
        read, trouble = period_of(period.address(), today=today)
        assert not trouble
        assert read.address() == period.address()
        assert (read.first, read.last) == (period.first, min(period.last, max(today, period.first)))


@given(text=st.text(max_size=12), first=st.text(max_size=12), last=st.text(max_size=12), today=days)
def test_whatever_is_typed_there_are_days_to_show(text: str, first: str, last: str, today: date) -> None:
    for name in (text, OWN):
        period, trouble = period_of({"period": name, "from": first, "to": last}, today=today)
        assert period.first <= period.last
        assert trouble or text in NAMES or name in ("", OWN) or period.name == name


@pytest.mark.parametrize("name", ["2026-13", "2026-00", "１２", "2026-11-01", "-1-01", "99999-01"])
def test_a_month_that_is_none_is_the_week(name: str) -> None:
    period, trouble = period_of({"period": name}, today=date(2026, 11, 26))
    assert period.name == "week"
    assert trouble


@given(today=days)
def test_the_month_before_is_whole_and_ends_where_this_one_begins(today: date) -> None:
    period = month_before(today)
    assert period.last + A_DAY == today.replace(day=1)
    assert period.first.day == 1
    assert period_of(period.address(), today=today) == (period, "")


@given(values=st.lists(st.integers(0, 60), min_size=1), share=st.sampled_from([0.5, 0.9]))
def test_a_quantile_is_the_one_at_its_rank(values: list[int], share: float) -> None:
    assert quantile(Counter(values), share) == sorted(values)[max(ceil(share * len(values)), 1) - 1]


def test_of_nothing_there_is_no_median() -> None:
    assert quantile({}, 0.5) is None
    assert quantile({8: 0}, 0.5) is None


@given(one=minutes, other=minutes)
def test_steps_keep_the_order(one: float, other: float) -> None:
    assert (steps_of(one) <= steps_of(other)) or one > other
    assert 0 <= steps_of(one) <= LONGEST


@given(spent=st.lists(minutes, min_size=1, max_size=40), share=st.sampled_from([0.5, 0.9]))
def test_the_median_of_steps_is_the_step_of_the_median(spent: list[float], share: float) -> None:
    middle = sorted(spent)[max(ceil(share * len(spent)), 1) - 1]
    assert quantile(Counter(map(steps_of, spent)), share) == steps_of(middle)


@given(hours=st.integers(0, 16))
def test_whole_hours_are_what_they_are(hours: int) -> None:
    assert steps_of(hours * 60) == hours


@pytest.mark.parametrize(
    ("name", "today", "first", "last"),
    [
        ("2026-09", "2026-11-27", "2026-08-01", "2026-08-31"),
        ("2026-02", "2026-11-27", "2026-01-01", "2026-01-31"),
        ("month", "2026-11-27", "2026-10-01", "2026-10-27"),
        ("month", "2026-11-30", "2026-10-01", "2026-10-31"),
        ("quarter", "2026-10-31", "2026-07-01", "2026-07-31"),
        ("quarter", "2026-09-30", "2026-04-01", "2026-06-30"),
        ("year", "2026-02-28", "2025-01-01", "2025-02-28"),
    ],
)
def test_what_is_over_is_compared_with_all_of_the_one_before(name: str, today: str, first: str, last: str) -> None:
    period, _ = period_of({"period": name}, today=date.fromisoformat(today))
    assert period.before() == Period(OWN, date.fromisoformat(first), date.fromisoformat(last))
