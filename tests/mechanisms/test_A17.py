"""A17 事件上报、处置流转全过程闭环: no case is ever without an owner and a deadline, and every step is on record."""

from typing import Any

from hypothesis import given

from cases.terms import TERMINAL
from tests.front_door import FrontDoor, day
from tests.mechanisms.wandering import few, live, lives


def test_the_whole_loop_is_on_the_resident_s_timeline(door: FrontDoor) -> None:
    door.report(day(16, 9), words="楼道灯不亮", category="LIGHTING")
    door.accepted_and_signed(day(16, 9, 30), category="LIGHTING")
    door.step("worker", "finish", day(16, 15), result="换了两只声控灯")
    door.step("guide", "check_pass", day(17, 9), on_site="on")
    door.answer(day(17, 10), solved="YES", satisfied="YES")
    assert door.kinds() == ["submit", "accept", "dispatch", "sign", "finish", "check_pass", "revisit_ok"]
    progress = door.progress(day(17, 10, 1))
    for said in ("已上报", "已受理", "已签收", "换了两只声控灯", "核查", "解决了，满意，已结案"):
        assert said in progress


@few
@given(life=lives)
def test_whatever_is_done_to_it_an_open_case_has_an_owner_and_a_deadline(door: FrontDoor, life: list[Any]) -> None:
    door.report(day(16, 9), words="地下室漏水", category="LEAK")

    def looked_after() -> None:
        case = door.now
        assert case.owner_org.rung == case.owner_level
        assert case.state in TERMINAL or case.respond_by or case.handle_by
        assert case.events.count() == case.version  # each step once, none unrecorded

    live(door, day(16, 9), life, looked_after)
