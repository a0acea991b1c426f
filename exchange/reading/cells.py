"""What a cell says, however it was typed or kept: text, a day, a number of a telephone. What does not fit is a fault.

Spreadsheets turn numbers into floats and days into counts, people type full-width digits and a leading apostrophe.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from accounts.identity import identity_digits, is_identity
from accounts.names import plain_name
from accounts.personal import is_mobile, phone_digits
from exchange.columns import COLUMNS
from exchange.plans import Fault
from exchange.reading.raw import Bad, Raw
from exchange.reading.tables import Row

YEARS = range(1900, 2101)
EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_DAYS = range(1, 73_415)  # 1900 to 2100
EXACT = 10**15  # beyond it a spreadsheet has lost digits
_DAY = re.compile(r"([0-9]{4})(?:[-/.]|年)([0-9]{1,2})(?:[-/.]|月)([0-9]{1,2})日?(?:[ T]0?0:00(?::00)?)?")
_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")


class Cells:
    """The cells of one row, read by the keys of their columns. Faults go to `faults`; a cell at fault is None."""

    def __init__(self, row: Row, what: str, faults: list[Fault]) -> None:
        self.line = row.line
        self._row, self._faults = row, faults
        self._columns = {column.key: column for column in COLUMNS[what]}
        self._faults_before = len(faults)

    @property
    def at_fault(self) -> bool:
        return len(self._faults) > self._faults_before

    def is_faulty(self, key: str) -> bool:
        label = self._columns[key].label if key in self._columns else ""
        return any((fault.line, fault.column) == (self.line, label) for fault in self._faults)

    def fault(self, key: str, said: str) -> None:
        column = self._columns.get(key)
        self._faults.append(Fault(self.line, column.label if column else "", said))

    def text(self, key: str, *, longest: int = 100) -> str | None:
        """Trimmed; "" where there is nothing and nothing is needed."""
        words = self._words(key)
        if words is None:
            return None
        if not words and self._columns[key].needed:
            return self._none(key, f"没有填{self._columns[key].label}。")
        if len(words) > longest:
            return self._none(key, f"太长：最多 {longest} 个字，现在 {len(words)} 个。")
        if any(unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cn", "Cs") for letter in words):
            return self._none(key, "里面有看不见的字符，请重新输入。")
        return words

    def name(self, key: str, *, longest: int = 100) -> str | None:
        """Text that may be a name, as the registers ask of it (accounts/names.py)."""
        words = self.text(key, longest=longest)
        if not words:
            return words
        try:
            plain_name(words)
        except ValidationError as refused:
            return self._none(key, refused.messages[0])
        return words

    def code(self, key: str, *, longest: int = 100) -> str | None:
        """Text in which full-width letters and digits count as plain ones, without blanks."""
        words = self.text(key, longest=longest)
        return re.sub(r"\s", "", unicodedata.normalize("NFKC", words)) if words else words

    def mobile(self, key: str) -> str | None:
        words = self.text(key, longest=40)
        if not words:
            return words
        phone = phone_digits(words)
        return phone if is_mobile(phone) else self._none(key, f"“{words}”不是 11 位手机号。")

    def identity(self, key: str) -> str | None:
        words = self.text(key, longest=40)
        if not words:
            return words
        number = identity_digits(words)
        return number if is_identity(number) else self._none(key, "这不是有效的身份证号：18 位，最后一位对得上。")

    def choice(self, key: str, choices: Mapping[str, str]) -> str | None:
        """`choices`: what people write → what is stored."""
        words = self.code(key)
        if not words:
            return words
        if words in choices:
            return choices[words]
        offered = "、".join(choices) if len(choices) <= 12 else "、".join(list(choices)[:12]) + " 等"
        return self._none(key, f"不认识“{words[:30]}”，可以填：{offered}。")

    def day(self, key: str) -> date | None:
        raw = self._row.cells.get(key)
        if isinstance(raw, datetime):
            return self._in_bounds(key, raw.date())
        if isinstance(raw, date):
            return self._in_bounds(key, raw)
        if isinstance(raw, int | float) and not isinstance(raw, bool) and raw in EXCEL_DAYS:
            return EXCEL_EPOCH + timedelta(days=int(raw))
        words = self.code(key)  # says so where a day is needed and there is none
        return self._day(key, words) if words else None

    def _day(self, key: str, words: str) -> date | None:
        parts = _DAY.fullmatch(words) or _DIGITS.fullmatch(words)
        if parts is None:
            if words.isdecimal() and int(words) in EXCEL_DAYS and len(words) == 5:
                return EXCEL_EPOCH + timedelta(days=int(words))
            return self._none(key, f"日期“{words[:30]}”看不懂，请写成 2026-01-05 这样。")
        try:
            return self._in_bounds(key, date(*map(int, parts.groups())))
        except ValueError:
            return self._none(key, f"没有“{words}”这一天。")

    def _in_bounds(self, key: str, day: date) -> date | None:
        return day if day.year in YEARS else self._none(key, f"{day:%Y-%m-%d} 的年份要在 1900 到 2100 之间。")

    def _words(self, key: str) -> str | None:
        raw = self._row.cells.get(key)
        if isinstance(raw, Bad):
            return self._none(key, raw.said)
        if isinstance(raw, bool):
            return self._none(key, "这一格是“是/否”，请写成文字。")
        if isinstance(raw, int | float):
            if not abs(raw) < EXACT:  # so that what is no number (NaN) is refused, too
                return self._none(key, "这一格被当成了数字，末尾几位已经丢了：请把这一列设成“文本”再填一遍。")
            return str(int(raw)) if raw == int(raw) else str(raw)
        return _trimmed(raw)

    def _none(self, key: str, said: str) -> Any:
        self.fault(key, said)
        return None


def _trimmed(raw: Raw) -> str:
    if raw is None:
        return ""
    words = str(raw).strip(" \t\r\n\u3000\xa0\ufeff")
    return words[1:].strip() if words.startswith("'") else words
