"""D13 南口路68–88号 反复退回的老案: replayed, and at the platform there is no 退回, neither as a button nor by force.

`tests/stories/test_nankou_road.py` tells the whole story; here it is the door that is shut.
"""

import pytest

from cases.terms import Kind
from tests.front_door import FrontDoor, day, photo

RETURNING = ["return", "send_back", "reject", "退回", "打回"]


@pytest.fixture
def at_platform(door: FrontDoor) -> FrontDoor:
    door.report(day(16, 9), words="南口路68到88号三百多户墙体漏水", category="HOUSING")
    door.accepted_and_signed(day(16, 9, 30), category="HOUSING")
    door.step("secretary", "match_resource", day(16, 10), resource="none", tried="网格里没有能修的队伍")
    door.step("secretary", "whistle", day(16, 11), to=3, reason="要立项、要资金")
    door.step("street", "sign", day(16, 14))
    door.step("street", "whistle", day(17, 9), to=4, reason="资金没有着落", study="312 户受影响")
    door.step("platform", "sign", day(17, 9, 30))
    return door


def test_no_page_of_the_platform_has_a_button_that_returns_it(at_platform: FrontDoor) -> None:
    assert at_platform.offered("platform", day(17, 10)) == {
        "finish", "raise_top", "consult", "merge", "extend_request", "ask_suspension", "rate_whistle",
    }  # fmt: skip
    assert "这里没有“退回”" in at_platform.page("platform", day(17, 10))


@pytest.mark.parametrize("event", RETURNING)
def test_a_forced_return_is_refused_and_the_rule_is_named(at_platform: FrontDoor, event: str) -> None:
    assert at_platform.refused("platform", event, day(17, 10), reason="不归我们管") == "no_return"
    assert at_platform.now.owner_level == 4


def test_no_move_of_the_table_takes_it_down(at_platform: FrontDoor) -> None:
    before = at_platform.now.version
    """Forced with all that one could write: refused, or a question of its own that this does not answer."""
    its_own = {Kind.CONSULT, Kind.MERGE, Kind.EXTEND_REQUEST}
    for kind in set(Kind) - {Kind.RAISE_TOP, Kind.FINISH}:
        words = {"reason": "退给街道", "to": 3, "study": "请街道再办", "host": at_platform.town.units["street_unit"].pk}
        answer = at_platform.post("platform", kind, day(17, 10), **words)
        assert answer.status_code in ((422,) if kind in its_own else (403, 409)), kind
    assert (at_platform.now.owner_level, at_platform.now.version) == (4, before)


def test_it_goes_up_gets_its_fund_and_is_renovated(at_platform: FrontDoor) -> None:
    door, units = at_platform, at_platform.town.units
    door.step("platform", "raise_top", day(18, 10), reason="资金和部门，平台协调不了")
    door.step(
        "leading", "top_decide", day(19, 9), leader="示例：分管副区长", decision="列入老旧楼改造", money="3200000",
        host=units["housing"].pk, assisting=[units["finance"].pk], what_1="逐户验收", due_1="2026-12-25",
    )  # fmt: skip
    door.step("housing", "sign", day(19, 14))
    door.step("finance", "co_answer", day(20, 10), answer="资金已拨付")
    door.step("housing", "finish", day(27, 15), result="外墙和屋面整体做了防水", photos=photo())
    door.step("guide", "check_pass", day(27, 16), on_site="on")
    door.answer(day(27, 19), solved="YES", satisfied="YES")
    assert (door.now.state, door.levels()) == ("closed", [1, 3, 4, 5])
