"""Cells of a page as cells of a sheet: a number alone in its cell, so that a column can be sorted and added up.

What a page writes beside a number in the same cell (of how many it is, that these are few) stands in a column of its
own after it; a unit that all of a column have in common stands in its head.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from exchange.exporting.sheets import Cell

FEW, BESIDE, STATE, OF_HOW_MANY = "样本", "其中", "情况", "多少比多少"  # heads of the columns after
_MARK = "样本少"
_MARKED = re.compile(rf"[\s·，]+{_MARK}$")
_NUMBER = re.compile(r"(\d{1,3}(,\d{3})+|\d+)(\.\d+)?%?")
_WITH_UNIT = re.compile(rf"({_NUMBER.pattern}) ?([^\d\s%]{{1,5}})")
_NONE = "—"
_APART = "·"  # begins the words beside a number and its unit
_SORTED = " ▲▼"  # beside a head: which way its column is sorted on the page
_OPENS, _CLOSES = "（“‘《", "，。、；：！？）”’》"


@dataclass(frozen=True, slots=True)
class Entry:
    """`pieces`: the words, element by element. `beside`: what was written beside a number. `few`: its warning."""

    pieces: list[str]
    value: Cell
    beside: str = ""
    few: str = ""


def entry_of(pieces: list[str]) -> Entry:
    """A cell that says nothing but that there are too few keeps its words."""
    few = [piece for piece in pieces if piece.startswith(_MARK)]
    left = [piece for piece in pieces if piece not in few]
    if not left:
        return Entry(pieces, joined(few))
    unmarked = [_MARKED.sub("", piece) for piece in left]
    if unmarked != left:
        few.append(_MARK)
    said = "；".join(words.removeprefix(FEW) for words in few)
    beside = joined(unmarked[1:])
    if beside.startswith(_APART) and _WITH_UNIT.fullmatch(unmarked[0]):
        return Entry(pieces, unmarked[0], beside.removeprefix(_APART).lstrip(), said)
    if (unmarked[0] == _NONE or _NUMBER.fullmatch(unmarked[0])) and re.search(r"\d", beside):
        return Entry(pieces, _value(unmarked[0]), beside, said)
    return Entry(pieces, _value(joined(unmarked)), "", said)


def columns_of(rows: Sequence[Sequence[Entry]]) -> tuple[list[str], list[list[Cell]]]:
    """(the heads, the rows below them), with a column more wherever something stood beside a number."""
    head, *lines = rows
    wide = max(map(len, rows))
    units = ["", *(_unit_of([line[at].value for line in lines if at < len(line)]) for at in range(1, wide))]
    beside = [_head_beside([line[at].beside for line in lines if at < len(line)]) for at in range(wide)]
    few = [any(line[at].few for line in lines if at < len(line)) for at in range(wide)]
    heads: list[str] = []
    for at, entry in enumerate(head):
        name = joined(entry.pieces).rstrip(_SORTED)
        heads += [
            f"{name}（{units[at]}）" if units[at] else name,
            *filter(None, [beside[at]]),
            *([FEW] if few[at] else ()),
        ]
    return heads, [_spread(line, units, beside, few) for line in lines]


def _spread(line: Sequence[Entry], units: Sequence[str], beside: Sequence[str], few: Sequence[bool]) -> list[Cell]:
    cells: list[Cell] = []
    for at, entry in enumerate(line):
        cells.append(_value(str(entry.value).removesuffix(units[at]).rstrip()) if units[at] else entry.value)
        if beside[at]:
            cells.append(entry.beside or None)
        if few[at]:
            cells.append(entry.few or None)
    return cells


def _unit_of(values: Sequence[Cell]) -> str:
    """Nothing where they are no numbers with one unit. The first column is not asked: it has names."""
    found = [_WITH_UNIT.fullmatch(str(value)) for value in values if value != _NONE]
    units = {match.groups()[-1] if match else "" for match in found}
    return units.pop() if len(units) == 1 else ""


def _head_beside(said: Sequence[str]) -> str:
    """Nothing where nothing stands beside the numbers of a column."""
    found = [words for words in said if words]
    if not found:
        return ""
    if all(" / " in words for words in found):
        return OF_HOW_MANY
    return BESIDE if any(re.search(r"\d", words) for words in found) else STATE


def joined(pieces: Sequence[str]) -> str:
    """Words of different elements apart, where no mark of punctuation does that."""
    said = ""
    for piece in pieces:
        apart = said and said[-1] not in _OPENS and piece[0] not in _CLOSES + _OPENS
        said += f" {piece}" if apart else piece
    return said


def numbers_in(label: str) -> str:
    """Of the words for a drawing its numbers: of 近 8 周每周受理：3、0、1 件 the 3、0、1."""
    return "、".join(re.findall(r"\d[\d,.]*", label.rpartition("：")[2])) or label


def _value(words: str) -> Cell:
    """A number where there is nothing but a number; per cent as the number that is written."""
    return Decimal(words.replace(",", "").removesuffix("%")) if _NUMBER.fullmatch(words) else words
