"""Why a deadline is that day, in one Chinese sentence, as a person would say it.

    2 个工作日：2月13日起算，当天不计，2月14日是调休上班日，2月15日至23日春节放假，最晚 2月24日 17:30。

Days are listed while there are few of them and summed up when there are many.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from itertools import groupby, pairwise

from worktime.days import Day, DayKind
from worktime.limits import Limit, Unit

Clause = tuple[date, str]
MOST_WEEKEND_DAYS = 6
MOST_STRETCHES = 3
MOST_MAKEUP_DAYS = 3


def explain(
    *, limit: Limit, start: datetime, at: datetime, days: Sequence[Day], periods: Iterable[tuple[time, time]]
) -> str:
    """`days`: those that were looked at to find `at`, in order, without gaps (none for clock hours)."""
    clauses = [*_reasons(limit, start, days, periods), f"最晚 {_day(at.date(), start)} {at:%H:%M}"]
    return f"{limit.in_words}：{'，'.join(clauses)}{_caveat(days)}。"


def give_reason(*, limit: Limit, start: datetime, days: Sequence[Day], periods: Iterable[tuple[time, time]]) -> str:
    """The same without the moment itself and without a full stop, for a sentence that has named it already."""
    return f"{limit.in_words}：{'，'.join(_reasons(limit, start, days, periods))}{_caveat(days)}"


def _reasons(limit: Limit, start: datetime, days: Sequence[Day], periods: Iterable[tuple[time, time]]) -> list[str]:
    clauses = [_beginning(limit, start, periods)]
    if limit.unit is Unit.NATURAL_DAY:
        clauses.append(f"第 {limit.amount} 天是 {_day(days[0].date, start)}")
    clauses += [text for _, text in sorted(_off_days(days, start) + _makeup_days(days, start))]
    if limit.unit is Unit.NATURAL_DAY and len(days) > 1:
        clauses.append("顺延")
    return clauses


def _beginning(limit: Limit, start: datetime, periods: Iterable[tuple[time, time]]) -> str:
    day = _day(start.date(), start)
    if limit.unit is Unit.CLOCK_HOUR:
        return f"{day} {start:%H:%M} 起算，昼夜和节假日都计"
    if limit.unit is Unit.WORKING_HOUR:
        hours = "、".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in periods)
        return f"{day} {start:%H:%M} 起算，只计上班时间（{hours}）"
    return f"{day}起算，当天不计"


def _off_days(days: Sequence[Day], start: datetime) -> list[Clause]:
    stretches = [list(run) for is_workday, run in groupby(days, lambda day: day.is_workday) if not is_workday]
    holidays = [stretch for stretch in stretches if any(day.kind is DayKind.HOLIDAY for day in stretch)]
    weekends = [stretch for stretch in stretches if stretch not in holidays]
    return _weekends(weekends, start) + _holidays(holidays, start)


def _weekends(stretches: list[list[Day]], start: datetime) -> list[Clause]:
    days = [day.date for stretch in stretches for day in stretch]
    if not days:
        return []
    if len(days) > MOST_WEEKEND_DAYS:
        return [(days[0], f"{len(stretches)} 个周末不计")]
    return [(days[0], f"{_listed(days, start)}是周末")]


def _holidays(stretches: list[list[Day]], start: datetime) -> list[Clause]:
    if len(stretches) > MOST_STRETCHES:
        named = "、".join(_names(stretch) for stretch in stretches[:MOST_STRETCHES])
        return [(stretches[0][0].date, f"{named}等 {len(stretches)} 次放假不计")]
    return [(stretch[0].date, f"{_span(stretch, start)}{_names(stretch)}放假") for stretch in stretches]


def _makeup_days(days: Sequence[Day], start: datetime) -> list[Clause]:
    found = [day.date for day in days if day.kind is DayKind.MAKEUP]
    if not found:
        return []
    if len(found) > MOST_MAKEUP_DAYS:
        return [(found[0], f"{len(found)} 个调休上班日照计")]
    return [(found[0], f"{_listed(found, start)}是调休上班日")]


def _caveat(days: Iterable[Day]) -> str:
    years = dict.fromkeys(str(day.date.year) for day in days if day.provisional)
    return f"（{'、'.join(years)} 年放假安排尚未公布，暂按周一至周五推算）" if years else ""


def _names(days: Iterable[Day]) -> str:
    return "、".join(dict.fromkeys(day.name for day in days if day.name))


def _span(stretch: Sequence[Day], start: datetime) -> str:
    first, last = stretch[0].date, stretch[-1].date
    if first == last:
        return _day(first, start)
    until = f"{last.day}日" if (first.year, first.month) == (last.year, last.month) else _day(last, first)
    return f"{_day(first, start)}至{until}"


def _listed(days: Sequence[date], start: datetime) -> str:
    """11月28、29日、12月5、6日"""
    months = [list(month) for _, month in groupby(days, lambda day: (day.year, day.month))]
    since = [start.date(), *(month[0] for month in months)]
    return "、".join(
        f"{_month(after, before)}{'、'.join(str(day.day) for day in month)}日"
        for (before, after), month in zip(pairwise(since), months, strict=True)
    )


def _day(day: date, since: date) -> str:
    return f"{_month(day, since)}{day.day}日"


def _month(day: date, since: date) -> str:
    """The year is said only where it changes."""
    return f"{day.month}月" if day.year == since.year else f"{day.year}年{day.month}月"
