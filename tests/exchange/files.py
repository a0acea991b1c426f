"""Files as people send them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from exchange.columns import COLUMNS


def headings(what: str) -> list[str]:
    return [column.label for column in COLUMNS[what]]


def lines(what: str, *rows: dict[str, Any]) -> list[list[Any]]:
    """By the keys of the columns, with the headings on top."""
    keys = [column.key for column in COLUMNS[what]]
    for row in rows:
        assert set(row) <= set(keys), row
    return [headings(what), *([row.get(key) for key in keys] for row in rows)]


def xlsx(rows: Sequence[Sequence[Any]], *, merged: str = "") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if merged:
        sheet.merge_cells(merged)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def csv(rows: Sequence[Sequence[Any]], encoding: str = "utf-8") -> bytes:
    return "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in rows).encode(encoding)


def sent(content: bytes, name: str = "表.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def read(content: bytes) -> list[list[Any]]:
    """A workbook's first sheet."""
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]
