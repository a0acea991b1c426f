"""Months, quarters and years as the pages' addresses write them: 2026-11, 2026Q4, 2026. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from partylife.kinds import MONTHS_OF, Span
from worktime.calendar import REAL_YEARS

_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})|Q([1-4]))?")


@dataclass(frozen=True, slots=True)
class Period:
    """`months` whole months from the first of one on."""

    first: date
    months: int

    @property
    def last(self) -> date:
        return _months_after(self.first, self.months) - timedelta(days=1)

    @property
    def code(self) -> str:
        if self.months == 12:
            return f"{self.first.year}"
        return f"{self.first.year}Q{self.first.month // 3 + 1}" if self.months == 3 else f"{self.first:%Y-%m}"

    def __str__(self) -> str:
        if self.months == 12:
            return f"{self.first.year}年"
        if self.months == 3:
            return f"{self.first.year}年第{'一二三四'[self.first.month // 3]}季度"
        return f"{self.first.year}年{self.first.month}月"

    @property
    def before(self) -> Period:
        return Period(_months_after(self.first, -self.months), self.months)

    @property
    def after(self) -> Period:
        return Period(_months_after(self.first, self.months), self.months)

    def parts(self, span: Span) -> list[Period]:
        """The whole spans in it, in order; none where a span is longer than the period."""
        length = MONTHS_OF[span]
        return [
            Period(_months_after(self.first, start), length) for start in range(0, self.months - length + 1, length)
        ]


def period_of(day: date, span: Span) -> Period:
    """The one that holds this day."""
    months = MONTHS_OF[span]
    return Period(date(day.year, (day.month - 1) // months * months + 1, 1), months)


def read(written: str, today: date) -> Period:
    """As the address writes it; what is no period of a real year is today's quarter."""
    found = _WRITTEN.fullmatch(written)
    if found is None or int(found[1]) not in REAL_YEARS:
        return period_of(today, Span.QUARTER)
    year, month, quarter = int(found[1]), found[2], found[3]
    if month:
        return Period(date(year, int(month), 1), 1) if 1 <= int(month) <= 12 else period_of(today, Span.QUARTER)
    return Period(date(year, int(quarter) * 3 - 2, 1), 3) if quarter else Period(date(year, 1, 1), 12)


def _months_after(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)
