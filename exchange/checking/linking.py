"""Each line of a file of organisations finds its parent, in the register or in the file, in whatever order they stand.

Lines settle round by round: first those whose parent is known, then those below them. What has not settled in the end
hangs on nothing, on a line at fault, or in a circle.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from exchange.checking.directory import Directory, Unit, parts_of
from exchange.reading import Cells
from partyorg.kinds import RUNGS, Kind


@dataclass(eq=False, slots=True)
class Entry:
    """A line as it was read. `unit`: what it is about, once its parent is known and nothing is wrong with it."""

    cells: Cells
    name: str
    kind: str
    parent: str
    said: dict[str, Any] = field(default_factory=dict)
    unit: Unit | None = None


def link(entries: list[Entry], directory: Directory) -> None:
    first_lines: dict[tuple[Unit | None, str], int] = {}
    waiting = [entry for entry in entries if entry.name and entry.kind]
    while waiting:
        settled = [entry for entry in waiting if not entry.parent or directory.find(entry.parent)]
        for entry in settled:
            _settle(entry, directory, first_lines)
        if not settled:
            break
        done = set(map(id, settled))
        waiting = [entry for entry in waiting if id(entry) not in done]
    _tell_the_unsettled(waiting, entries, directory)
    _tell_the_nameless(entries, directory)
    _tell_the_ambiguous(entries, directory)


def _settle(entry: Entry, directory: Directory, first_lines: dict[tuple[Unit | None, str], int]) -> None:
    found = directory.find(entry.parent) if entry.parent else []
    if entry.parent and (why := directory.why_none(entry.parent, found)):
        entry.cells.fault("parent", why)
        return
    parent = found[0] if found else None
    first = first_lines.setdefault((parent, entry.name), entry.cells.line)
    if first != entry.cells.line:
        entry.cells.fault("name", f"和第 {first} 行重复：同一个上级下面只能有一个“{entry.name}”。")
        return
    known = directory.below(parent).get(entry.name, [])
    if len(known) > 1:
        entry.cells.fault("name", f"登记册里这个上级下面有 {len(known)} 个“{entry.name}”，请先在登记册里改名。")
    elif known:
        _meet(entry, known[0])
    elif elsewhere := _elsewhere(entry, directory):
        entry.cells.fault(
            "parent",
            f"登记册里已有{Kind(elsewhere.kind).label}“{elsewhere.path}”；要换上级，请在登记册里调整，不能靠导入。",
        )
    else:
        entry.unit = Unit(entry.name, entry.kind, parent, line=entry.cells.line)
        directory.add(entry.unit)


def _meet(entry: Entry, unit: Unit) -> None:
    """One of the register."""
    if unit.kind != entry.kind:
        entry.cells.fault("kind", f"登记册里“{unit.name}”是{Kind(unit.kind).label}；要改类型，请在登记册里改。")
        return
    unit.line = entry.cells.line
    entry.unit = unit


def _elsewhere(entry: Entry, directory: Directory) -> Unit | None:
    """The same organisation under another parent, as far as names tell: groups of one name there are many."""
    if entry.parent and entry.kind not in RUNGS:
        return None
    same = [unit for unit in directory.named(entry.name) if unit.id and unit.kind == entry.kind]
    return same[0] if len(same) == 1 else None


def _tell_the_unsettled(waiting: list[Entry], entries: list[Entry], directory: Directory) -> None:
    by_name = {entry.name: entry for entry in waiting}
    for entry in waiting:
        name = parts_of(entry.parent)[-1]
        if circle := _circle(entry, by_name):
            entry.cells.fault("parent", f"上下级绕成了一圈：{'→'.join(circle)}。")
        elif name in by_name or any(other.name == name and other.unit is None for other in entries):
            entry.cells.fault("parent", f"上级“{name}”那一行有错误，先改好那一行。")
        else:
            entry.cells.fault("parent", _nowhere(entry))


def _tell_the_nameless(entries: list[Entry], directory: Directory) -> None:
    """Lines that lack a name or a kind: whether their parent is there is said along with it."""
    written = {entry.name for entry in entries}
    for entry in entries:
        lacking = not (entry.name and entry.kind)
        if lacking and entry.parent and not directory.find(entry.parent) and parts_of(entry.parent)[-1] not in written:
            entry.cells.fault("parent", _nowhere(entry))


def _nowhere(entry: Entry) -> str:
    return f"没有找到上级“{entry.parent[:60]}”：登记册和这个文件里都没有。"


def _circle(entry: Entry, by_name: dict[str, Entry]) -> list[str]:
    """The names from this line up to itself again; empty where it does not hang on itself."""
    names, here = [entry.name], by_name.get(parts_of(entry.parent)[-1])
    while here is not None and here.name not in names:
        names.append(here.name)
        here = by_name.get(parts_of(here.parent)[-1])
    return [*names, entry.name] if here is entry else []


def _tell_the_ambiguous(entries: list[Entry], directory: Directory) -> None:
    """A parent that was the only one of its name when its child settled, and no longer is."""
    for entry in entries:
        if entry.unit and entry.parent and len(found := directory.find(entry.parent)) > 1:
            entry.cells.fault("parent", directory.why_none(entry.parent, found))
