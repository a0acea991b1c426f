"""CSV as people save it: UTF-8 with or without a mark, or GB18030; separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from exchange.reading.raw import MOST_COLUMNS, Line, Sheet, Unreadable


def read_csv(content: bytes) -> Sheet:
    text = _decoded(content)
    if "\0" in text:
        raise Unreadable("这不是表格文件：请上传 XLSX 工作簿，或者“CSV UTF-8”文件。")
    if not text.strip():
        raise Unreadable("文件是空的。")
    return Sheet(_lines(text))


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("认不出文件的编码：请在 Excel 里另存为“CSV UTF-8”再上传。")


def _lines(text: str) -> Iterator[Line]:
    first = text.split("\n", 1)[0]
    rows = csv.reader(text.splitlines(), delimiter=max(",;\t", key=first.count), strict=True)
    number = 1
    try:
        for row in rows:
            yield number, list(row[:MOST_COLUMNS])
            number = rows.line_num + 1
    except csv.Error:
        raise Unreadable(f"第 {number} 行起读不下去：引号没有成对，请检查这一行。") from None
