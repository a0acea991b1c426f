"""Finding organisations by what people write: a name, or a path where the name alone is not enough."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from exchange.reading import Cells
from partyorg.models import Organisation

DESCRIBED = ("place_id", "leans_on", "serves_id", "duty_phone", "founded_on", "elected_on", "due_on")


@dataclass(eq=False, slots=True)
class Unit:
    """An organisation as it will stand after the import: of the register (`id`), or of the file (`line`)."""

    name: str
    kind: str
    parent: Unit | None = None
    id: int | None = None
    line: int | None = None
    place_id: int | None = None
    leans_on: Unit | None = None
    serves_id: int | None = None
    duty_phone: str = ""
    founded_on: date | None = None
    elected_on: date | None = None
    due_on: date | None = None
    below: dict[str, list[Unit]] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return f"{self.parent.path}/{self.name}" if self.parent else self.name

    @property
    def over(self) -> Unit | None:
        """The nearest above it that has a place."""
        here = self.parent
        while here and not here.place_id:
            here = here.parent
        return here

    def fits(self, above: list[str]) -> bool:
        """Whether it hangs under these, the last of them its parent."""
        here = self.parent
        for name in reversed(above):
            if here is None or here.name != name:
                return False
            here = here.parent
        return True


class Directory:
    """All organisations that have not ended, and those that the file adds."""

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        self.roots: dict[str, list[Unit]] = {}
        self._by_name: dict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            self.add(unit)

    @classmethod
    def load(cls) -> Directory:
        """One query, a parent before its children."""
        found: dict[int, Unit] = {}
        leaning: list[tuple[Unit, int]] = []
        rows = Organisation.objects.active().order_by("tree_id", "lft").values_list(
            "id", "name", "kind", "parent_id", "place_id", "leans_on_id", "serves_id", "duty_phone", "founded_on",
            "elected_on", "due_on",
        )  # fmt: skip
        for pk, name, kind, parent, place, leans_on, serves, phone, *days in rows:
            unit = Unit(name, kind, found.get(parent or 0), pk, None, place, None, serves, phone, *days)
            found[pk] = unit
            if leans_on:
                leaning.append((unit, leans_on))
        for unit, on in leaning:
            unit.leans_on = found.get(on)
        return cls(found.values())

    def all(self) -> Iterator[Unit]:
        return (unit for units in self._by_name.values() for unit in units)

    def add(self, unit: Unit) -> None:
        self._by_name[unit.name].append(unit)
        self.below(unit.parent).setdefault(unit.name, []).append(unit)

    def below(self, parent: Unit | None) -> dict[str, list[Unit]]:
        return self.roots if parent is None else parent.below

    def named(self, name: str) -> list[Unit]:
        return self._by_name.get(name, [])

    def find(self, written: str) -> list[Unit]:
        """Those that a name, or a path with "/" between the names, may mean."""
        *above, name = parts_of(written)
        return [unit for unit in self.named(name) if unit.fits(above)]

    def read(self, cells: Cells, key: str) -> Unit | None:
        """The organisation that a cell names; None where it names none, or not exactly one, which is a fault."""
        written = cells.text(key, longest=500)
        if not written:
            return None
        found = self.find(written)
        if why := self.why_none(written, found):
            cells.fault(key, why)
            return None
        return found[0]

    def why_none(self, written: str, found: list[Unit]) -> str:
        """The sentence where not exactly one was found; "" where one was."""
        if len(found) == 1:
            return ""
        if not found:
            return f"没有找到“{written[:60]}”这个组织：登记册里没有，或者名称写得不一样。"
        return f"叫“{written[:40]}”的组织有 {len(found)} 个，请写全路径，如“{found[0].path}”。"


def parts_of(written: str) -> list[str]:
    return [part.strip() for part in re.split(r"[/／]", written) if part.strip()] or [""]
