"""The table walked: every event, from every state, at every level, by everybody whom the table names for it.

What is walked follows from the table in docs/authorization.md, which tests/meta/test_docs.py holds against the data. A
row, a source, a level or a standing that is added there and in the code, and that nobody can walk, fails here.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

import pytest

from cases.models import Case, Event
from cases.notes import ROWS
from cases.terms import Kind, Notice, State, Who
from tests.cases.reaching import Scene, brought_back_to, brought_to, undone, walked_town
from tests.cases.walks import WAITING, WALKS, Deed, Row
from tests.factories import Town
from tests.meta.tables import rows_of_the_table

K, N, S, W = Kind, Notice, State, Who


class Walk(NamedTuple):
    kind: Row
    state: State
    level: int
    who: Who

    def __str__(self) -> str:
        return f"{self.kind} from {self.state} at {self.level} by {self.who.name}"


TABLE = rows_of_the_table()

# The only events that change the level: from which, to which. A whistle is walked one rung up.
CLIMBS: dict[Row, dict[int, int]] = {
    K.EMERGENCY_DIRECT: {1: 3},
    K.WHISTLE: {1: 2, 2: 3, 3: 4},
    K.AUTO_WHISTLE: {1: 2, 2: 3, 3: 4},
    K.RAISE_TOP: {4: 5},
    K.AUTO_RAISE: {4: 5},
}


def reachable() -> set[tuple[State, int]]:
    """Where a case can ever be: what the table leads to, beginning with a report, which the grid owns."""
    found: set[tuple[State, int]] = {(S.SUBMITTED, 1)}
    while True:
        further = {
            (row.target, CLIMBS.get(kind, {}).get(level, level))
            for kind, row in TABLE.items()
            for state, level in found
            if row.target and state in row.sources and level in row.levels
        }
        if further <= found:
            return found
        found |= further


# A deed of somebody who is two things to the case is told by the first of them.
TOLD_AS: dict[tuple[Row, Who, int], Who] = {
    (K.MERGE, W.OWNER_HEAD, 2): W.INTAKE,  # a community's secretary takes in reports, too
    (K.CLOSE_EXPLAINED, W.OWNER_HEAD, 5): W.ONE_UP,  # above the leading group is only itself
    (N.DECLINE, W.OWNER_HEAD, 5): W.ONE_UP,
}


def impossible(walk: Walk) -> str:
    """Why the table allows what can never happen; "" where it can. Each reason is proved below."""
    kind, state, level, who = walk
    if (state, level) not in REACHABLE:
        return "no case is ever in this state at this level"
    if kind == N.RATED and (level == 1 or (level == 2 and who == W.APPROVER)):
        return "the grid has nobody to rate yet; the platform rates whistles to the street and further up"
    if kind == N.DECLINE and (state, who) not in WAITING:
        return "nothing that can be asked in this state is theirs to decide"
    if kind == N.DECLINE and state == S.REVISIT and level < 3:
        return "an explained closing can be asked from the street upwards"
    return ""


REACHABLE = reachable()
ALLOWED = {
    Walk(kind, state, level, who)
    for kind, row in TABLE.items()
    for state in row.sources
    for level in row.levels
    for who in row.who
}
WALKED = {walk for walk in ALLOWED if not impossible(walk)}


@pytest.fixture
def town(db: None) -> Town:
    return walked_town()


def test_every_row_has_its_way_of_being_walked_and_no_way_is_left_over() -> None:
    assert set(WALKS) == {(kind, who) for kind, row in ROWS.items() if row.sources for who in row.who}


def test_the_walk_is_all_that_the_data_allows_but_for_what_is_impossible() -> None:
    data = {
        Walk(kind, state, level, who)
        for kind, row in ROWS.items()
        for state in row.sources
        for level in row.levels
        for who in row.who
    }
    assert {walk for walk in data if not impossible(walk)} == WALKED
    assert len(WALKED) > 350


@pytest.mark.parametrize("state", sorted({walk.state for walk in WALKED}), ids=str)
def test_every_allowed_move_passes_and_writes_its_one_row(town: Town, state: State) -> None:
    wrong: dict[str, str] = {}
    walks = sorted((walk for walk in WALKED if walk.state == state), key=lambda walk: (walk.level, _way(walk).__name__))
    for (level, way), together in groupby(walks, key=lambda walk: (walk.level, _way(walk))):
        with undone():
            scene = way(town, state, level)
            for walk in together:
                with undone():
                    wrong |= _tried(scene, walk)
    assert wrong == {}


def _way(walk: Walk) -> Callable[[Town, State, int], Scene]:
    """At the community nobody has anything to rate before it has been at work once."""
    return brought_back_to if (walk.kind, walk.level) == (N.RATED, 2) else brought_to


def _tried(scene: Scene, walk: Walk) -> dict[str, str]:
    """All that fail are told together."""
    fresh = Case.objects.with_faces().get(pk=scene.case.pk)
    try:
        _walk(replace(scene, case=fresh), walk)
    except Exception as error:
        return {str(walk): repr(error)}
    return {}


def _walk(scene: Scene, walk: Walk) -> None:
    made = WALKS[walk.kind, walk.who](scene)
    before = Case.objects.get(pk=scene.case.pk)
    after = made.do()
    event = _its_row(before, after, walk.kind)
    target = TABLE[walk.kind].target or walk.state
    level = CLIMBS.get(walk.kind, {}).get(walk.level, walk.level)
    assert (event.from_state, event.to_state, after.state) == (walk.state, target, target)
    assert (event.from_level, event.to_level, after.owner_level) == (walk.level, level, level)
    assert (event.owner_org, event.host_org) == (after.owner_org, after.host_org)
    assert event.role == TOLD_AS.get((walk.kind, walk.who, walk.level), walk.who)
    _signed(event, made)
    _clocked(event, before, after)


# What else the same deed writes on the case: the report that began it, the word that was said once more.
BESIDE: dict[tuple[Row, Who], list[Row]] = {
    (K.EMERGENCY_DIRECT, W.SYSTEM): [K.SUBMIT],
    (K.SUPERVISE, W.SYSTEM): [N.ADDED],
}


def _its_row(before: Case, after: Case, kind: Row) -> Event:
    seen = before.version if before.pk == after.pk else 0
    *beside, event = after.events.filter(seq__gt=seen).order_by("seq")
    assert event.kind == kind
    assert [one.kind for one in beside] == BESIDE.get((kind, Who(event.role)), [])
    assert event.seq == after.version
    return event


def _signed(event: Event, made: Deed) -> None:
    """Who, by which post: none of the system's or the reporter's deeds is a post's."""
    assert event.at == made.at
    assert event.by == made.hat.person
    if event.role in (W.SYSTEM, W.REPORTER):
        assert event.post is None
    else:
        assert event.post in made.hat.posts


# What becomes of the clocks. Of all other events neither is touched.
RESPONSE_STARTS = {K.EMERGENCY_DIRECT, K.DISPATCH, K.WHISTLE, K.AUTO_WHISTLE, K.AUTO_RAISE, K.RAISE_TOP, K.TOP_DECIDE}
RESPONSE_STARTS |= {K.FINISH, K.CHECK_PASS}
RESPONSE_ENDS = {K.REFUSE, K.MERGE, K.WITHDRAW, K.ACCEPT, K.SIGN, K.CONSULT, K.SUSPEND, K.CHECK_FAIL, K.REVISIT_OK}
RESPONSE_ENDS |= {K.REVISIT_BAD, K.REWORK_START, K.CLOSE_EXPLAINED, K.REOPEN}
HANDLING_STARTS = {K.ACCEPT, K.EMERGENCY_DIRECT, K.WHISTLE, K.AUTO_WHISTLE, K.AUTO_RAISE, K.RAISE_TOP, K.TOP_DECIDE}
HANDLING_STARTS |= {K.EXTEND_APPROVE, K.RESUME, K.CHECK_FAIL, K.REVISIT_BAD, K.REOPEN}


def _clocked(event: Event, before: Case, after: Case) -> None:
    """The row tells both clocks as they were and as they are; they are what the event makes of them."""
    earlier = after.events.get(seq=event.seq - 1)
    assert (event.respond_by_before, event.handle_by_before) == (earlier.respond_by_after, earlier.handle_by_after)
    assert (event.respond_by_after, event.handle_by_after) == (after.respond_by, after.handle_by)
    kind = event.kind
    if kind in RESPONSE_STARTS:
        assert (after.respond_from, after.respond_by is None) == (event.at, False)
    else:
        assert after.respond_by == (None if kind in RESPONSE_ENDS else event.respond_by_before)
    if kind in HANDLING_STARTS:
        assert after.handle_from == _counts_from(event, before)
        assert after.handle_by > after.handle_from  # type: ignore[operator]
    else:
        assert after.handle_by == event.handle_by_before


def _counts_from(event: Event, before: Case) -> datetime | None:
    """The grid's time from the report, more time from where the old would have ended; every other from now."""
    return {K.ACCEPT: before.submitted_at, K.EXTEND_APPROVE: before.handle_by}.get(Kind(event.kind), event.at)
