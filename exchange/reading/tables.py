"""From a file to rows that know their columns: headings found, empty lines left out, what does not fit said."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from exchange.columns import COLUMNS, NAME, Column, is_example
from exchange.plans import Fault
from exchange.reading.plain import read_csv
from exchange.reading.raw import LARGEST_MEGABYTES, MOST_LINES, Line, Raw, Sheet, Unreadable
from exchange.reading.workbook import OLE, read_workbook

WORKBOOK, OLD = (".xlsx", ".xlsm"), (".xls", ".et", ".doc", ".docx", ".pdf")


@dataclass(slots=True)
class Row:
    line: int
    cells: dict[str, Raw]


@dataclass(slots=True)
class Table:
    """`strange`: headings that are no column of ours, `examples`: lines of the template. Told, and not read."""

    what: str
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    examples: list[int] = field(default_factory=list)


def read_table(content: bytes, *, name: str, what: str) -> Table:
    """The rows of a file. Raises Unreadable, with a sentence for the screen, where there is nothing to go by."""
    sheet = _sheet(content, name.lower())
    table = Table(what)
    columns: dict[int, Column] | None = None
    for number, cells in sheet.lines:
        if all(_is_blank(cell) for cell in cells):
            continue
        if columns is None:
            columns = _columns((number, cells), table)
            continue
        if len(table.rows) >= MOST_LINES:
            raise Unreadable(f"超过 {MOST_LINES:,} 行，请分成几个文件导入。")
        row = Row(number, {column.key: cells[at] for at, column in columns.items() if at < len(cells)})
        if is_example(row.cells.get(NAME)):
            table.examples.append(number)
        else:
            table.rows.append(row)
    if not table.rows and table.examples:
        raise Unreadable("文件里只有模板的示例行，请在它下面填上要导入的。")
    if not table.rows:
        raise Unreadable("文件里没有要导入的行：第一行是表头，从第二行起每行一条。")
    table.faults += [Fault(line, "", f"{at} 是合并的单元格，请取消合并，每行都填上。") for line, at in sheet.merged]
    return table


def _sheet(content: bytes, name: str) -> Sheet:
    if not content:
        raise Unreadable("文件是空的（0 字节），请重新选择。")
    if len(content) > LARGEST_MEGABYTES * 1024 * 1024:
        raise Unreadable(f"文件太大（{len(content) / 1024 / 1024:.0f} MB），最多 {LARGEST_MEGABYTES} MB。")
    if content.startswith(OLE) or name.endswith(OLD):
        raise Unreadable("不能读这种文件（旧版 XLS、加了密码的工作簿、文档都不行）：请在 Excel 里另存为 XLSX 再上传。")
    if content.startswith(b"PK"):
        return read_workbook(content)
    if name.endswith(WORKBOOK):
        raise Unreadable("文件名是 XLSX，内容却不是 Excel 工作簿，请重新另存一次。")
    return read_csv(content)


def _is_blank(cell: Raw) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip(" \t\r\n\u3000\ufeff'"))


def _columns(header: Line, table: Table) -> dict[int, Column]:
    known = {heading: column for column in COLUMNS[table.what] for heading in (column.label, *column.also)}
    found: dict[int, Column] = {}
    for at, cell in enumerate(header[1]):
        if _is_blank(cell):
            continue
        heading = _heading(cell)
        column = known.get(heading)
        if column is None:
            table.strange.append(heading[:20])
        elif column in found.values():
            table.faults.append(Fault(header[0], column.label, f"表头里有两列“{column.label}”，请只留一列。"))
        else:
            found[at] = column
    if missing := [column.label for column in COLUMNS[table.what] if column.needed and column not in found.values()]:
        wanted = "、".join(column.label for column in COLUMNS[table.what])
        raise Unreadable(f"表头（第 {header[0]} 行）缺少：{'、'.join(missing)}。认识的列有：{wanted}。")
    return found


def _heading(cell: Raw) -> str:
    """As people decorate it: *姓名（必填）is 姓名."""
    words = unicodedata.normalize("NFKC", str(cell)).strip(" \t*'\ufeff")
    return words.split("(")[0].strip(" *\n\r").replace(" ", "")
