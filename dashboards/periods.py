"""From which day to which: 今天, 本周, 本月 … or any days. The address bar holds it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from dashboards.terms import Grain

A_DAY = timedelta(days=1)
LONGEST_YEARS = 10
DEFAULT = "week"
NAMES = {"today": "今天", "week": "本周", "month": "本月", "quarter": "本季", "year": "今年"}
OWN = "days"


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days, both ends in. `name`: one of NAMES, OWN for days of one's own, or a month as 2026-11."""

    name: str
    first: date
    last: date

    @property
    def label(self) -> str:
        if self.name in NAMES:
            return NAMES[self.name]
        if self.name != OWN:
            return f"{self.first.year}年{self.first.month}月"
        if self.first == self.last:
            return f"{self.first:%Y-%m-%d}"
        return f"{self.first:%Y-%m-%d} 至 {self.last:%Y-%m-%d}"

    @property
    def in_full(self) -> str:
        """With its days, for what is read without the page around it: 本月（2026-11-01 至 2026-11-27）"""
        days = Period(OWN, self.first, self.last).label
        return days if self.name == OWN else f"{self.label}（{days}）"

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def within(self) -> date | None:
        """The first day of the calendar month in which all of this lies; None where it reaches over several."""
        first = self.first.replace(day=1)
        return first if first == self.last.replace(day=1) else None

    @property
    def is_whole_month(self) -> bool:
        return self.within is not None and (self.first.day, (self.last + A_DAY).day) == (1, 1)

    def before(self) -> Period:
        """The one to compare with: as many days, just before; of a month the month before, as far as this one goes, and
        all of it where this one is over.
        """
        if self.name in ("month", "quarter", "year") or (self.name not in NAMES and self.name != OWN):
            months = {"quarter": 3, "year": 12}.get(self.name, 1)
            first = _months_back(self.first, months)
            if (self.last + A_DAY).day == 1:
                return Period(OWN, first, _months_back(self.last + A_DAY, months) - A_DAY)
            return Period(OWN, first, min(first + timedelta(days=self.days - 1), self.first - A_DAY))
        span = 7 if self.name == "week" else self.days
        return Period(OWN, self.first - timedelta(days=span), self.last - timedelta(days=span))

    def address(self) -> dict[str, str]:
        """As it stands in an address, to be read by `period_of`."""
        if self.name != OWN:
            return {"period": self.name}
        return {"period": OWN, "from": self.first.isoformat(), "to": self.last.isoformat()}

    def condition(self) -> Q:
        """Of tallies and spreads: whole months by the row of the month, what is left by its days."""
        months, days = self.parts()
        found = Q(pk__in=[])
        for grain, spans in ((Grain.MONTH, months), (Grain.DAY, days)):
            for first, last in spans:
                found |= Q(grain=grain, day__gte=first, day__lte=last)
        return found

    def parts(self) -> tuple[list[tuple[date, date]], list[tuple[date, date]]]:
        """(first and last of the whole months, spans of days left at both ends)."""
        begin = self.first if self.first.day == 1 else _months_on(self.first, 1)
        end = _months_on(self.last + A_DAY, 0)  # the first day after the last whole month
        if begin >= end:
            return [], [(self.first, self.last)]
        days = [(self.first, begin - A_DAY)] if self.first < begin else []
        if end <= self.last:
            days.append((end, self.last))
        return [(begin, _months_back(end, 1))], days


def period_of(given: Mapping[str, str], *, today: date) -> tuple[Period, str]:
    """The period that an address asks for; where it cannot be had as asked the week, and a sentence that says why."""
    name = given.get("period", DEFAULT)
    if name == OWN:
        return _own(given, today)
    if name in NAMES:
        return Period(name, _first_of(name, today), today), ""
    month = month_named(name)
    if month is None:
        return _usual(today), "没有这个时段，先看本周。" if name else ""
    if month.first > today:
        return _usual(today), f"{month.label}还没有开始，先看现在的。"
    if month.first.year < today.year - LONGEST_YEARS:
        return _usual(today), f"只能看最近 {LONGEST_YEARS} 年，先看本周。"
    return Period(name, month.first, min(month.last, today)), ""


def month_named(name: str) -> Period | None:
    """The whole month that an address names as 2026-11, past or to come."""
    try:
        return month_of(date.fromisoformat(f"{name}-01"))
    except ValueError:
        return None


def _own(given: Mapping[str, str], today: date) -> tuple[Period, str]:
    ends = given.get("from", ""), given.get("to", "")
    try:
        first, last = map(date.fromisoformat, ends)
    except ValueError:
        return _usual(today), f"{_why_none(ends)}，先看本周。"
    if first > last:
        return _usual(today), "开始日期不能晚于结束日期，先看本周。"
    if first.year < today.year - LONGEST_YEARS:
        return _usual(today), f"只能看最近 {LONGEST_YEARS} 年，先看本周。"
    if last.year > today.year + 1:
        why = "这段时间还没有开始" if first > today else f"只能看到 {today.year + 1} 年底"
        return _usual(today), f"{why}，先看本周。"
    return Period(OWN, first, last), "这段时间还没有开始，还没有数字。" if first > today else ""


def _why_none(ends: tuple[str, str]) -> str:
    """Of two ends of which one at least is no date: whether it is not written as one, or is none in the calendar."""
    if not all(re.fullmatch(r"\d{4}-\d\d-\d\d", end, re.ASCII) for end in ends):
        return "日期要写成 2026-11-01 这样，起止都要填"
    return f"没有 {next(end for end in ends if not _is_date(end))} 这一天"


def _is_date(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def _usual(today: date) -> Period:
    return Period(DEFAULT, _first_of(DEFAULT, today), today)


def _first_of(name: str, today: date) -> date:
    return {
        "today": today,
        "week": today - timedelta(days=today.weekday()),
        "month": today.replace(day=1),
        "quarter": today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1),
        "year": today.replace(month=1, day=1),
    }[name]


def month_of(first: date) -> Period:
    """A whole calendar month."""
    return Period(f"{first:%Y-%m}", first.replace(day=1), _months_on(first, 1) - A_DAY)


def month_before(day: date) -> Period:
    """The whole calendar month before that of this day."""
    return month_of(day.replace(day=1) - A_DAY)


def _months_on(day: date, months: int) -> date:
    """The first of the month so many months later."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _months_back(day: date, months: int) -> date:
    return _months_on(day, -months)
