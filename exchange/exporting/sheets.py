"""Workbooks that we write: every cell is text, and none of them can be taken for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
WIDTH = 18


def harmless(words: str) -> str:
    """With an apostrophe before what a spreadsheet might reckon out, when the file is opened or saved as CSV."""
    words = ILLEGAL_CHARACTERS_RE.sub("", words)
    return f"'{words}" if words.startswith(FORMULA_STARTS) else words


def workbook(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number in range(1, len(headings) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH
    sheet.append([_cell(sheet, heading, bold=True) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, harmless(words)) for words in row])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet: Any, words: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, words)
    cell.data_type, cell.number_format = "s", "@"  # text, whatever it looks like
    if bold:
        cell.font = Font(bold=True)
    return cell
