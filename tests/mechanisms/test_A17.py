"""A17 事件上报、处置流转全过程闭环: no case is ever without an owner and a deadline, and every step is on record."""

from datetime import date, datetime
from io import StringIO
from typing import Any

from django.core.management import call_command
from hypothesis import given

from cases.terms import TERMINAL
from tests.factories import SHANGHAI
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
        assert case.state in TERMINAL or case.respond_by or case.handle_by or case.review_on
        assert list(case.events.order_by("seq").values_list("seq", flat=True)) == list(range(1, case.version + 1))

    live(door, day(16, 9), life, looked_after)


def test_put_off_for_months_it_comes_back_by_itself_and_goes_on_to_its_end(door: FrontDoor) -> None:
    case = door.town.handled_by(4)
    door.number, door.code = case.number, case.tracking_code
    asked = {"cause": "资金尚未落实", "statement": "年底才有钱", "plan": "列入明年预算", "review_on": "2027-02-12"}
    door.step("platform", "ask_suspension", day(16, 10), **asked)
    door.step("leading", "suspend", day(16, 11))
    assert (door.now.state, door.now.review_on) == ("suspended", date(2027, 2, 12))
    call_command("sweep", "--at", "2027-02-12T00:00", stdout=StringIO())
    assert (door.now.state, door.now.owner_level, door.now.supervised) == ("handling", 4, "GENERAL")
    on = datetime(2027, 2, 15, 9, tzinfo=SHANGHAI)
    door.step("platform", "finish", on, result="防水重做了")
    door.step("guide", "check_pass", on, on_site="on")
    door.answer(on, solved="YES", satisfied="MOSTLY")
    assert door.now.state == "closed"
    assert door.now.events.latest("seq").from_state == "revisit"
