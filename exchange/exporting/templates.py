"""The file to begin with: the headings, a line of examples, and a second sheet that says what each column takes."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from exchange.checking.organisations import KINDS
from exchange.checking.staff import ROLES
from exchange.columns import COLUMNS
from exchange.workflow import What

WIDTH = 20
CHOICES = {
    (What.ORGANISATIONS, "kind"): "、".join(KINDS),
    (What.STAFF, "role"): "、".join(ROLES),
}


def template(what: str) -> bytes:
    columns = COLUMNS[what]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = str(What(what).label)
    sheet.append([column.label + ("*" if column.needed else "") for column in columns])
    sheet.append([column.example for column in columns])
    sheet.freeze_panes = "A2"
    for number in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH
        sheet.cell(1, number).font = Font(bold=True)
        for row in range(1, 201):  # as text: a number of a telephone keeps its zeros, a code all its digits
            sheet.cell(row, number).number_format = "@"
    notes = book.create_sheet("填写说明")
    notes.append(["列", "要不要填", "怎么填"])
    for column in columns:
        words = CHOICES.get((What(what), column.key), column.hint)
        notes.append([column.label, "必填" if column.needed else "可不填", words])
    notes.append(["", "", "以（示例）开头的行是例子，导入时跳过。空格子不改登记册里已有的内容。"])
    notes.column_dimensions["C"].width = 80
    written = BytesIO()
    book.save(written)
    return written.getvalue()
