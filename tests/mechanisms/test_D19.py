"""D19 “群众吹哨、街居响应、部门报到”闭环: a whistle has a response clock; without a response it shows red and goes up.

And 部门报到: a department that is called reports in with time, person and place, or it is supervised.
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
    assert door.offered("community", day(16, 14)) == {"sign", "extend_request", "merge", "added"}


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


def street_calls_the_department(door: FrontDoor) -> None:
    whistled_to_the_community(door)
    door.step("community", "sign", day(16, 14))
    door.step("community", "whistle", day(16, 15), to=3, reason="要住建局来看")
    door.step("street", "sign", day(16, 16))
    called = {"units": [door.town.units["housing"].pk], "about": "谁来改烟道", "where": "街道会议室"}
    door.step("street", "consult", day(16, 16, 10), **called, meets_at="2026-11-17T09:00")
    door.step("street", "minutes", day(17, 10), minutes="住建局牵头改烟道")
    door.step("street", "dispatch", day(17, 10, 30), host=door.town.units["housing"].pk, whistle_kind="PROGRESS")
    door.step("housing", "sign", day(17, 11))


def test_a_department_reports_in_with_time_person_and_place_and_the_clock_stops(door: FrontDoor) -> None:
    street_calls_the_department(door)
    assert door.now.report_in_by == day(20, 17, 30)  # three working days
    assert "report_in" in door.offered("housing", day(18, 9))
    came = {"person": "褚科长", "where": "店后的烟道口", "arrived_at": "2026-11-18T09:00"}
    door.step("housing", "report_in", day(18, 9, 5), **came)
    assert door.now.report_in_by is None
    page = door.page("street", day(18, 9, 10))
    assert "褚科长" in page
    assert "店后的烟道口" in page
    assert "report_in" not in door.offered("housing", day(18, 9, 10))


def test_a_department_that_does_not_come_gets_a_card_and_is_supervised(door: FrontDoor) -> None:
    street_calls_the_department(door)
    sweep("2026-11-20T17:31+08:00")
    assert (door.now.yellow_card, door.now.supervised, door.now.owner_level) == (True, "GENERAL", 3)
    assert door.now.events.latest("seq").data["why"] == "not_reported_in"
