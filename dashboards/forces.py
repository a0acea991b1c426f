"""力量与覆盖: what the registers say of a place, of the places below it, over the last year, and list by list."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils.http import urlencode

from burden.meter import Load
from dashboards.asked import Asked
from dashboards.indicators.of_registers import REGISTERS, Amount
from dashboards.registers import Registers, covered_on, read
from dashboards.registers.rows import Home, Spot
from grids.workflow import Level
from partyorg.coverage import Coverage

MONTHS = 13  # as far back as last year's same month
MOST_LOADS = 20
IN_ROWS = {  # as a column is headed, so short that it fits beside its figure on a telephone
    "grid_branch": "网格支部", "force": "力量配齐", "patrol": "巡查", "quiet": "零发案", "estate_branch": "小区支部",
    "estate_party": "小区党建", "estate_property": "物业",
}  # fmt: skip
GROUPS = (
    ("组织覆盖", ("grid_branch", "estate_branch", "estate_party", "estate_property", "life")),
    ("力量和巡查", ("force", "patrol", "quiet")),
    ("双报到", ("checked_in", "claimed", "wishes")),
    ("志愿服务", ("volunteers", "hours", "earned", "spent", "expired", "outstanding", "waiting")),
)
REGISTER_OF = {
    "grid_branch": "partyorg:organisations", "estate_branch": "partyorg:organisations",
    "estate_party": "partyorg:organisations", "estate_property": "partyorg:organisations", "force": "partyorg:grids",
    "life": "partylife:coverage", "patrol": "patrols:records", "checked_in": "checkins:list",
    "claimed": "checkins:list", "wishes": "checkins:list", "volunteers": "volunteers:list",
    "hours": "volunteers:review", "earned": "volunteers:review", "waiting": "volunteers:review",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A place one step below. `is_quiet`: of a grid, whether it had no case of 平安法治; None for larger places."""

    name: str
    to: str
    amounts: list[tuple[str, Amount]]
    is_quiet: bool | None


@dataclass(frozen=True)
class Forces:
    asked: Asked
    groups: list[tuple[str, list[Amount]]]
    coverage: Coverage
    is_quiet: bool | None
    rows: list[Row]
    trend: list[tuple[date, Coverage]]
    loads: list[Load]
    most: int
    more: int  # communities that are not shown

    @property
    def columns(self) -> list[str]:
        return list(IN_ROWS.values())


@dataclass(frozen=True, slots=True)
class Line:
    """A grid or an estate in the list behind a share. `state`: in words."""

    name: str
    where: str
    has: bool
    state: str


@dataclass(frozen=True)
class Behind:
    """One figure with its definition and the grids or estates it is made of, those that lack it first; or the page of
    the register that has the rows, for whoever may read that.
    """

    asked: Asked
    amount: Amount
    lines: list[Line]

    @property
    def register(self) -> str:
        return REGISTER_OF.get(self.amount.indicator.code, "")


def forces_of(asked: Asked, today: date) -> Forces:
    """Eight queries."""
    registers = _read(asked, today)
    amounts = _amounts(registers)
    whole = _spot_of(registers)
    groups = [(name, [amounts[code] for code in codes if code in amounts]) for name, codes in GROUPS]
    return Forces(
        asked,
        groups,
        _coverage(registers, registers.on),
        _is_quiet(registers, whole),
        [_row(asked, registers, spot) for spot in registers.below if _is_shown(spot)],
        [(day, _coverage(registers, day)) for day in _month_ends(registers.on)],
        registers.loads[:MOST_LOADS],
        max((count.tasks for load in registers.loads for count in load.trend), default=0) or 1,
        max(len(registers.loads) - MOST_LOADS, 0),
    )


def behind(asked: Asked, code: str, today: date) -> Behind:
    """Raises KeyError for a code that is none, or has no figure in this place."""
    registers = _read(asked, today)
    lines = sorted(_lines(registers, code), key=lambda line: line.has)
    return Behind(asked, _amounts(registers)[code], lines)


def _read(asked: Asked, today: date) -> Registers:
    return read(asked.place, asked.period, min(asked.period.last, today))


def _spot_of(registers: Registers) -> Spot:
    return registers.spot[registers.place.pk]


def _row(asked: Asked, registers: Registers, spot: Spot) -> Row:
    shares = _shares(registers, spot)
    to = f"{reverse('dashboards:forces', args=[spot.pk])}?{urlencode(asked.period.address())}"
    return Row(spot.name, to, [(name, shares[code]) for code, name in IN_ROWS.items()], _is_quiet(registers, spot))


def _is_shown(spot: Spot) -> bool:
    return spot.level not in (Level.MICRO_GRID, Level.BUILDING)


def _is_quiet(registers: Registers, spot: Spot) -> bool | None:
    return spot.pk not in registers.troubled if spot.level == Level.GRID else None


def _amounts(registers: Registers) -> dict[str, Amount]:
    numbers = registers.numbers
    found = _shares(registers, _spot_of(registers))
    if registers.place.level != Level.GRID:  # so few that a share would tell who is a member
        found["life"] = Amount(REGISTERS["life"], numbers["took_part"], numbers["members"])
    for code, top, bottom in [
        ("checked_in", "checked_in", "announced"),
        ("claimed", "with_claim", "checked_in"),
        ("wishes", "wishes_taken", "wishes"),
    ]:
        found[code] = Amount(REGISTERS[code], numbers[top], numbers[bottom])
    for code in ("volunteers", "earned", "spent", "expired", "outstanding", "waiting"):
        found[code] = Amount(REGISTERS[code], numbers[code])
    found["hours"] = Amount(REGISTERS["hours"], (Decimal(numbers["minutes"]) / 60).quantize(Decimal("0.1")))
    return found


def _shares(registers: Registers, spot: Spot) -> dict[str, Amount]:
    """Of its grids and of its estates."""
    covered = registers.covered
    grids = {grid.pk for grid in registers.grids_in(spot)}
    homes = {home.pk for home in registers.homes_in(spot)}
    full = {pk for pk in grids if not registers.staffed[pk].missing}
    having: dict[str, tuple[Collection[int], Collection[int]]] = {
        "grid_branch": (covered.grids & grids, grids),
        "force": (full, grids),
        "patrol": (registers.patrolled & grids, grids),
        "quiet": (grids - registers.troubled, grids),
        "estate_branch": (covered.estates & homes, homes),
        "estate_party": ((covered.estates | covered.estates_by_group) & homes, homes),
        "estate_property": (covered.estates_served & homes, homes),
    }
    return {code: Amount(REGISTERS[code], len(some), len(all_)) for code, (some, all_) in having.items()}


def _coverage(registers: Registers, on: date) -> Coverage:
    """Of the grids there were on that day."""
    grids = {spot.pk for spot in registers.spots if spot.level == Level.GRID and spot.stood(on)}
    covered = covered_on(registers.bodies, on)
    return Coverage(len(covered.grids & grids), len(covered.grids_by_group & grids), len(grids))


def _month_ends(on: date) -> list[date]:
    """The last day of each of the months until this one, of which `on` itself; the oldest first."""
    days = [on]
    while len(days) < MONTHS:
        days.append(days[-1].replace(day=1) - timedelta(days=1))
    return days[::-1]


def _lines(registers: Registers, code: str) -> Iterator[Line]:
    if code in ("grid_branch", "force", "patrol", "quiet"):
        for grid in registers.grids:
            has, state = _of_grid(registers, grid, code)
            above = registers.spot.get(grid.parent or 0)
            yield Line(grid.name, above.name if above else "", has, state)
    elif code in ("estate_branch", "estate_party", "estate_property"):
        for home in registers.homes:
            has, state = _of_estate(registers, home, code)
            yield Line(home.name, registers.spot[home.community].name, has, state)


def _of_grid(registers: Registers, grid: Spot, code: str) -> tuple[bool, str]:
    if code == "force":
        missing = registers.staffed[grid.pk].missing_in_words
        return not missing, f"缺 {missing}" if missing else "配齐"
    if code == "patrol":
        has = grid.pk in registers.patrolled
        return has, "巡查过" if has else "没有巡查"
    if code == "quiet":
        has = grid.pk not in registers.troubled
        return has, "零发案" if has else "有受理"
    has = grid.pk in registers.covered.grids
    by_group = grid.pk in registers.covered.grids_by_group
    return has, "有党支部" if has else "党的工作小组过渡" if by_group else "空白"


def _of_estate(registers: Registers, home: Home, code: str) -> tuple[bool, str]:
    covered = registers.covered
    if code == "estate_property":
        has = home.pk in covered.estates_served
        return has, "有物业服务" if has else "没有物业服务"
    has, by_group = home.pk in covered.estates, home.pk in covered.estates_by_group
    state = "有党支部" if has else "党的工作小组过渡" if by_group else "空白"
    return has or (by_group and code == "estate_party"), state
