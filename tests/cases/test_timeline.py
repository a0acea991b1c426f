"""The timeline in plain words, for residents and for staff, held against events that were never saved."""

from datetime import timedelta

import pytest

from accounts.models import User
from cases import telling
from cases.models import Event
from cases.terms import Kind, Notice, State, Who
from tests.cases.test_telling import GRID, HOUSING, NOON, STREET, moment


def events(*rows: dict) -> list[Event]:
    """Each row on top of the one before it, an hour apart."""
    now = {
        "owner_org": GRID,
        "host_org": None,
        "to_level": 1,
        "to_state": State.SUBMITTED,
        "role": Who.BRANCH_SECRETARY,
    }
    made = []
    for seq, row in enumerate(rows, start=1):
        row = {"from_level": now["to_level"], "note": "", "data": {}, **row}
        now = {**now, **row}
        made.append(Event(seq=seq, at=moment("2026-11-16 09:00") + timedelta(hours=seq), **now))
    return made


def headlines(*rows: dict, for_staff: bool = False) -> list[str]:
    return [step.headline for step in telling.timeline(events(*rows), for_staff=for_staff)]


SUBMITTED = {"kind": Kind.SUBMIT, "role": Who.REPORTER}
ACCEPTED = {"kind": Kind.ACCEPT, "role": Who.BRANCH_SECRETARY, "to_state": State.ACCEPTED}
DISPATCHED = {"kind": Kind.DISPATCH, "host_org": GRID, "to_state": State.DISPATCHED, "note": "内部说明"}
SIGNED = {"kind": Kind.SIGN, "to_state": State.HANDLING}
NO_MATCH = {"kind": Kind.MATCH_RESOURCE, "data": {"tried": "找过物业"}, "note": "找过物业"}
UP = {"owner_org": STREET, "host_org": STREET, "to_level": 3, "to_state": State.DISPATCHED}
WHISTLED = {"kind": Kind.WHISTLE, **UP, "note": "网格里没有能修的人。", "data": {"study": "要动承重墙。"}}
WHISTLED_BY_ITSELF = {"kind": Kind.AUTO_WHISTLE, "role": Who.SYSTEM, **UP}


def test_the_newest_step_comes_first_and_is_marked_as_the_present_one() -> None:
    steps = telling.timeline(events(SUBMITTED, ACCEPTED, DISPATCHED, SIGNED), for_staff=False)
    assert [step.headline for step in steps] == [
        "第三网格党支部已签收",
        "已受理，由第三网格党支部负责",
        "已上报，第三网格党支部收到",
    ]
    assert [step.tone for step in steps] == ["now", "done", ""]
    assert [step.unit for step in steps] == ["", "", ""]  # nothing is said twice


def test_a_unit_that_dispatches_to_itself_tells_only_staff() -> None:
    to_itself, to_another = {**DISPATCHED, "owner_org": GRID}, {**DISPATCHED, "owner_org": STREET}
    assert headlines(SUBMITTED, to_itself)[0].startswith("已上报")
    assert headlines(SUBMITTED, to_itself, for_staff=True)[0] == "已派给第三网格党支部主办"
    assert headlines(SUBMITTED, to_another)[0] == "已派给第三网格党支部主办"


def test_a_whistle_names_both_rungs_the_reason_and_who_blew_it() -> None:
    newest = telling.timeline(events(SUBMITTED, ACCEPTED, WHISTLED), for_staff=False)[0]
    assert (newest.headline, newest.note) == ("网格吹哨到街道", "网格里没有能修的人。")
    assert (newest.unit, newest.tone) == ("第三网格党支部", "whistled")


def test_when_time_ran_out_it_says_that_the_system_whistled() -> None:
    newest = telling.timeline(events(SUBMITTED, ACCEPTED, WHISTLED_BY_ITSELF), for_staff=False)[0]
    assert (newest.headline, newest.tone) == ("到时没办好，系统自动吹哨到街道", "whistled")
    assert newest.unit == ""  # the street, which has just got it, was not the one that was late


def test_it_says_when_reworks_and_not_a_clock_made_it_climb() -> None:
    assert headlines(SUBMITTED, {**WHISTLED_BY_ITSELF, "data": {"reworks": 2}})[0].startswith("重办两次还没办好")


def test_residents_are_not_shown_what_is_internal() -> None:
    steps = telling.timeline(events(SUBMITTED, ACCEPTED, DISPATCHED, SIGNED, NO_MATCH, WHISTLED), for_staff=False)
    told = " ".join(step.headline + step.note for step in steps)
    assert not [word for word in ("资源", "物业", "内部", "研判") if word in told]


def test_staff_are_shown_all_of_it_and_who_did_it() -> None:
    author = User(name="张三")
    rows = events(SUBMITTED, ACCEPTED, DISPATCHED, SIGNED, NO_MATCH, WHISTLED)
    for row in rows:
        row.by, row.post_id = author, 7
    newest, matched = telling.timeline(rows, for_staff=True)[:2]
    assert newest.note == "网格里没有能修的人；研判：要动承重墙。"
    assert newest.unit == "第三网格党支部 · 张三"
    assert (matched.headline, matched.note) == ("网格里没有匹配的资源", "找过物业")
    assert not [step for step in telling.timeline(rows, for_staff=False) if "张三" in step.unit]


def test_a_deed_of_the_system_in_somebodys_stead_is_not_praised() -> None:
    newest = telling.timeline(events(SUBMITTED, {**ACCEPTED, "role": Who.SYSTEM}), for_staff=False)[0]
    assert (newest.headline, newest.aside) == ("到时没人受理，系统已自动受理，由第三网格党支部负责", "")
    assert newest.tone != "done"


def test_how_quickly_it_was_taken_up_is_said() -> None:
    assert telling.timeline(events(SUBMITTED, ACCEPTED), for_staff=False)[0].aside == "上报后 1 小时"


def test_the_answers_of_the_resident_are_told_back() -> None:
    answer = {"data": {"solved": "PARTLY", "satisfied": "NO"}, "note": "还在滴"}
    answered = {"kind": Kind.REVISIT_BAD, "role": Who.REPORTER, "to_state": State.REWORK, "host_org": HOUSING, **answer}
    steps = telling.timeline(events(SUBMITTED, answered), for_staff=False)
    assert (steps[0].headline, steps[0].note) == ("您评价：解决了一部分，不满意，请住建局重办", "还在滴")


@pytest.mark.parametrize(
    ("money", "said"), [("3.2E+6", "3,200,000 元"), ("3200000.00", "3,200,000 元"), ("88.5", "88.50 元"), ("0", "0 元")]
)
def test_money_is_said_as_it_is_written_on_paper(money: str, said: str) -> None:
    decided = {"kind": Kind.TOP_DECIDE, "note": "换电梯。", "data": {"leader": "王副区长", "money": money}}
    newest = telling.timeline(events(SUBMITTED, decided), for_staff=True)[0]
    assert newest.note == f"换电梯；牵头领导：王副区长，资金 {said}"


def test_a_closed_case_has_no_present_step() -> None:
    closed = {"kind": Kind.WITHDRAW, "role": Who.REPORTER, "to_state": State.WITHDRAWN}
    assert telling.timeline(events(SUBMITTED, closed), for_staff=False)[0].tone == ""


@pytest.mark.parametrize("kind", [*Kind, *Notice])
def test_every_kind_of_event_can_be_told_to_both(kind: str) -> None:
    rows = events(SUBMITTED, {"kind": kind})
    assert telling.timeline(rows, for_staff=True)[0].headline
    assert telling.timeline(rows, for_staff=False)


def test_nothing_has_happened_yet() -> None:
    assert telling.timeline([], for_staff=False) == []


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ("2026-11-25 10:20", "今天 10:20"),
        ("2026-11-24 09:11", "昨天 09:11"),
        ("2025-11-16 16:40", "2025年11月16日 16:40"),
    ],
)
def test_a_past_moment_is_said_as_a_person_would(then: str, said: str) -> None:
    assert telling.moment_said(moment(then), NOON) == said
