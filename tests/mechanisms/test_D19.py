"""D19 “群众吹哨、街居响应、部门报到”闭环: a whistle has a response clock; without a response it shows red and goes up.

Covered: the whistle's response clock, red and upwards without a response, closed where the whistle was heard.
Not covered yet: 部门报到 itself. That a department reports in with time, person and place comes with its own event,
`report_in`, which stands in the table and is refused with `not_open_yet` until its page is there.
"""

from io import StringIO

from django.core.management import call_command

from tests.front_door import FrontDoor, day


def sweep(at: str) -> None:
    call_command("sweep", "--at", at, stdout=StringIO())


def whistled_to_the_community(door: FrontDoor) -> None:
    door.report(day(16, 9), words="烟道直排，整栋楼都是油烟", category="FUMES")
    door.accepted_and_signed(day(16, 9, 30), category="FUMES")
    door.step("secretary", "match_resource", day(16, 10), resource="none", tried="去店里看过")
    door.step("secretary", "whistle", day(16, 11), to=2, reason="店主不肯装净化器")


def test_a_whistle_starts_the_response_clock_of_whom_it_calls(door: FrontDoor) -> None:
    whistled_to_the_community(door)
    case = door.now
    assert (case.owner_org, case.state) == (door.town.units["community_unit"], "dispatched")
    assert (case.respond_by, case.handle_by) == (day(16, 16, 30), day(18, 17, 30))  # 4 working hours, 2 working days
    assert door.offered("community", day(16, 14)) == {"sign"}


def test_without_a_response_it_shows_red_and_then_goes_up(door: FrontDoor) -> None:
    whistled_to_the_community(door)
    sweep("2026-11-16T16:30+08:00")
    assert (door.now.state, door.now.yellow_card) == ("handling", True)  # signed for them, and written down
    late = door.queue("community", "late", day(18, 17, 31))
    assert [case.number for case in late] == [door.number]
    assert '<p class="s late">' in door.page("community", day(18, 17, 31))

    sweep("2026-11-18T17:31+08:00")
    assert (door.now.owner_level, door.now.owner_org) == (3, door.town.units["street_unit"])
    assert [case.number for case in door.queue("street", "dispatched", day(18, 17, 32))] == [door.number]
    assert "到时没办好，系统自动吹哨到街道" in door.progress(day(18, 17, 32))
    page = door.page("street", day(18, 17, 32))
    assert "超期" in page
    assert "太平镇社区党委 · 逾期转协办" in page


def test_answered_in_time_the_loop_closes_where_the_whistle_was_heard(door: FrontDoor) -> None:
    whistled_to_the_community(door)
    door.step("community", "sign", day(16, 14))
    door.step("community", "finish", day(18, 10), result="约谈店主，净化器当场装好")
    door.step("guide", "check_pass", day(18, 14), on_site="on")
    door.answer(day(18, 19), solved="YES", satisfied="YES")
    assert (door.now.state, door.now.overdue, door.levels()) == ("closed", False, [1, 2])
