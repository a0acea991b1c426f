"""力量与覆盖: what the registers say of a place, of the places below it, over the last year, and list by list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate

from burden.meter import Load
from burden.models import Assignment
from checkins.standing import watched_by as party_members_watched_by
from dashboards.asked import Asked
from dashboards.indicators.of_registers import REGISTERS, Amount, OfRegister
from dashboards.registers import Registers, covered_on, read
from dashboards.registers.findings import Found
from dashboards.registers.parted import BURDEN, FINDINGS, LIFE, PARTED, Part, findings_of, parts_of, tasks_of
from dashboards.registers.read import COMMUNITIES
from dashboards.registers.rows import Home, Spot
from grids.models import Place
from grids.workflow import Level
from partylife.sight import sees_party_life
from partyorg.coverage import Coverage
from partyorg.hats import Hat
from partyorg.standing import watched_by as organisations_watched_by
from volunteers.standing import concerned, kept_by

MONTHS = 13  # as far back as last year's same month
MOST_LOADS = 20
IN_ROWS = {  # as a column is headed, so short that it fits beside its figure on a telephone
    "grid_branch": "网格支部", "force": "力量配齐", "patrol": "巡查", "quiet": "零发案", "estate_branch": "小区支部",
    "estate_party": "小区党建", "estate_property": "物业",
}  # fmt: skip
GROUPS = (
    ("组织覆盖", ("grid_branch", "estate_branch", "estate_party", "estate_property", "life")),
    ("力量和巡查", ("force", "patrol", "rectified", "quiet")),
    ("双报到", ("checked_in", "claimed", "wishes")),
    ("志愿服务", ("volunteers", "hours", "earned", "spent", "expired", "outstanding", "waiting")),
)
# Where the rows are kept one by one, and whose hat opens that: to the others it would answer 403.
_ORGANISATIONS = ("partyorg:organisations", organisations_watched_by)
_CHECK_INS, _VOLUNTEERS = ("checkins:list", party_members_watched_by), ("volunteers:list", concerned)
_REVIEW, _PATROLS = ("volunteers:review", kept_by), ("patrols:records", concerned)
_REGISTERS: Mapping[str, tuple[str, Callable[[Hat], object]]] = {
    "grid_branch": _ORGANISATIONS, "estate_branch": _ORGANISATIONS, "estate_party": _ORGANISATIONS,
    "estate_property": _ORGANISATIONS, "life": ("partylife:coverage", sees_party_life),
    "force": ("partyorg:grids", bool), "patrol": _PATROLS, "rectified": _PATROLS, "checked_in": _CHECK_INS,
    "claimed": _CHECK_INS, "wishes": _CHECK_INS, "volunteers": _VOLUNTEERS, "hours": _REVIEW, "earned": _REVIEW,
    "waiting": _REVIEW,
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
    """A grid or an estate in the list behind a share; a part of a number; a task. `to`: where it leads on.

    `second`: in which place, or from which unit. `state`: in words.
    """

    name: str
    second: str
    has: bool
    state: str
    to: str = ""


_GRIDS_AND_ESTATES, _PLACES = ("名称", "在哪里", "现在"), ("地方", "", "多少")
_WHAT, _TASKS = ("其中", "", "多少"), ("协助事项", "交办单位", "什么时候")
_FINDINGS = ("检查项", "网格", "怎么样了")


@dataclass(frozen=True)
class Behind:
    """One figure with its definition and what it is made of: its grids or estates, those that lack it first; or the
    places below, which add up to it. `register`: the page that has the rows one by one, where this hat may open it.
    """

    asked: Asked
    amount: Amount
    heads: tuple[str, str, str]
    lines: list[Line]
    register: str


def forces_of(asked: Asked, today: date, *, all_loads: bool = False) -> Forces:
    """Eight queries. `all_loads`: with the burden of every community."""
    registers = _read(asked, today)
    amounts = _amounts(registers)
    whole = _spot_of(registers)
    loads = registers.loads if all_loads else registers.loads[:MOST_LOADS]
    groups = [(name, [amounts[code] for code in codes if code in amounts]) for name, codes in GROUPS]
    return Forces(
        asked,
        groups,
        _coverage(registers, registers.on),
        _is_quiet(registers, whole),
        [_row(asked, registers, spot) for spot in registers.below if _is_shown(spot)],
        [(day, _coverage(registers, day)) for day in _month_ends(registers.on)],
        loads,
        max((count.tasks for load in registers.loads for count in load.trend), default=0) or 1,
        len(registers.loads) - len(loads),
    )


def behind(asked: Asked, code: str, hat: Hat, today: date) -> Behind:
    """Raises KeyError for a code that is none, or has no figure in this place."""
    registers = _read(asked, today)
    amount = _amounts(registers)[code]
    heads, lines = _made_of(asked, registers, amount.indicator, hat)
    return Behind(asked, amount, heads, lines, _register(asked.place, code, hat))


def _made_of(asked: Asked, registers: Registers, of: OfRegister, hat: Hat) -> tuple[tuple[str, str, str], list[Line]]:
    is_community = registers.place.level in COMMUNITIES
    if of.code == BURDEN and is_community:
        return _TASKS, [_task(one) for one in tasks_of(registers)]
    if of.code == FINDINGS and (is_community or registers.place.level == Level.GRID):
        found = [_finding(one) for one in findings_of(registers, asked.period, hat)]
        return _FINDINGS, sorted(found, key=lambda line: line.has)
    if of.code in (*PARTED, LIFE, BURDEN):
        parts = parts_of(registers, asked.period, of.code)
        return _WHAT if is_community else _PLACES, [_part(asked, of, one) for one in parts]
    return _GRIDS_AND_ESTATES, sorted(_lines(registers, of.code), key=lambda line: line.has)


def _task(one: Assignment) -> Line:
    came = f"{localdate(one.put_on_at)} 交办" if one.put_on_at else ""
    return Line(one.task.title, str(one.task.issuer), True, f"{came}，{one.get_state_display()}")


def _finding(one: Found) -> Line:
    to = reverse("cases:case", args=[one.case]) if one.case else ""
    return Line(one.item, one.grid, one.rectified, one.words, to)


def _part(asked: Asked, of: OfRegister, part: Part) -> Line:
    """Of hours the minutes too: rounded hours need not add up."""
    amount = Amount(of, part.top, part.bottom)
    if of.code == "hours":
        state = f"{_hours(part.top)} 小时（{part.top:,} 分钟）"
    else:
        state = f"{part.top:,} {of.unit}" if part.bottom is None else f"{part.top:,} / {part.bottom:,}，{amount.text}"
    return Line(part.name, "", True, state, _there(asked, part.place, of.code) if part.place else "")


def _there(asked: Asked, place: int, code: str) -> str:
    return f"{reverse('dashboards:force', args=[place, code])}?{asked.query}"


def _register(place: Place, code: str, hat: Hat) -> str:
    view, may = _REGISTERS.get(code, ("", None))
    if may is None or not may(hat):
        return ""
    of_place = view.startswith("partyorg:")  # the others show all that the hat may see
    return f"{reverse(view)}?{urlencode({'place': place.code})}" if of_place else reverse(view)


def _read(asked: Asked, today: date) -> Registers:
    return read(asked.place, asked.period, min(asked.period.last, today))


def _spot_of(registers: Registers) -> Spot:
    return registers.spot[registers.place.pk]


def _row(asked: Asked, registers: Registers, spot: Spot) -> Row:
    shares = _shares(registers, spot)
    to = f"{reverse('dashboards:forces', args=[spot.pk])}?{asked.query}"
    return Row(spot.called, to, [(name, shares[code]) for code, name in IN_ROWS.items()], _is_quiet(registers, spot))


def _is_shown(spot: Spot) -> bool:
    return spot.level not in (Level.MICRO_GRID, Level.BUILDING)


def _is_quiet(registers: Registers, spot: Spot) -> bool | None:
    return spot.pk not in registers.troubled if spot.level == Level.GRID else None


def _amounts(registers: Registers) -> dict[str, Amount]:
    numbers = registers.numbers
    found = _shares(registers, _spot_of(registers))
    if registers.place.level != Level.GRID:  # so few that a share would tell who is a member
        found["life"] = Amount(REGISTERS["life"], numbers["took_part"], numbers["members"])
        found[BURDEN] = Amount(REGISTERS[BURDEN], sum(load.now.tasks for load in registers.loads))
    for code, (top, bottom) in PARTED.items():
        found[code] = Amount(REGISTERS[code], numbers[top], numbers[bottom] if bottom else None)
    found["hours"] = Amount(REGISTERS["hours"], _hours(numbers["minutes"]))
    return found


def _hours(minutes: int) -> Decimal:
    return (Decimal(minutes) / 60).quantize(Decimal("0.1"))


def _shares(registers: Registers, spot: Spot) -> dict[str, Amount]:
    """Of its grids and of its estates."""
    covered = registers.covered
    grids = {grid.pk for grid in registers.grids_in(spot)}
    of_the_days = {grid.pk for grid in registers.grids_of_the_days_in(spot)}
    homes = {home.pk for home in registers.homes_in(spot)}
    full = {pk for pk in grids if not registers.staffed[pk].missing}
    having: dict[str, tuple[Collection[int], Collection[int]]] = {
        "grid_branch": (covered.grids & grids, grids),
        "force": (full, grids),
        "patrol": (registers.patrolled & of_the_days, of_the_days),
        "quiet": (of_the_days - registers.troubled, of_the_days),
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
        for grid in registers.grids_of_the_days if code in ("patrol", "quiet") else registers.grids:
            has, state = _of_grid(registers, grid, code)
            above = registers.spot.get(grid.parent or 0)
            yield Line(grid.called, above.name if above else "", has, state)
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
