"""Reading a year's calendar from CSV: columns `date`, `is_workday` (1 or 0), `name` if given; others are ignored.

Pure: text in, days and errors out. Every error says its line and, in Chinese, what to do.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from worktime.days import Day

LARGEST_FILE = 1024 * 1024
LONGEST_NAME = 32
FEWEST_WORKDAYS = 200  # a year has about 250; far fewer means that ones and zeros were swapped
ENGLISH_NAMES = {
    "new year's day": "元旦",
    "spring festival": "春节",
    "tomb-sweeping day": "清明节",
    "labour day": "劳动节",
    "dragon boat festival": "端午节",
    "mid-autumn festival": "中秋节",
    "national day": "国庆节",
}


@dataclass(frozen=True, slots=True)
class LineError:
    """`line` counts from 1, the header included; None where the whole file is meant."""

    line: int | None
    text: str

    def __str__(self) -> str:
        return self.text if self.line is None else f"第 {self.line} 行：{self.text}"


@dataclass
class CalendarFile:
    days: list[Day] = field(default_factory=list)
    errors: list[LineError] = field(default_factory=list)


class Unreadable(ValueError):
    """The file as a whole is nothing we can read; says why in Chinese."""


def read(content: str | bytes) -> CalendarFile:
    file = CalendarFile()
    try:
        _read_rows(_text(content), file)
    except Unreadable as problem:
        file.errors.append(LineError(None, str(problem)))
    if file.days and not file.errors:
        file.errors += [LineError(None, text) for text in _incomplete_years(file.days)]
    return file


def _text(content: str | bytes) -> str:
    if len(content) > LARGEST_FILE:
        raise Unreadable("文件太大：工作日历不会超过 1 MB，请确认选对了文件。")
    text = content if isinstance(content, str) else _decoded(content)
    if "\0" in text:
        raise Unreadable("这不是文本文件：请把日历另存为“CSV UTF-8”再上传。")
    if not text.strip("\ufeff \r\n\t"):
        raise Unreadable("文件是空的。")
    return text.removeprefix("\ufeff")


def _decoded(content: bytes) -> str:
    if content.startswith(b"PK"):
        raise Unreadable("这是 Excel 工作簿：请在 Excel 里另存为“CSV UTF-8”再上传。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("认不出文件的编码：请另存为“CSV UTF-8”（GBK 也可以）再上传。")


def _read_rows(text: str, file: CalendarFile) -> None:
    rows = csv.DictReader(text.splitlines(), restval="", strict=True)
    lines: dict[date, int] = {}
    try:
        rows.fieldnames = _columns(rows.fieldnames or [])
        for row in rows:
            _read_row(row, rows.line_num, lines, file)
    except csv.Error:
        raise Unreadable(f"第 {rows.line_num} 行起读不下去：引号没有成对，请检查这一行。") from None
    if not lines and not file.errors:
        raise Unreadable("文件只有表头，没有日期。")


def _columns(header: Iterable[str]) -> list[str]:
    columns = [column.strip().lower() for column in header]
    missing = [column for column in ("date", "is_workday") if column not in columns]
    if missing:
        raise Unreadable(f"第 1 行：表头缺少 {'、'.join(missing)}，应为 date,is_workday,name。")
    return columns


def _read_row(row: dict[str, str], line: int, lines: dict[date, int], file: CalendarFile) -> None:
    try:
        day = _date(row["date"].strip())
        if day in lines:
            raise ValueError(f"{day} 与第 {lines[day]} 行重复。")
        lines[day] = line
        file.days.append(Day(day, _is_workday(row["is_workday"].strip()), _name(row.get("name", "").strip())))
    except ValueError as problem:
        file.errors.append(LineError(line, str(problem)))


def _date(text: str) -> date:
    """Also 2027/1/5, which is what Excel makes of it."""
    parts = re.fullmatch(r"([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})", text)
    try:
        day = date(int(parts[1]), int(parts[3]), int(parts[4])) if parts else None
    except ValueError:
        raise ValueError(f"没有“{text}”这一天。") from None
    if day is None:
        raise ValueError(f"日期“{text[:40]}”看不懂，请写成 2027-01-05 这样。")
    if not 2000 <= day.year <= 2100:
        raise ValueError(f"日期“{text}”的年份要在 2000 到 2100 之间。")
    return day


def _is_workday(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError(f"is_workday 只能是 1（上班）或 0（不上班），不能是“{text[:40]}”。")
    return text == "1"


def _name(text: str) -> str:
    if len(text) > LONGEST_NAME:
        raise ValueError(f"节日名称最多 {LONGEST_NAME} 个字。")
    return ENGLISH_NAMES.get(text.lower(), text)


def _incomplete_years(days: list[Day]) -> list[str]:
    """Only whole years: a year with half a table would be taken for announced."""
    given = {day.date for day in days}
    workdays = Counter(day.date.year for day in days if day.is_workday)
    found = []
    for year in sorted({day.year for day in given}):
        first = date(year, 1, 1)
        whole = [first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days)]
        missing = [f"{day.month}月{day.day}日" for day in whole if day not in given]
        if missing:
            more = "……" if len(missing) > 5 else ""
            found.append(f"{year} 年要整年导入，还缺 {len(missing)} 天：{'、'.join(missing[:5])}{more}。")
        elif workdays[year] < FEWEST_WORKDAYS:
            found.append(f"{year} 年只有 {workdays[year]} 个工作日，请检查 is_workday 是不是填反了。")
    return found
