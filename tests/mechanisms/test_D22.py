"""D22 平台不能将题目打回；提报区委领导小组，区领导顶格协调: the owner level never decreases.

会商 and 挂账 are in the table of moves but open with a later issue; until then the platform is offered neither.
"""

from typing import Any

from hypothesis import given

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


def at_the_platform(door: FrontDoor) -> None:
    case = door.town.handled_by(4)
    door.number, door.code = case.number, case.tracking_code


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


def test_the_platform_is_offered_only_what_leads_on_or_up(door: FrontDoor) -> None:
    at_the_platform(door)
    assert door.offered("platform", MONDAY) == {"finish", "raise_top"}  # as host: done; as owner: up


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
