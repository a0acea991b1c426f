"""查漏补缺: what of the organisations is not as the rules want it (domain.md 5). It is said, and locks nothing.

Each finding is a sentence about one organisation or place. Rules and their numbers are data at the top.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from grids.models import Level, Place
from partyorg.kinds import BRANCHES, FEWEST_FOR_A_BRANCH, KIND_OF_RUNG, RUNGS, Kind
from partyorg.models import Member, Organisation, Seat

MOST_OF_A_BRANCH = 50
OF_A_GENERAL_BRANCH = (50, 100)
COMMITTEE_FROM = 7  # full members; below, a secretary and if need be a deputy
SEATS_OF_A_COMMITTEE = (3, 7)
TERM_YEARS: Mapping[str, int] = {Kind.TEMPORARY_BRANCH: 3, Kind.FUNCTIONAL_BRANCH: 3, Kind.PROPERTY_BRANCH: 3}
USUAL_TERM_YEARS = 5  # of villages' and communities' own
WARNED_BEFORE = timedelta(days=183)
A_YEAR = timedelta(days=365)
GENERAL_BRANCHES = frozenset({Kind.GENERAL_BRANCH, Kind.COMMUNITY_GENERAL_BRANCH})
ELECTED = BRANCHES | GENERAL_BRANCHES | {Kind.COMMUNITY_COMMITTEE, Kind.COMPREHENSIVE_COMMITTEE, Kind.GRAND_COMMITTEE}
RUNG_OF_LEVEL = {Level.GRID: 1, Level.COMMUNITY: 2, Level.VILLAGE: 2, Level.STREET: 3}
NEXT_TIER: Mapping[str, frozenset[str]] = {  # below the rungs the chain goes on: 党小组, 党员中心户
    **dict.fromkeys(BRANCHES, frozenset({Kind.PARTY_GROUP, Kind.BUILDING_GROUP})),
    Kind.PARTY_GROUP: frozenset({Kind.MEMBER_HOUSEHOLD}),
    Kind.BUILDING_GROUP: frozenset({Kind.MEMBER_HOUSEHOLD}),
}

ABOUT = ("空白", "链条", "人数", "班子", "换届", "过渡")  # what the findings are about, as the page groups them


@dataclass(frozen=True, slots=True)
class Finding:
    """`about`: one of ABOUT; `subject`: whose, by its name."""

    about: str
    subject: str
    said: str
    organisation_id: int | None = None


@dataclass(slots=True)
class Counted:
    """An organisation with what the rules count: its members and those of all below it, its committee, its children."""

    unit: Organisation
    members: int = 0
    full: int = 0
    seats: list[str] = field(default_factory=list)
    below: set[str] = field(default_factory=set)


def findings(within: Place, on: date) -> list[Finding]:
    """All that is found in a place on a day: first of the organisations in their order, then of the places."""
    counted = _counted(within, on)
    of_units = [finding for one in counted for rule in RULES for finding in rule(one, on)]
    return [*of_units, *_of_places(within, on, [one.unit for one in counted])]


def _counted(within: Place, on: date) -> list[Counted]:
    """Three queries, whatever the size: the organisations, their members, their seats."""
    inside = set(Place.objects.under(within).values_list("pk", flat=True))
    found: dict[int, Counted] = {}
    for unit in Organisation.objects.active().order_by("tree_id", "lft"):  # a parent comes before its children
        if unit.place_id in inside or unit.parent_id in found:
            found[unit.pk] = Counted(unit)
            if unit.parent_id in found:
                found[unit.parent_id].below.add(unit.kind)
    rows = Member.objects.present(on).order_by().values_list("organisation_id", "is_full")
    for (organisation_id, is_full), number in Counter(rows).items():
        here = found.get(organisation_id)
        while here:
            here.members += number
            here.full += number * is_full
            here = found.get(here.unit.parent_id or 0)
    for organisation_id, role in Seat.objects.filter(until=None).order_by().values_list("organisation_id", "role"):
        if organisation_id in found:
            found[organisation_id].seats.append(role)
    return list(found.values())


def _size(one: Counted, _on: date) -> Iterator[Finding]:
    least, most = OF_A_GENERAL_BRANCH
    if one.unit.kind in BRANCHES and one.full < FEWEST_FOR_A_BRANCH:
        yield _of(one, "人数", f"正式党员 {one.full} 人，不足 {FEWEST_FOR_A_BRANCH} 人，应建联合党支部。")
    if one.unit.kind in BRANCHES and one.members > MOST_OF_A_BRANCH:
        yield _of(one, "人数", f"党员 {one.members} 人，超过 {MOST_OF_A_BRANCH} 人，可以分设，或者改设党总支。")
    if one.unit.kind in GENERAL_BRANCHES and one.members < least:
        yield _of(one, "人数", f"党员 {one.members} 人，党总支一般 {least} 到 {most} 人。")
    if one.unit.kind in GENERAL_BRANCHES and one.members > most:
        yield _of(one, "人数", f"党员 {one.members} 人，超过 {most} 人，可以改设党委。")


def _committee(one: Counted, _on: date) -> Iterator[Finding]:
    if one.unit.kind not in ELECTED:
        return
    fewest, most = SEATS_OF_A_COMMITTEE
    if Seat.Role.SECRETARY not in one.seats:
        yield _of(one, "班子", "没有在任的书记。")
    if one.full < COMMITTEE_FROM and len(one.seats) > 2:
        yield _of(one, "班子", f"正式党员 {one.full} 人，不足 {COMMITTEE_FROM} 人，设书记一人，必要时加副书记一人。")
    if one.full >= COMMITTEE_FROM and not fewest <= len(one.seats) <= most:
        yield _of(one, "班子", f"委员会 {len(one.seats)} 人，应为 {fewest} 到 {most} 人。")


def _election(one: Counted, on: date) -> Iterator[Finding]:
    if one.unit.kind not in ELECTED:
        return
    if one.unit.elected_on is None:
        yield _of(one, "换届", "没有登记最近一次换届的日期。")
        return
    due = _years_after(one.unit.elected_on, TERM_YEARS.get(one.unit.kind, USUAL_TERM_YEARS))
    if due <= on:
        yield _of(one, "换届", f"{due:%Y年%-m月%-d日}任期届满，还没有换届。")
    elif due - WARNED_BEFORE <= on:
        yield _of(one, "换届", f"{due:%Y年%-m月%-d日}任期届满，请准备换届。")


def _transition(one: Counted, on: date) -> Iterator[Finding]:
    unit = one.unit
    if unit.kind != Kind.WORKING_GROUP:
        return
    if one.full >= FEWEST_FOR_A_BRANCH:
        yield _of(one, "过渡", f"正式党员已有 {one.full} 人，可以转建党支部。")
    if unit.due_on and unit.due_on < on:
        yield _of(one, "过渡", f"过渡期限 {unit.due_on:%Y年%-m月%-d日}已过。")
    elif unit.founded_on and unit.founded_on + A_YEAR < on:
        yield _of(one, "过渡", "成立已满 12 个月，还没有转建党支部。")


def _chain_goes_on(one: Counted, _on: date) -> Iterator[Finding]:
    wanted = NEXT_TIER.get(one.unit.kind)
    if wanted and not wanted & one.below:
        names = "或".join(str(kind.label) for kind in Kind if kind in wanted)
        yield _of(one, "链条", f"下面还没有{names}。")


RULES: tuple[Callable[[Counted, date], Iterator[Finding]], ...] = (
    _size,
    _committee,
    _election,
    _transition,
    _chain_goes_on,
)


def _of_places(within: Place, on: date, units: Sequence[Organisation]) -> Iterator[Finding]:
    """Places on a rung for which nobody answers on it; a grid with a working group is on its way."""
    answered = {(RUNGS[unit.kind], unit.place_id) for unit in units if unit.kind in RUNGS}
    in_transition = {unit.place_id for unit in units if unit.kind == Kind.WORKING_GROUP}
    places = Place.objects.under(within).in_force(on).filter(level__in=RUNG_OF_LEVEL).order_by("lft")
    for place in places:
        rung = RUNG_OF_LEVEL[Level(place.level)]
        if (rung, place.pk) in answered or (rung == 1 and place.pk in in_transition):
            continue
        kind = Kind(KIND_OF_RUNG[rung]).label
        yield Finding(
            "空白" if rung == 1 else "链条", place.name, f"还没有{kind}{'，也没有党的工作小组' * (rung == 1)}。"
        )


def _of(one: Counted, about: str, said: str) -> Finding:
    return Finding(about, one.unit.name, said, one.unit.pk)


def _years_after(day: date, years: int) -> date:
    """The same day of a later year; after the 29th of February the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
