"""What of one organisation is not as the rules want it (domain.md 5). Rules and their numbers are data at the top."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from partyorg.findings.counted import Counted
from partyorg.findings.finding import Finding
from partyorg.kinds import BRANCHES, FEWEST_FOR_A_BRANCH, GENERAL_BRANCHES, Kind
from partyorg.models import Seat
from partyorg.terms import ELECTED, election_due, months_after

MOST_OF_A_BRANCH = 50
OF_A_GENERAL_BRANCH = (50, 100)
COMMITTEE_FROM = 7  # full members; below, a secretary and if need be a deputy
SEATS_OF_A_COMMITTEE = (3, 7)
WARNED_BEFORE = timedelta(days=183)
A_YEAR = timedelta(days=365)
HALF_A_YEAR = 6  # months: what is set up for longer is a branch, not a temporary one
MOST_OF_A_HOUSEHOLD = 15
NEXT_TIER: Mapping[str, frozenset[str]] = {  # below the rungs the chain goes on: 党小组, 党员中心户
    **dict.fromkeys(BRANCHES, frozenset({Kind.PARTY_GROUP, Kind.BUILDING_GROUP})),
    Kind.PARTY_GROUP: frozenset({Kind.MEMBER_HOUSEHOLD}),
    Kind.BUILDING_GROUP: frozenset({Kind.MEMBER_HOUSEHOLD}),
}


def of_unit(one: Counted, on: date) -> list[Finding]:
    return [finding for rule in RULES for finding in rule(one, on)]


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
    if Seat.Role.SECRETARY not in one.roles:
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
    due = election_due(one.unit)
    if due and due <= on:
        yield _of(one, "换届", f"{due:%Y年%-m月%-d日}任期届满，还没有换届。", deed="elect")
    elif due and due - WARNED_BEFORE <= on:
        yield _of(one, "换届", f"{due:%Y年%-m月%-d日}任期届满，请准备换届。", deed="elect")


def _transition(one: Counted, on: date) -> Iterator[Finding]:
    unit = one.unit
    if unit.kind != Kind.WORKING_GROUP:
        return
    if one.full >= FEWEST_FOR_A_BRANCH:
        yield _of(one, "过渡", f"正式党员已有 {one.full} 人，可以转建党支部。", deed="convert")
    if unit.due_on and unit.due_on < on:
        yield _of(one, "过渡", f"过渡期限 {unit.due_on:%Y年%-m月%-d日}已过。")
    elif unit.founded_on and unit.founded_on + A_YEAR < on:
        yield _of(one, "过渡", "成立已满 12 个月，还没有转建党支部。")


def _temporary(one: Counted, on: date) -> Iterator[Finding]:
    unit = one.unit
    if unit.kind == Kind.TEMPORARY_BRANCH and unit.founded_on and months_after(unit.founded_on, HALF_A_YEAR) < on:
        since = f"{unit.founded_on:%Y年%-m月%-d日}成立"
        yield _of(one, "过渡", f"{since}，已满 {HALF_A_YEAR} 个月，为期更长的应当成立正式党支部。")
    elif unit.kind == Kind.TEMPORARY_BRANCH and not unit.founded_on:
        yield _of(one, "过渡", f"没有登记成立日期，看不出临时党支部是不是已满 {HALF_A_YEAR} 个月。")


def _household(one: Counted, _on: date) -> Iterator[Finding]:
    if one.unit.kind == Kind.MEMBER_HOUSEHOLD and one.members > MOST_OF_A_HOUSEHOLD:
        yield _of(one, "人数", f"党员 {one.members} 人，一个党员中心户不超过 {MOST_OF_A_HOUSEHOLD} 人，可以分设。")


def _chain_goes_on(one: Counted, _on: date) -> Iterator[Finding]:
    wanted = NEXT_TIER.get(one.unit.kind)
    if wanted and not wanted & one.below:
        names = "或".join(str(kind.label) for kind in Kind if kind in wanted)
        yield _of(one, "链条", f"下面还没有{names}。")


def _comprehensive(one: Counted, _on: date) -> Iterator[Finding]:
    """社区综合党委: a secretary lent by the street, members from outside, somebody for the party office."""
    if one.unit.kind != Kind.COMPREHENSIVE_COMMITTEE:
        return
    secretaries = [seat for seat in one.seats if seat.role == Seat.Role.SECRETARY]
    lent = (Seat.Manner.CONCURRENT, Kind.STREET_COMMITTEE)
    if secretaries and not any((seat.manner, seat.sender) == lent for seat in secretaries):
        yield _of(one, "班子", "书记应由街道党工委选派机关干部兼任，写明任职方式和选派街道。")
    if not any(seat.manner == Seat.Manner.PART_TIME for seat in one.seats):
        yield _of(one, "班子", "还没有共建共驻单位、社会组织、志愿队伍的兼职委员。")
    if not one.officers:
        yield _of(one, "班子", "党建办还没有专人（党务专干）。")


def _leading_group(one: Counted, _on: date) -> Iterator[Finding]:
    if one.unit.kind == Kind.LEADING_GROUP and Seat.Role.HEAD not in one.roles:
        yield _of(one, "班子", "还没有组长。")


def _placed(one: Counted, _on: date) -> Iterator[Finding]:
    """How many, not who: who is a member is not for everybody that reads findings."""
    if one.unplaced:
        yield _of(one, "入格", f"{one.unplaced} 名在职党员未入格。")


RULES: tuple[Callable[[Counted, date], Iterator[Finding]], ...] = (
    _size,
    _committee,
    _election,
    _transition,
    _temporary,
    _household,
    _chain_goes_on,
    _comprehensive,
    _leading_group,
    _placed,
)


def _of(one: Counted, about: str, said: str, *, deed: str = "") -> Finding:
    return Finding(about, one.unit.name, said, one.unit.pk, deed)
