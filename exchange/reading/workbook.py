"""XLSX from strangers: the first sheet that has anything, cell by cell, with what could do harm refused beforehand.

A zip's directory says how large each part is, and Python's reader stops there: what is checked here holds. XML entities
are refused by defusedxml, which openpyxl uses where it is installed.
"""

from __future__ import annotations

import logging
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl import DEFUSEDXML, load_workbook

from exchange.reading.raw import MOST_COLUMNS, MOST_LINES, Bad, Line, Raw, Sheet, Unreadable

UNPACKED_MEGABYTES = 80
MOST_PARTS = 500
PHYSICAL_LINES = 10 * MOST_LINES  # with the empty ones between
OLE = b"\xd0\xcf\x11\xe0"  # of the old XLS, and of workbooks under a password
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}([0-9]{1,7}):[A-Z]{1,3}[0-9]{1,7})"')
_UNREADABLE = "这个工作簿打不开：文件可能坏了，请在 Excel 里另存为新的 XLSX 再上传。"

logger = logging.getLogger(__name__)
assert DEFUSEDXML, "defusedxml is what keeps XML bombs out"


def read_workbook(content: bytes) -> Sheet:
    _check_package(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        sheet = next((one for one in book.worksheets if _has_anything(one)), None)
        if sheet is None:
            raise Unreadable("工作簿里没有内容。")
        path = getattr(sheet, "_worksheet_path")  # noqa: B009  # openpyxl has no public name for it
        return Sheet(_lines(sheet), _merged(content, path))
    except Unreadable:
        raise
    except Exception as error:  # of a crafted or cut-off file openpyxl's readers raise nearly anything
        logger.info("A workbook could not be read: %r", error)
        raise Unreadable(_UNREADABLE) from error


def _check_package(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
    except Exception as error:
        raise Unreadable(_UNREADABLE) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > UNPACKED_MEGABYTES * 1024 * 1024:
        raise Unreadable("这个工作簿展开以后太大，请只留下要导入的一张表再上传。")
    if not any(part.filename.startswith("xl/") for part in parts):
        raise Unreadable("这不是 Excel 工作簿：请上传 XLSX 或 CSV 文件。")


def _has_anything(sheet: Any) -> bool:
    rows = sheet.iter_rows(max_row=200, max_col=MOST_COLUMNS, values_only=True)
    return any(value is not None for row in rows for value in row)


def _lines(sheet: Any) -> Iterator[Line]:
    try:
        for number, row in enumerate(sheet.iter_rows(max_row=PHYSICAL_LINES, max_col=MOST_COLUMNS), start=1):
            yield number, [_raw(cell) for cell in row]
    except Exception as error:
        logger.info("A sheet could not be read: %r", error)
        raise Unreadable(_UNREADABLE) from error


def _raw(cell: Any) -> Raw:
    if cell.data_type == "f":
        return Bad("这一格是公式，请复制后“粘贴为数值”再上传。")
    if cell.data_type == "e":
        return Bad(f"这一格是错误值“{cell.value}”，请改好。")
    return cell.value


def _merged(content: bytes, path: str) -> list[tuple[int, str]]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        xml = package.read(path)
    return [(int(line), address.decode()) for address, line in _MERGED.findall(xml)]
