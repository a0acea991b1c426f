"""Workbooks that we write: a number is a number, all else is text, and none of it can be taken for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
WIDTH = 18
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | Decimal | None  # None: an empty one


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def harmless(words: str) -> str:
    """With an apostrophe before what a spreadsheet might reckon out, when the file is opened or saved as CSV."""
    words = ILLEGAL_CHARACTERS_RE.sub("", words)
    return f"'{words}" if words.startswith(FORMULA_STARTS) else words


def workbook(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    return workbook_of([Sheet(title, headings, rows)])


def workbook_of(sheets: Iterable[Sheet]) -> bytes:
    """Row by row: what is written is not held in memory."""
    book = Workbook(write_only=True)
    for one in sheets:
        sheet = book.create_sheet(one.title)
        sheet.freeze_panes = "A2"
        for number in range(1, len(one.headings) + 1):
            sheet.column_dimensions[get_column_letter(number)].width = WIDTH
        sheet.append([_text(sheet, heading, bold=True) for heading in one.headings])
        for row in one.rows:
            sheet.append([_cell(sheet, value) for value in row])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet: Any, value: Cell) -> Any:
    return _text(sheet, harmless(value)) if isinstance(value, str) else value


def _text(sheet: Any, words: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, words)
    cell.data_type, cell.number_format = "s", "@"  # text, whatever it looks like
    if bold:
        cell.font = Font(bold=True)
    return cell
