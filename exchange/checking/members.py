"""What a file of members would do: whom it adds, whose particulars it changes, whom it places in which grid.

A member is known by the identity number, else by phone and name; where a file or the register has none of these, by the
name within the organisation.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounts.identity import masked_identity
from accounts.personal import lookup_hash, masked_phone
from exchange.checking.directory import Directory, Unit
from exchange.checking.places import places_by_code, portions
from exchange.plans import Fault, Item, Outcome, Plan
from exchange.reading import Cells, Table
from exchange.workflow import What
from grids.models import Level, Place
from partyorg.models import GridLink, Member

FULL = {"正式": "1", "正式党员": "1", "预备": "0", "预备党员": "0"}
WAYS = {str(way.label): str(way.value) for way in GridLink.Kind}
ELSEWHERE = ("organisation", "这个人已在另一个党组织的名册里：转接组织关系请办转接，不能靠导入。")
TOLD_BY_LINE = 20  # of those elsewhere: with more of them the file asks who is a member, rather than brings members in


@dataclass(slots=True)
class Said:
    """A line of the file. `member`: whom of the register it is about; `link`: of the grid that it names."""

    name: str
    phone: str
    id_number: str
    organisation: Unit
    is_full: bool
    since: date
    works_at: Unit | None
    grid: Place | None
    way: str
    duty: str
    member: Member | None = None
    link: GridLink | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    links_anew: bool = False


def check_members(table: Table, kept: set[int]) -> Plan:
    """`kept`: the organisations whose members the importer keeps; lines of others are refused."""
    plan = Plan(faults=list(table.faults))
    directory = Directory.load()
    grids = places_by_code(Cells(row, What.MEMBERS, []).code("grid") for row in table.rows)
    read = [
        (cells, said)
        for cells in (Cells(row, What.MEMBERS, plan.faults) for row in table.rows)
        if (said := _read(cells, directory, grids, kept))
    ]
    register = _Register([said for _, said in read])
    first_lines: dict[tuple[object, ...], int] = {}
    for cells, said in read:
        first = min(first_lines.setdefault(key, cells.line) for key in _known_by(said))
        if first != cells.line:
            cells.fault("name", f"和第 {first} 行是同一个人。")
        elif why := register.find(said):
            cells.fault(*why)
            plan.elsewhere += why == ELSEWHERE
        else:
            plan.items.append(Item(cells.line, register.outcome(said), _shown(said), said))
    if plan.elsewhere > TOLD_BY_LINE:
        _tell_the_number_alone(plan)
    return plan


def _tell_the_number_alone(plan: Plan) -> None:
    """Nor is any line shown that is in order: those left out would be the ones that are not."""
    said = f"有 {plan.elsewhere} 行的人已在另一个党组织的名册里，超过 {TOLD_BY_LINE} 行，不逐行列出。请核对后分批上传。"
    plan.faults[:] = [Fault(0, "", said), *(fault for fault in plan.faults if fault.said != ELSEWHERE[1])]
    plan.items.clear()


def _known_by(said: Said) -> list[tuple[object, ...]]:
    """By what two lines of a file are about the same person."""
    known: list[tuple[object, ...]] = [(said.id_number,)] if said.id_number else []
    if said.phone:
        known.append((said.name, said.phone))
    return known or [(said.name, said.organisation.id)]


def _read(cells: Cells, directory: Directory, grids: dict[str, Place], kept: set[int]) -> Said | None:
    unit, works_at = directory.read(cells, "organisation"), directory.read(cells, "works_at")
    if unit and unit.id not in kept:
        cells.fault("organisation", f"“{unit.name}”不在您管的党组织里，请由它自己或者上级党组织导入。")
    grid = _grid(cells, grids)
    full, way = cells.choice("is_full", FULL), cells.choice("way", WAYS)
    if grid and way == "":
        cells.fault("way", "填了网格，就要写明入格方式。")
    if way and not cells.code("grid"):
        cells.fault("grid", "写了入格方式，还要填网格编码。")
    said = Said(
        name=cells.name("name", longest=64) or "",
        phone=cells.mobile("phone") or "",
        id_number=cells.identity("id_number") or "",
        organisation=unit or Unit("", ""),
        is_full=full != "0",
        since=cells.day("since") or date.min,
        works_at=works_at,
        grid=grid,
        way=way or "",
        duty=cells.text("duty", longest=64) or "",
    )
    return None if cells.at_fault else said


def _grid(cells: Cells, grids: dict[str, Place]) -> Place | None:
    code = cells.code("grid")
    if not code:
        return None
    grid = grids.get(code)
    if grid is None:
        cells.fault("grid", f"没有编码是“{code[:32]}”的网格，或者它已经停用。")
    elif grid.level != Level.GRID:
        cells.fault("grid", f"“{grid.name}”不是网格，请填网格的编码。")
    return grid


class _Register:
    """The open members whom these lines may be about, and where they are in grids: a few queries for thousands."""

    def __init__(self, lines: list[Said]) -> None:
        self.by_phone: dict[tuple[str, str], list[Member]] = defaultdict(list)
        self.by_name: dict[tuple[str, int], list[Member]] = defaultdict(list)
        self.by_number: dict[str, Member] = {}
        self.links: dict[tuple[int, int], GridLink] = {}
        opened = Member.objects.filter(until=None).order_by("id")
        hashes = {lookup_hash(said.phone) for said in lines if said.phone}
        for some in portions(hashes):
            for member in opened.filter(phone_hash__in=some):
                self.by_phone[member.name, member.phone_hash].append(member)
        for some in portions({lookup_hash(said.id_number) for said in lines if said.id_number}):
            self.by_number.update({member.id_hash: member for member in opened.filter(id_hash__in=some)})
        for some in portions(said.organisation.id for said in lines):
            for member in opened.filter(organisation__in=some):
                self.by_name[member.name, member.organisation_id].append(member)
        for some in portions(said.grid.pk for said in lines if said.grid):
            for link in GridLink.objects.filter(grid__in=some, until=None):
                self.links[link.member_id, link.grid_id] = link

    def find(self, said: Said) -> tuple[str, str] | None:
        """Whom the line is about; the column and the sentence where that cannot be said."""
        found = self._known(said)
        if any(member.organisation_id != said.organisation.id for member in found):
            return ELSEWHERE
        if len(found) > 1:
            return "phone", f"名册里有 {len(found)} 位同名的“{said.name}”，请填手机号或身份证号。"
        for member in found:
            if member.name != said.name:
                return "name", "这个身份证号在名册里登记的是别的姓名，请核对。"
            if said.id_number and member.id_number not in ("", said.id_number):
                return "id_number", "和名册里这个人的身份证号不一样，请核对。"
            said.member = member
            said.link = self.links.get((member.pk, said.grid.pk)) if said.grid else None
        return None

    def _known(self, said: Said) -> list[Member]:
        if said.id_number and (known := self.by_number.get(lookup_hash(said.id_number))):
            return [known]
        here = self.by_name.get((said.name, said.organisation.id or 0), [])
        if not said.phone:
            return here
        found = self.by_phone.get((said.name, lookup_hash(said.phone)), [])
        return found or [member for member in here if not member.phone]

    def outcome(self, said: Said) -> Outcome:
        if said.member is None:
            said.links_anew = said.grid is not None
            return Outcome.NEW
        wanted = {"phone": said.phone, "id_number": said.id_number, "is_full": said.is_full, "since": said.since}
        if said.works_at:
            wanted["works_at_id"] = said.works_at.id
        said.changes = {
            key: value
            for key, value in wanted.items()
            if value not in ("", None) and getattr(said.member, key) != value
        }
        said.links_anew = said.grid is not None and _differs(said)
        return Outcome.CHANGED if said.changes or said.links_anew else Outcome.SAME


def _differs(said: Said) -> bool:
    link = said.link
    return link is None or link.kind != said.way or bool(said.duty and link.duty != said.duty)


def _shown(said: Said) -> list[str]:
    return [
        said.name,
        masked_phone(said.phone),
        masked_identity(said.id_number),
        said.organisation.name,
        "正式" if said.is_full else "预备",
        f"{said.since:%Y-%m-%d}",
        said.works_at.name if said.works_at else "",
        said.grid.name if said.grid else "",
        str(GridLink.Kind(said.way).label) if said.way else "",
        said.duty,
    ]
