"""Whatever people upload: a sentence at the file, or at its line and column; never a broken page, nothing written."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exchange.columns import EXAMPLE
from exchange.models import ImportRun, Paper
from exchange.plans import Fault
from exchange.reading import Cells, Unreadable, read_table
from exchange.reading.raw import LARGEST_MEGABYTES, MOST_LINES
from exchange.workflow import What
from tests.exchange.conftest import faults, page, text, upload
from tests.exchange.files import csv, headings, lines, read, xlsx
from tests.factories import Town

STAFF = What.STAFF
ROW = {"name": "李四", "phone": "14100000002", "role": "网格员", "place": "370203022001001", "from_date": "2026-01-01"}


def refused(content: bytes, name: str = "表.xlsx") -> str:
    with pytest.raises(Unreadable) as refusal:
        read_table(content, name=name, what=STAFF)
    return str(refusal.value)


def repacked(content: bytes, **changed: bytes) -> bytes:
    """A workbook with other parts in it; their names with _ for / and without the ending."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            key = part.removesuffix(".xml").replace("/", "_")
            new.writestr(part, changed.get(key, old.read(part)))
    return written.getvalue()


GOOD = xlsx(lines(STAFF, ROW))


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.xlsx", "文件是空的（0 字节）"),
        (b" \n\n", "a.csv", "文件是空的"),
        (b"\xd0\xcf\x11\xe0rest", "a.xls", "另存为 XLSX"),
        (b"%PDF-1.7", "a.pdf", "另存为 XLSX"),
        (b"MZ\x00\x03", "a.csv", "这不是表格文件"),
        (b"name,phone", "a.xlsx", "内容却不是 Excel 工作簿"),
        (b"PK\x03\x04broken", "a.xlsx", "这个工作簿打不开"),
        (GOOD[: len(GOOD) // 2], "a.xlsx", "这个工作簿打不开"),
        (b"\x81\xff\xff\xfe\xff", "a.csv", "认不出文件的编码"),
        (xlsx([]), "a.xlsx", "没有内容"),
        (xlsx([headings(STAFF)]), "a.xlsx", "没有要导入的行"),
        (csv([["姓名", "岗位"], ["李四", "网格员"]]), "a.csv", "缺少：任职日期"),
        ('姓名,岗位,任职日期\n"李四,网格员'.encode(), "a.csv", "引号没有成对"),
        (b"x" * (LARGEST_MEGABYTES * 1024 * 1024 + 1), "a.csv", "文件太大"),
    ],
    ids=range(14),
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, name: str, sentence: str) -> None:
    assert sentence in refused(content, name)


def test_a_picture_in_a_zip_is_no_workbook() -> None:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    assert "不是 Excel 工作簿" in refused(written.getvalue())


def test_a_zip_bomb_is_not_unpacked() -> None:
    assert "展开以后太大" in refused(repacked(GOOD, xl_worksheets_sheet1=b"0" * 100 * 1024 * 1024))


def test_an_xml_bomb_does_not_grow() -> None:
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    cell = b'<c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    assert "打不开" in refused(repacked(GOOD, xl_worksheets_sheet1=entities + sheet + cell))


def test_a_sheet_with_too_many_lines_is_refused() -> None:
    rows = [["姓名", "岗位", "任职日期"], *([["甲", "网格员", "2026-01-01"]] * (MOST_LINES + 1))]
    assert "请分成几个文件" in refused(csv(rows), "a.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_of_each_encoding_and_separator(encoding: str, separator: str) -> None:
    content = csv([["姓名", "岗位", "任职日期"], ["李四", "网格员", "2026-1-5"]]).decode().replace(",", separator)
    [row] = read_table(content.encode(encoding), name="a.csv", what=STAFF).rows
    cells = Cells(row, STAFF, [])
    assert (row.line, cells.text("name"), cells.day("from_date")) == (2, "李四", date(2026, 1, 5))


@pytest.mark.parametrize(
    "written",
    [
        "2026-01-05",
        "2026/1/5",
        "2026.1.5",
        "2026年1月5日",
        "20260105",
        "'2026-01-05",
        "２０２６-０１-０５",
        46027,
        "46027",
    ],
)
def test_a_day_however_it_was_typed_or_kept(written: Any) -> None:
    [row] = read_table(xlsx(lines(STAFF, {**ROW, "from_date": written})), name="a.xlsx", what=STAFF).rows
    found: list[Fault] = []
    cells = Cells(row, STAFF, found)
    assert (cells.day("from_date"), found) == (date(2026, 1, 5), [])


@pytest.mark.parametrize("written", ["2026-13-01", "昨天", "2026", "1234-01-01", 0.5, True])
def test_what_is_no_day_is_told(written: Any) -> None:
    [row] = read_table(xlsx(lines(STAFF, {**ROW, "from_date": written})), name="a.xlsx", what=STAFF).rows
    found: list[Fault] = []
    cells = Cells(row, STAFF, found)
    assert cells.day("from_date") is None
    assert [(fault.line, fault.column) for fault in found] == [(2, "任职日期")]


def test_a_number_that_lost_its_digits_a_formula_and_an_error_are_told() -> None:
    content = xlsx(lines(STAFF, {**ROW, "phone": 370203199001011234.0, "name": "=A1", "role": "#REF!"}))
    [row] = read_table(content, name="a.xlsx", what=STAFF).rows
    found: list[Fault] = []
    cells = Cells(row, STAFF, found)
    assert (cells.mobile("phone"), cells.text("name"), cells.text("role")) == (None, None, None)
    assert ["末尾几位已经丢了" in found[0].said, "公式" in found[1].said, "错误值" in found[2].said] == [True] * 3


def test_headings_as_people_decorate_them_and_empty_lines(town: Town) -> None:
    headed = ["姓名*", "手机", "角色（必填）", "地域 编码", "任职日期", "备注"]
    rows: list[list[Any]] = [[None], headed, [], [None, "  "]]
    row = ["李四", 14100000002.0, "网格员", "370203022001001", "2026-01-01", "话多"]
    answer = upload(town, STAFF, xlsx([*rows, row]))
    run = ImportRun.objects.get()
    assert (answer.status_code, run.state, run.total) == (302, "READY", 1)
    shown = text(page(town, run))
    assert "这些列不认识，没有读：备注" in shown
    assert "141****0002" in shown
    assert "14100000002" not in shown


def test_merged_cells_are_told_by_line(town: Town) -> None:
    upload(town, STAFF, xlsx(lines(STAFF, ROW, {**ROW, "role": None}), merged="D2:D3"))
    found = faults(town, ImportRun.objects.get())
    assert found[0] == (2, "", "D2:D3 是合并的单元格，请取消合并，每行都填上。")
    assert found[1][:2] == (3, "岗位")


def test_two_columns_of_one_name_are_told(town: Town) -> None:
    rows = lines(STAFF, ROW)
    upload(town, STAFF, xlsx([[*rows[0], "手机"], rows[1]]))
    assert "两列“手机号”" in faults(town, ImportRun.objects.get())[0][2]


def test_the_form_keeps_to_itself_what_it_cannot_read(town: Town) -> None:
    for content, sentence in [(b"", "文件是空的"), (b"0" * (11 * 1024 * 1024), "文件太大（11 MB），最多 10 MB")]:
        answer = upload(town, STAFF, content)
        assert (answer.status_code, sentence in text(answer)) == (422, True)
    answer = town.client("security_admin").post(reverse("exchange:new", args=["staff"]))
    assert (answer.status_code, "请先选择文件" in text(answer)) == (422, True)
    assert not ImportRun.objects.exists()
    assert not Paper.objects.exists()


def test_the_example_of_the_template_is_a_line_as_it_should_be_once_it_is_none(town: Town) -> None:
    for what, who in [("organisations", "system_admin"), ("members", "party_officer"), ("staff", "security_admin")]:
        content = town.client(who).get(reverse("exchange:sample", args=[what])).content
        assert "只有模板的示例行" in text(upload(town, What(what.upper()), content))
        rows = [[str(cell or "").replace(EXAMPLE, "") for cell in row] for row in read(content)[:2]]
        table = read_table(xlsx(rows), name="模板.xlsx", what=What(what.upper()))
        assert (len(table.rows), table.strange, table.faults) == (1, [], [])
        run_of = upload(town, What(what.upper()), xlsx(rows))
        assert run_of.status_code == 302
        latest = ImportRun.objects.latest("id")
        assert latest.state == "READY", faults(town, latest)


def test_a_stranger_is_asked_to_sign_in() -> None:
    assert Client().get(reverse("exchange:home")).status_code == 302
