"""Reading `code,name,level,parent_code` (optionally lat, lon): each line checked by itself, without the database."""

import csv
import io
import math
import unicodedata
from collections.abc import Callable, Iterator
from operator import itemgetter
from pathlib import Path

from grids.importing.entries import LEVELS, Entry, ImportRefused, Problems

REQUIRED = ("code", "name", "level", "parent_code")
OPTIONAL = ("lat", "lon")
LONGEST_CODE, LONGEST_NAME = 32, 100

Told = Callable[[str], None]


def read_places(path: Path, problems: Problems, told: Told) -> list[Entry]:
    """The entries of a CSV file. Raises ImportRefused when it cannot be read as such at all."""
    rows = csv_rows(path)
    header = _header(rows)
    code_at = header.index("code")
    in_order = itemgetter(*(header.index(column) for column in (*REQUIRED, *OPTIONAL) if column in header))
    entries = []
    for line, cells in rows:
        if len(cells) != len(header):
            problems.add(f"第 {line} 行：应有 {len(header)} 列，实有 {len(cells)} 列")
            problems.refused.update(cells[code_at : code_at + 1])
        elif entry := _entry(line, *in_order(cells), problems=problems):
            entries.append(entry)
            if len(entries) % 100_000 == 0:
                told(f"已读 {len(entries)} 行")
    if not entries and not problems.count:
        raise ImportRefused("文件里没有任何地域，只有表头")
    told(f"读完，共 {len(entries)} 个地域")
    return entries


def csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line number and trimmed cells of each line that is not empty, the header first."""
    reader = csv.reader(io.StringIO(file_text(path), newline=""), strict=True)
    starts_at = 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield starts_at, cells
            starts_at = reader.line_num + 1
    except csv.Error as error:
        raise ImportRefused(f"{path.name} 第 {starts_at} 行：不是有效的 CSV，引号可能没有配对") from error


def file_text(path: Path) -> str:
    """The file as text. Raises ImportRefused when it is missing, empty or in no encoding that is used here."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ImportRefused(f"读不到文件 {path}：{error.strerror}") from error
    if not raw.strip():
        raise ImportRefused(f"文件 {path.name} 是空的")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ImportRefused(f"认不出 {path.name} 的编码：请另存为“CSV UTF-8”（GBK 也可以）再导入")


def _header(rows: Iterator[tuple[int, list[str]]]) -> list[str]:
    _, header = next(rows, (1, []))
    names = [name.lower() for name in header]
    extra = set(names) - set(REQUIRED)
    if not set(REQUIRED) <= set(names) or extra not in (set(), set(OPTIONAL)) or len(set(names)) != len(names):
        raise ImportRefused(f"第 1 行：表头应为 {','.join(REQUIRED)}（可加 lat,lon），实为 {','.join(header)}")
    return names


def _entry(
    line: int, code: str, name: str, word: str, parent_code: str, lat: str = "", lon: str = "", *, problems: Problems
) -> Entry | None:
    """The line as an entry, or None after saying what is wrong with it."""
    level, where = LEVELS.get(word.lower()), _where(lat, lon)
    clause = refusal(code, name)
    if not clause and level is None:
        clause = f"不认识的级别“{word}”，应为 {'、'.join(LEVELS)} 之一"
    if not clause and where is None:
        clause = f"经纬度“{lat},{lon}”不正确"
    if clause or level is None or where is None:
        problems.add(f"第 {line} 行：{clause}")
        problems.refused.add(code)
        return None
    return Entry(code, name, level, parent_code, "", line, *where)


def refusal(code: str, name: str) -> str:
    """What is wrong with a code or a name taken by itself; empty when nothing is."""
    if not code:
        return "缺少编码"
    if not (code.isascii() and code.isdigit()):
        return f"编码“{code}”只能是数字"
    if len(code) > LONGEST_CODE:
        return f"编码超过 {LONGEST_CODE} 位"
    if not name:
        return "缺少名称"
    if len(name) > LONGEST_NAME:
        return f"名称超过 {LONGEST_NAME} 个字"
    if not name.isprintable() and any(unicodedata.category(char) == "Cc" for char in name):
        return "名称里有看不见的控制字符"
    return ""


def _where(lat: str, lon: str) -> tuple[float | None, float | None] | None:
    if not lat and not lon:
        return None, None
    try:
        north, east = float(lat), float(lon)
    except ValueError:
        return None
    on_globe = math.isfinite(north) and math.isfinite(east) and abs(north) <= 90 and abs(east) <= 180
    return (north, east) if on_globe else None
