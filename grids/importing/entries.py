"""What a file says, line by line, and the errors found on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from grids.models import Level, Region

SHOWN = 50

LEVELS: dict[str, Level | Region.Level] = {
    "province": Region.Level.PROVINCE,
    "city": Region.Level.CITY,
    **{level.lower(): level for level in Level},
}


@dataclass(slots=True, eq=False)
class Entry:
    """One line of a file, or one place that is registered already; linked to its parent while a tree is built.

    The whole country is 665,000 of these at once, hence slots, and no list of children where there is no child.
    """

    code: str
    name: str
    level: Level | Region.Level
    parent_code: str = ""
    source: str = ""
    line: int = 0
    lat: float | None = None
    lon: float | None = None
    id: int = 0
    parent: Entry | None = None
    children: list[Entry] | None = None
    region_code: str | None = None
    closed: bool = False
    numbers: tuple[int, int, int, int] | None = None  # tree_id, lft, rght, depth

    @property
    def root(self) -> Entry:
        entry = self
        while entry.parent is not None:
            entry = entry.parent
        return entry

    @property
    def tree(self) -> int:
        return self.numbers[0] if self.numbers else 0

    def adopt(self, child: Entry) -> None:
        if self.children is None:
            self.children = []
        self.children.append(child)
        child.parent = self


class ImportRefused(Exception):
    """The file may not come in; nothing was written. The message lists what is wrong, line by line, in Chinese."""


@dataclass
class Problems:
    """Errors are collected, so that a person can mend a file in one go, and raised together."""

    sentences: list[str] = field(default_factory=list)
    count: int = 0
    refused: set[str] = field(default_factory=set)  # codes of lines with an error: what hangs under them has none

    def add(self, sentence: str) -> None:
        self.count += 1
        if self.count <= SHOWN:
            self.sentences.append(sentence)

    def at(self, entry: Entry, clause: str) -> None:
        self.add(f"{entry.source}第 {entry.line} 行：{clause}")

    def stop_if_any(self) -> None:
        if self.count:
            raise ImportRefused("\n".join(self._told()))

    def _told(self) -> Iterator[str]:
        yield f"没有导入任何内容，共 {self.count} 处错误："
        yield from self.sentences
        if self.count > SHOWN:
            yield f"……另有 {self.count - SHOWN} 处错误没有列出"
