"""D22 平台不能将题目打回；提报区委领导小组，区领导顶格协调: the owner level never decreases.

At level 4 the platform dispatches, calls a meeting, rules, raises to the top, asks to suspend; nothing leads down.
"""

from typing import Any

import pytest
from hypothesis import given

from cases import actions
from cases.terms import State
from tests.cases.reaching import LATER, Scene, brought_to
from tests.factories import MONDAY
from tests.front_door import FrontDoor, day
from tests.mechanisms.wandering import few, live, lives

DECISION = {
    "leader": "示例：分管副区长",
    "decision": "整体改造",
    "money": "960000.50",
    "what_1": "完工",
    "due_1": "2026-12-20",
}

# What the platform has buttons for: as owner it moves the case on or up, as host it works. Of what was whistled to it
# it says whether the whistle was due. 并案 takes it only into a case that stands no lower.
OFFERED = {
    State.ACCEPTED: "dispatch merge",
    State.DISPATCHED: "consult raise_top merge rate_whistle sign extend_request",
    State.HANDLING: "consult raise_top merge rate_whistle finish contacted extend_request ask_suspension",
    State.CONSULTING: "minutes rate_whistle contacted ask_suspension",
    State.SUSPENDED: "resume rate_whistle finish contacted",
    State.CHECKING: "rate_whistle",
    State.REVISIT: "ask_explanation rate_whistle",
    State.REWORK: "dispatch rate_whistle rework_start",
    State.CLOSED: "rate_whistle",
}


def at_the_platform(door: FrontDoor) -> None:
    case = door.town.handled_by(4)
    door.number, door.code = case.number, case.tracking_code


def offered(door: FrontDoor, scene: Scene) -> set[str]:
    door.number = scene.case.number
    return door.offered("platform", LATER)


@few
@given(life=lives)
def test_from_the_platform_the_owner_level_never_decreases(door: FrontDoor, life: list[Any]) -> None:
    at_the_platform(door)
    highest = 4

    def not_lower() -> None:
        nonlocal highest
        assert door.now.owner_level >= highest
        highest = door.now.owner_level

    live(door, MONDAY, life, not_lower)


@pytest.mark.parametrize("state", OFFERED)
def test_in_each_state_the_platform_is_offered_only_what_leads_on_or_up(door: FrontDoor, state: State) -> None:
    assert offered(door, brought_to(door.town, state, 4)) == set(OFFERED[state].split())


def test_a_meeting_with_its_minutes_leads_on_or_up(door: FrontDoor) -> None:
    scene = brought_to(door.town, State.CONSULTING, 4).minuted()
    assert offered(door, scene) == {*OFFERED[State.CONSULTING].split(), "dispatch", "raise_top"}


def test_a_department_that_it_called_may_object_and_the_platform_rules(door: FrontDoor) -> None:
    scene = brought_to(door.town, State.HANDLING, 4).called()
    as_owner = {"consult", "raise_top", "merge", "rate_whistle"}
    assert offered(door, scene) == as_owner
    scene.does(actions.dispute, "housing", reason="不是本部门的职责", basis="三定方案第六条")
    assert offered(door, scene) == {"merge", "rate_whistle", "ruling"}  # nobody walks past what is not ruled on
    lower = door.town.units["street_unit"].pk
    ruled = {"ruling": "MOVED", "host": lower, "reason": "请街道办"}
    assert door.refused("platform", "ruling", LATER, **ruled) == "host_not_below"


def test_a_case_is_not_merged_into_one_further_down(door: FrontDoor) -> None:
    at_the_platform(door)
    below = door.town.accepted(words="单元门口漏水")
    assert door.refused("platform", "merge", LATER, number=below.number) == "parent_not_below"


def test_raised_it_is_coordinated_at_the_top_and_the_record_stands_on_the_page(door: FrontDoor) -> None:
    at_the_platform(door)
    units = door.town.units
    door.step("platform", "raise_top", day(16, 10), reason="两个部门意见不一致")
    door.step(
        "leading", "top_decide", day(16, 15), **DECISION, host=units["housing"].pk, assisting=[units["finance"].pk]
    )
    page = door.page("leading", day(16, 16))
    for part in ("示例：分管副区长", "整体改造", "960,000.50", "区住建局", "区财政局", "完工", "2026年12月20日"):
        assert part in page
    assert (door.now.owner_level, door.now.state) == (5, "dispatched")
