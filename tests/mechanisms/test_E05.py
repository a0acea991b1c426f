"""E05 枫桥经验：信息收集、问题发现、任务分办、协同处置、结果反馈: each case shows in which of the five it is."""

import re

from cases.models import Case
from cases.telling.phases import PHASES, phases
from cases.terms import Phase, State
from tests.front_door import FrontDoor, day

FIVE = ["信息收集", "问题发现", "任务分办", "协同处置", "结果反馈"]


def shown(door: FrontDoor, who: str, at: object) -> str:
    """The one of the five that the case's page marks."""
    page = door.page(who, at)  # type: ignore[arg-type]
    strip = re.search(r'<ol class="phases[^>]*>(.*?)</ol>', page, re.DOTALL)
    assert strip
    assert re.findall(r"<li[^>]*>([^<]+)</li>", strip[1]) == FIVE
    [now] = re.findall(r'<li class="on" aria-current="step">([^<]+)</li>', strip[1])
    return str(now)


def test_from_the_report_to_the_end_the_page_shows_the_phase(door: FrontDoor) -> None:
    door.report(day(16, 9), words="楼道灯不亮", category="LEAK")
    assert shown(door, "secretary", day(16, 9)) == "信息收集"
    door.step("secretary", "accept", day(16, 9, 30), category=door.now.category_id, urgency="NORMAL")
    assert shown(door, "secretary", day(16, 9, 30)) == "问题发现"
    door.step("secretary", "dispatch", day(16, 9, 40), host=door.town.units["branch"].pk)
    assert shown(door, "secretary", day(16, 9, 40)) == "任务分办"
    door.step("worker", "sign", day(16, 10))
    assert shown(door, "secretary", day(16, 10)) == "协同处置"
    door.step("worker", "finish", day(16, 15), result="换了灯")
    assert shown(door, "secretary", day(16, 15)) == "结果反馈"
    door.step("guide", "check_pass", day(16, 16), on_site="on")
    door.answer(day(16, 18), solved="YES", satisfied="YES")
    assert shown(door, "secretary", day(16, 18)) == "结果反馈"


def test_every_state_is_in_one_of_the_five_and_the_page_says_so(door: FrontDoor) -> None:
    assert [str(phase.label) for phase in Phase] == FIVE
    assert set(PHASES) == set(State)
    assert set(PHASES.values()) == set(Phase)
    door.report(day(16, 9), words="楼道灯不亮")
    closed = {"closed_at": day(16, 9), "merged_into": None}
    for state in State:
        Case.objects.filter(number=door.number).update(state=state, host_org=door.town.units["branch"], **closed)
        case = door.now
        case.closed_at = None
        expected = PHASES[state].label if state != State.MERGED else "结果反馈"
        assert shown(door, "secretary", day(16, 9)) == expected
        assert dict(phases(case))[str(PHASES[state].label)]


def test_a_merged_case_comes_to_its_result_with_its_main_case(door: FrontDoor) -> None:
    merged = Case(state=State.MERGED)
    assert dict(phases(merged))["协同处置"]
    merged.closed_at = day(17, 9)
    assert dict(phases(merged))["结果反馈"]
