"""What the page of rules says about a clock that runs out, held against the sweep, row by row."""

from collections import Counter
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.utils.timezone import localdate

from cases import actions
from cases.deadlines import LIGHTER, REWORKS_BEFORE_CLIMBING, earliest
from cases.models import Case, Category
from cases.notes import ROWS
from cases.rulebook import CLIMBS, ENDINGS, Ending
from cases.rulebook.endings import CALLED, NO_AUTO_WHISTLE
from cases.terms import TOP, Kind, Level, State, Supervision
from tests.cases.putting import AT_REST, put
from tests.factories import MONDAY, Town

AT = MONDAY + timedelta(hours=1)
END = AT - timedelta(minutes=1)
FLAGS = ("overdue", "yellow_card", "red_card")
RESPONSE = {"respond_from": MONDAY, "respond_limit": "1h"}
LONG_OVERDUE = {"handle_by": MONDAY, "handle_noted_at": MONDAY, "supervised": Supervision.INTERVIEW}

CLOCKED = [ending for ending in ENDINGS if ending.moment]


def row(ending: Ending) -> str:
    return f"{ending.moment}-{ending.step}-{min(ending.levels)}{'-some' * bool(ending.only)}"


def running_out(ending: Ending) -> dict[str, Any]:
    """The columns of a case for which this clock, and no other, ends at END."""
    moments: dict[str, dict[str, Any]] = {
        "respond_by": {**RESPONSE, "respond_by": END},
        "supervise_at": {**LONG_OVERDUE, "supervise_at": END},
        "review_on": {"review_on": localdate(AT)},
        "rework_count": {"rework_count": REWORKS_BEFORE_CLIMBING},
    }
    return {**AT_REST, **moments.get(ending.moment, {ending.moment: END})}


def all_of(town: Town, ending: Ending) -> list[Case]:
    """A case in each of its states and levels."""
    if ending.only == NO_AUTO_WHISTLE:
        Category.objects.filter(code="LEAK").update(auto_whistle=False)
    host = "housing" if ending.only == CALLED else ""
    where = product(sorted(ending.states), sorted(ending.levels))
    return [put(town, State(state), level, running_out(ending), host=host) for state, level in where]


@pytest.mark.parametrize("ending", CLOCKED, ids=row)
def test_when_a_clock_runs_out_the_sweep_does_what_its_row_says(town: Town, ending: Ending) -> None:
    cases = all_of(town, ending)
    swept = actions.sweep(at=AT)
    assert swept.steps == (Counter({str(ending.step): len(cases)}) if ending.step else Counter())
    for before in cases:
        after = Case.objects.get(pk=before.pk)
        assert raised(before, after) == told(ending)
        assert after.state == leads_to(ending, before)
        assert {after.owner_level} == climbs_to(ending, before.owner_level)
        assert last_kind(after) == (ending.step or Kind.SUBMIT)


def raised(before: Case, after: Case) -> set[str]:
    flags = {flag for flag in FLAGS if getattr(after, flag)}
    return flags | ({"supervised"} if after.supervised != before.supervised else set())


def told(ending: Ending) -> set[str]:
    return {*ending.marks} | ({"supervised"} if ending.step == Kind.SUPERVISE else set())


def climbs_to(ending: Ending, level: int) -> frozenset[int]:
    here = frozenset({level})
    return CLIMBS.get(ending.step, {}).get(level, here) if ending.step else here


def leads_to(ending: Ending, before: Case) -> str:
    return (ROWS[ending.step].target if ending.step in ROWS else None) or before.state


def last_kind(case: Case) -> str:
    return str(case.events.latest("seq").kind)


@pytest.mark.parametrize("ending", [one for one in CLOCKED if one.moment not in ("review_on", "rework_count")], ids=row)
def test_before_its_moment_nothing_happens(town: Town, ending: Ending) -> None:
    all_of(town, ending)
    assert actions.sweep(at=END - timedelta(seconds=1)).moved == 0


@pytest.mark.parametrize("ending", [one for one in CLOCKED if one.step in CLIMBS], ids=row)
def test_the_late_unit_assists_where_the_row_says_so(town: Town, ending: Ending) -> None:
    for case in all_of(town, ending):
        actions.sweep(at=AT)
        late = case.assisting.filter(organisation=case.host_org, why="LATE").exists()
        assert late or "转为协办" not in ending.then


def test_what_is_not_disputed_in_time_can_be_disputed_no_more(town: Town) -> None:
    """The one row at whose end nobody does anything."""
    [unmoved] = [ending for ending in ENDINGS if not (ending.moment or ending.step)]
    assert (unmoved.step, unmoved.marks) == (None, ())
    case = put(town, State.CONSULTING, 3, AT_REST)
    case = actions.dispatch(case, host=town.units["housing"], by=town.hat("street"), at=MONDAY)
    late = MONDAY + timedelta(days=2)
    with pytest.raises(actions.Refused) as refusal:
        actions.dispute(case, reason="不归我们", basis="三定方案", by=town.hat("housing", late), at=late)
    assert refusal.value.rule == "within_a_day"


COLUMNS = ("respond_by", "handle_by", "supervise_at", "review_on", *LIGHTER)
# Where a clock is never asked for: only a street and those above call and are disputed, only the top is pressed anew.
FROM = {"report_in_by": Level.STREET, "decide_by": Level.STREET, "supervise_at": TOP}
ONLY_AT = {State.SUBMITTED: Level.GRID, State.TOPPED: TOP}


def is_pending(column: str, state: State, level: int) -> bool:
    """Whether the sweep would look at a case in this state for this clock."""
    facts: dict[str, Any] = {**dict.fromkeys(AT_REST), "state": state, "owner_level": level, "rework_count": 0}
    facts |= dict.fromkeys(("respond_noted_at", "handle_noted_at", *COLUMNS))
    if state == State.SUSPENDED and column != "review_on":
        return False
    facts[column] = localdate(AT) if column == "review_on" else END
    return earliest(facts.get) is not None


@pytest.mark.parametrize("column", COLUMNS)
def test_no_clock_can_run_out_of_which_the_table_says_nothing(column: str) -> None:
    missing, twice = [], []
    for state, level in product(State, Level):
        if level < FROM.get(column, Level.GRID) or ONLY_AT.get(state, level) != level:
            continue
        rows = [one for one in ENDINGS if one.moment == column and state in one.states and level in one.levels]
        if is_pending(column, state, level) and not rows:
            missing.append((state, level))
        if len([one for one in rows if not one.only]) > 1:
            twice.append((state, level))
    assert (missing, twice) == ([], [])


@pytest.mark.parametrize("level", Level, ids=str)
def test_of_a_second_rework_the_table_tells_at_every_level(level: int) -> None:
    assert len([one for one in ENDINGS if one.moment == "rework_count" and level in one.levels]) == 1
