"""What a file of organisations would do to the tree: each line becomes a new unit, changes one, or leaves it.

An organisation is known by its name under its parent. Parents may stand in the same file, in any order. The rules of a
single organisation are the register's own (`Organisation.clean`); here are those that look at several.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from exchange.checking.directory import Directory, Unit
from exchange.checking.linking import Entry, link
from exchange.checking.places import estates_by_name, places_by_code, places_by_id
from exchange.plans import Item, Outcome, Plan
from exchange.reading import Cells, Table
from exchange.workflow import What
from grids.models import Estate, Place
from partyorg.kinds import BRANCHES, RUNGS, Kind
from partyorg.models import EstateStep, Organisation
from partyorg.territory import why_not_for, why_not_in

KINDS = {str(kind.label): str(kind.value) for kind in Kind}
DAYS = ("founded_on", "elected_on", "due_on")
TREE = ("tree_id", "lft", "rght", "depth", "parent", "place", "leans_on", "serves")


@dataclass(slots=True)
class Change:
    """An organisation of the register, and what the file says otherwise of it."""

    unit: Unit
    fields: list[str] = field(default_factory=list)


def check_organisations(table: Table, today: date) -> Plan:
    plan = Plan(faults=list(table.faults))
    directory = Directory.load()
    entries = [_read(Cells(row, What.ORGANISATIONS, plan.faults)) for row in table.rows]
    link(entries, directory)
    check = _Check(plan, directory, entries, today)
    for entry in entries:
        check.describe(entry)
    for entry in entries:
        check.register_rules(entry)
    check.one_answers_for_a_place()
    check.one_branch_for_an_estate()
    check.each_lies_where_it_hangs()
    faulty = {fault.line for fault in plan.faults}
    plan.items = [item for item in plan.items if item.line not in faulty]  # what is refused does nothing
    return plan


def _read(cells: Cells) -> Entry:
    said = {key: cells.day(key) for key in DAYS}
    return Entry(
        cells,
        name=(cells.name("name") or "").replace("/", "／"),
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
    def __init__(self, plan: Plan, directory: Directory, entries: list[Entry], today: date) -> None:
        self.plan, self.directory, self.today = plan, directory, today
        self.changed: dict[Unit, list[str]] = {}
        self.places: dict[str, Place] = places_by_code(entry.said["place"] for entry in entries)
        names = [(entry.said["serves"] or "").rpartition("/")[2] for entry in entries]
        self.estates = estates_by_name(names)
        self.lines: dict[Unit, Cells] = {entry.unit: entry.cells for entry in entries if entry.unit}
        self.serving: dict[Unit, Estate] = {}

    def describe(self, entry: Entry) -> None:
        """Fill in what the line says of its unit. Empty cells change nothing. A line that has found none is read, too,
        so that all that is wrong with it is said at once.
        """
        unit, cells = entry.unit, entry.cells
        said = {key: value for key, value in self._said(entry).items() if value not in (None, "")}
        if unit is None:
            return
        changed = [key for key, value in said.items() if getattr(unit, key) != value]
        self.changed[unit] = changed
        for key in changed:
            setattr(unit, key, said[key])
        if "serves_id" in changed and unit.kind in BRANCHES:
            self._steps_of_the_estate(unit, cells)
        outcome = Outcome.NEW if unit.id is None else Outcome.CHANGED if changed else Outcome.SAME
        what = unit if outcome == Outcome.NEW else Change(unit, changed)
        self.plan.items.append(Item(cells.line, outcome, self._shown(unit, entry), what))

    def _said(self, entry: Entry) -> dict[str, Any]:
        place, estate, leans_on = self._place(entry), self._estate(entry), self._leans_on(entry)
        if entry.unit and estate:
            self.serving[entry.unit] = estate
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

    def _steps_of_the_estate(self, unit: Unit, cells: Cells) -> None:
        if why := EstateStep.objects.why_no_branch_yet(self.serving[unit]):
            cells.fault("serves", why)

    def register_rules(self, entry: Entry) -> None:
        """Those of one organisation, as the register has them; what asks the database is asked for all below.

        Of a line that has not found its unit, those that its own cells break.
        """
        cells, unit = entry.cells, entry.unit or Unit(entry.name, entry.kind)
        if not entry.unit:
            place = self.places.get(entry.said["place"] or "")
            unit.place_id, unit.due_on = place.pk if place else None, entry.said["due_on"]
        model = Organisation(
            id=unit.id, name=unit.name, kind=unit.kind, place_id=unit.place_id, duty_phone=unit.duty_phone,
            founded_on=unit.founded_on, elected_on=unit.elected_on, due_on=unit.due_on,
        )  # fmt: skip
        if unit.parent:
            model.parent = Organisation(name=unit.parent.name, kind=unit.parent.kind)
        for rule in (lambda: model.clean_fields(exclude=TREE), model.clean):
            try:
                rule()
            except ValidationError as error:
                for key, sentences in error.message_dict.items():
                    if not cells.is_faulty(key) and (entry.unit or key not in ("parent", "name")):
                        cells.fault(key, " ".join(sentences))
        for key, sentence in model.faults_of_days(self.changed.get(unit, DAYS), self.today):
            if not cells.is_faulty(key):
                cells.fault(key, sentence)

    def each_lies_where_it_hangs(self) -> None:
        """Its place in the place above it, its estate in its community; what hangs below a line's unit, too."""
        concerned = [unit for unit in self.directory.all() if unit in self.lines or unit.over in self.lines]
        places = places_by_id(one.place_id for unit in concerned for one in (unit, unit.over) if one)
        for unit in concerned:
            own, over = places.get(unit.place_id or 0), places.get(unit.over.place_id or 0) if unit.over else None
            if own and over and (why := why_not_in(own, over)):
                if cells := self.lines.get(unit):
                    cells.fault("place", why)
                elif unit.over:
                    self.lines[unit.over].fault("place", f"下面的{unit.name}在{own.name}，不在{over.name}里。")
            where, estate = own or over, self.serving.get(unit)
            if where and estate and (why := why_not_for(estate, where)):
                self.lines[unit].fault("serves", why)

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
