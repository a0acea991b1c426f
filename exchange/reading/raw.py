"""A file as a table of raw cells: what every format is read into before anybody asks what it means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

LARGEST_MEGABYTES = 10
MOST_LINES = 20_000
MOST_COLUMNS = 60


class Unreadable(ValueError):
    """The file as a whole is nothing we can read; says why in Chinese."""


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that holds no value: a formula, an error of the spreadsheet."""

    said: str


Raw = str | int | float | bool | date | datetime | Bad | None
Line = tuple[int, list[Raw]]  # the line's number as the spreadsheet shows it, and its cells


@dataclass(slots=True)
class Sheet:
    """`merged`: (line, address) of merged cells."""

    lines: Iterable[Line]
    merged: list[tuple[int, str]] = field(default_factory=list)
