"""What a file of organisations would do to the tree: each line becomes a new unit, changes one, or leaves it.

An organisation is known by its name under its parent. Parents may stand in the same file, in any order. The rules of a
single organisation are the register's own (`Organisation.clean`); here are those that look at several.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from exchange.checking.directory import Directory, Unit
from exchange.checking.linking import Entry, link
from exchange.checking.places import estates_by_name, places_by_code
from exchange.plans import Item, Outcome, Plan
from exchange.reading import Cells, Table
from exchange.workflow import What
from grids.models import Estate, Place
from partyorg.kinds import BRANCHES, RUNGS, Kind
from partyorg.models import Organisation

KINDS = {str(kind.label): str(kind.value) for kind in Kind}
DAYS = ("founded_on", "elected_on", "due_on")
TREE = ("tree_id", "lft", "rght", "depth", "parent", "place", "leans_on", "serves")


@dataclass(slots=True)
class Change:
    """An organisation of the register, and what the file says otherwise of it."""

    unit: Unit
    fields: list[str] = field(default_factory=list)


def check_organisations(table: Table) -> Plan:
    plan = Plan(faults=list(table.faults))
    directory = Directory.load()
    entries = [_read(Cells(row, What.ORGANISATIONS, plan.faults)) for row in table.rows]
    link(entries, directory)
    check = _Check(plan, directory, entries)
    for entry in entries:
        check.describe(entry)
    check.one_answers_for_a_place()
    check.one_branch_for_an_estate()
    plan.faults.sort(key=lambda fault: fault.line)
    return plan


def _read(cells: Cells) -> Entry:
    said = {key: cells.day(key) for key in DAYS}
    return Entry(
        cells,
        name=(cells.text("name") or "").replace("/", "／"),
        kind=cells.choice("kind", KINDS) or "",
        parent=cells.text("parent", longest=500) or "",
        said={
            **said,
            "place": cells.code("place"),
            "serves": cells.text("serves", longest=200),
            "duty_phone": cells.code("duty_phone", longest=32),
        },
    )


class _Check:
    def __init__(self, plan: Plan, directory: Directory, entries: list[Entry]) -> None:
        self.plan, self.directory = plan, directory
        self.places: dict[str, Place] = places_by_code(entry.said["place"] for entry in entries)
        names = [(entry.said["serves"] or "").rpartition("/")[2] for entry in entries]
        self.estates = estates_by_name(names)
        self.lines: dict[Unit, Cells] = {entry.unit: entry.cells for entry in entries if entry.unit}

    def describe(self, entry: Entry) -> None:
        """Fill in what the line says of its unit, and ask the register's rules. Empty cells change nothing."""
        unit, cells = entry.unit, entry.cells
        if unit is None:
            return
        said = {key: value for key, value in self._said(entry).items() if value not in (None, "")}
        changed = [key for key, value in said.items() if getattr(unit, key) != value]
        for key in changed:
            setattr(unit, key, said[key])
        self._register_rules(unit, cells)
        outcome = Outcome.NEW if unit.id is None else Outcome.CHANGED if changed else Outcome.SAME
        what = unit if outcome == Outcome.NEW else Change(unit, changed)
        self.plan.items.append(Item(cells.line, outcome, self._shown(unit, entry), what))

    def _said(self, entry: Entry) -> dict[str, Any]:
        place, estate, leans_on = self._place(entry), self._estate(entry), self._leans_on(entry)
        return {
            "place_id": place.pk if place else None,
            "serves_id": estate.pk if estate else None,
            "leans_on": leans_on,
            **{key: entry.said[key] for key in (*DAYS, "duty_phone")},
        }

    def _place(self, entry: Entry) -> Place | None:
        code = entry.said["place"]
        if code and code not in self.places:
            entry.cells.fault("place", f"没有编码是“{code[:32]}”的地域，或者它已经停用。")
        return self.places.get(code)

    def _estate(self, entry: Entry) -> Estate | None:
        community, _, name = (entry.said["serves"] or "").rpartition("/")
        if not name:
            return None
        found = self.estates.get(name, [])
        if community:
            found = [one for one in found if community in (one.community.name, one.community.short_name)]
        if len(found) != 1:
            several = f"叫“{name}”的小区有 {len(found)} 个，请写成 社区/小区。"
            entry.cells.fault("serves", several if found else f"没有登记叫“{name}”的小区。")
        return found[0] if len(found) == 1 else None

    def _leans_on(self, entry: Entry) -> Unit | None:
        found = self.directory.read(entry.cells, "leans_on")
        if found and found is entry.unit:
            entry.cells.fault("leans_on", "依托单位不能是它自己。")
        return found

    def _register_rules(self, unit: Unit, cells: Cells) -> None:
        """Those of one organisation, as the register has them; what asks the database is asked for all below."""
        model = Organisation(
            name=unit.name, kind=unit.kind, place_id=unit.place_id, duty_phone=unit.duty_phone,
            founded_on=unit.founded_on, elected_on=unit.elected_on, due_on=unit.due_on,
        )  # fmt: skip
        if unit.parent:
            model.parent = Organisation(kind=unit.parent.kind)
        for rule in (lambda: model.clean_fields(exclude=TREE), model.clean):
            try:
                rule()
            except ValidationError as error:
                for key, sentences in error.message_dict.items():
                    cells.fault(key, " ".join(sentences))

    def one_answers_for_a_place(self) -> None:
        names = {place.pk: place.name for place in self.places.values()}
        answering: dict[Any, list[Unit]] = defaultdict(list)
        for unit in self.directory.all():
            if unit.kind in RUNGS and unit.place_id:
                answering[RUNGS[unit.kind], unit.place_id].append(unit)
        for (_, place), units in answering.items():
            self._only_one(units, "place", f"{names.get(place, '这个地方')}已经有")

    def one_branch_for_an_estate(self) -> None:
        serving: dict[Any, list[Unit]] = defaultdict(list)
        for unit in self.directory.all():
            if unit.kind in BRANCHES and unit.serves_id:
                serving[unit.serves_id].append(unit)
        for units in serving.values():
            self._only_one(units, "serves", "这个小区已经有")

    def _only_one(self, units: list[Unit], key: str, said: str) -> None:
        """Every line but the first that claims it is told who has it; a unit of the register is the first."""
        first, *others = sorted(units, key=lambda unit: (unit.id is None, unit.line or 0))
        for other in others:
            if cells := self.lines.get(other) or self.lines.get(first):
                where = f"（第 {first.line} 行）" if first.line and first in self.lines and first.id is None else ""
                cells.fault(key, f"{said}{Kind(first.kind).label}：{first.name}{where}。")

    def _shown(self, unit: Unit, entry: Entry) -> list[str]:
        place = self.places.get(entry.said["place"] or "")
        return [
            unit.name,
            str(Kind(unit.kind).label),
            unit.parent.name if unit.parent else "",
            f"{place.name}（{place.code}）" if place else "",
            unit.leans_on.name if unit.leans_on else "",
            entry.said["serves"] or "",
            unit.duty_phone,
            *(f"{day:%Y-%m-%d}" if (day := getattr(unit, key)) else "" for key in DAYS),
        ]
