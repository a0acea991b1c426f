"""What residents and staff are told of a case, held against cases and events that were never saved."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cases import telling
from cases.models import Case, Category
from cases.terms import TERMINAL, Level, State
from partyorg.models import Organisation

SHANGHAI = ZoneInfo("Asia/Shanghai")
GRID, STREET = Organisation(pk=1, name="第三网格党支部"), Organisation(pk=2, name="镇江路街道党工委")
HOUSING = Organisation(pk=3, name="住建局")


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


NOON = moment("2026-11-25 12:00")  # a Wednesday


def case(**columns) -> Case:
    standard = {"state": State.HANDLING, "owner_level": Level.STREET, "owner_org": STREET, "host_org": HOUSING}
    return Case(**{**standard, **columns})


def handled_by(limit: str, start: str, by: str, **columns) -> Case:
    return case(handle_limit=limit, handle_from=moment(start), handle_by=moment(by), **columns)


# --- promise -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_deadline_is_said_with_its_reason_and_with_what_follows() -> None:
    late_leak = handled_by("5wd", "2026-11-18 15:02", "2026-11-25 17:30")
    assert telling.promise(late_leak, NOON).sentence == (
        "最晚 今天（11月25日 周三）17:30 前办好。"
        "街道时限 5 个工作日：11月18日起算，当天不计，11月21、22日是周末。"
        "到时没办好，系统会自动报给区平台。"
    )


@pytest.mark.django_db
def test_the_reason_is_left_out_where_it_would_lead_to_another_day() -> None:
    older_calendar = handled_by("5wd", "2026-11-18 15:02", "2026-11-26 17:30")
    sentence = telling.promise(older_calendar, NOON).sentence
    assert "街道时限 5 个工作日。" in sentence
    assert "起算" not in sentence


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("columns", "promised"),
    [
        ({"owner_level": Level.GRID}, "系统会自动报给社区"),
        ({"owner_level": Level.PLATFORM}, "系统会自动报给区领导小组"),
        ({"owner_level": Level.LEADING_GROUP}, "由区领导小组督办、挂牌督办，直到办好"),
        ({"category": Category(auto_whistle=False)}, "到时没办好，会记为超期"),
        ({"category": Category(auto_whistle=False), "owner_level": Level.PLATFORM}, "系统会自动报给区领导小组"),
    ],
)
def test_what_follows_is_what_the_sweep_does(columns: dict, promised: str) -> None:
    waiting = handled_by("2wd", "2026-11-24 10:00", "2026-11-26 17:30", **columns)
    assert promised in telling.promise(waiting, NOON).sentence


@pytest.mark.django_db
def test_a_deadline_that_has_passed_says_by_how_much() -> None:
    late = telling.promise(handled_by("1wd", "2026-11-23 10:00", "2026-11-24 17:30"), NOON)
    assert (late.chip, late.tone) == ("超 18 小时", "late")
    assert late.sentence.startswith("应在 昨天（11月24日 周二）17:30 前办好，已超 18 小时。")
    assert "系统正在自动报给区平台" in late.sentence


@pytest.mark.django_db
def test_before_the_host_has_signed_both_clocks_are_named() -> None:
    unsigned = handled_by(
        "5wd",
        "2026-11-25 10:00",
        "2026-12-02 17:30",
        state=State.DISPATCHED,
        respond_from=moment("2026-11-25 10:00"),
        respond_limit="1wd",
        respond_by=moment("2026-11-26 17:30"),
    )
    told = telling.promise(unsigned, NOON)
    assert (told.what, told.chip) == ("签收", "明天 17:30")
    assert told.sentence.startswith(
        "最晚 明天（11月26日 周四）17:30 前签收。办好的期限是 12月2日（周三）17:30。街道时限 5 个工作日：11月25日起算"
    )


@pytest.mark.django_db
def test_a_new_report_says_by_when_it_is_accepted_and_what_if_not() -> None:
    new = case(
        state=State.SUBMITTED,
        owner_level=Level.GRID,
        respond_from=moment("2026-11-25 11:00"),
        respond_limit="2wh",
        respond_by=moment("2026-11-25 14:30"),
    )
    told = telling.promise(new, NOON)
    assert (told.what, told.chip, told.tone) == ("受理", "还剩 2 小时", "soon")
    assert "受理时限 2 个工作小时：11月25日 11:00 起算" in told.sentence
    assert told.sentence.endswith("到时没人受理，系统会自动受理。")


@pytest.mark.django_db
def test_a_milestone_of_the_leading_group_is_called_so() -> None:
    top = handled_by("", "2026-11-20 10:00", "2026-12-18 17:30", owner_level=Level.LEADING_GROUP)
    assert "这是区领导小组定下的完成日期。" in telling.promise(top, NOON).sentence


@pytest.mark.parametrize(
    ("by", "chip", "tone"),
    [
        ("2026-11-25 12:20", "还剩 20 分钟", "soon"),
        ("2026-11-25 18:59", "还剩 6 小时", "soon"),
        ("2026-11-26 09:30", "明天 09:30", "soon"),
        ("2026-11-27 17:30", "后天 17:30", ""),
        ("2026-11-30 17:30", "周一 17:30", ""),
        ("2026-12-04 17:30", "12月4日", ""),
        ("2027-01-08 17:30", "2027年1月8日", ""),
        ("2026-11-25 12:00", "超 1 分钟", "late"),
        ("2026-11-25 10:00", "超 2 小时", "late"),
        ("2026-11-21 12:00", "超 4 天", "late"),
    ],
)
def test_a_chip_says_the_deadline_as_a_person_would(by: str, chip: str, tone: str) -> None:
    told = telling.promise(handled_by("1wd", "2026-11-01 09:00", by), NOON)
    assert (told.chip, told.tone) == (chip, tone)


def test_shortly_after_midnight_is_still_counted_in_hours() -> None:
    assert telling.promise(
        handled_by("2h", "2026-11-25 22:30", "2026-11-26 00:30"), moment("2026-11-25 22:40")
    ).chip == ("还剩 1 小时")


def test_a_closed_case_promises_nothing_any_more() -> None:
    told = telling.promise(case(state=State.CLOSED, closed_at=moment("2026-11-24 15:20")), NOON)
    assert (told.by, told.chip, told.tone) == (None, "已结案", "good")
    assert told.sentence == "昨天（11月24日 周二）15:20 结案。"


@pytest.mark.django_db
def test_every_state_has_a_sentence() -> None:
    for state in State:
        clocks = {"respond_limit": "1wd", "respond_from": NOON, "respond_by": NOON + timedelta(days=1)}
        told = telling.promise(handled_by("1wd", "2026-11-25 10:00", "2026-11-26 17:30", state=state, **clocks), NOON)
        assert told.sentence.endswith("。"), state


# --- rungs -------------------------------------------------------------------------------------------------------


def test_the_ladder_is_filled_up_to_where_the_case_stands() -> None:
    assert telling.rungs(case()) == [("网格", "was"), ("社区", "was"), ("街道", "here"), ("平台", ""), ("领导", "")]


@pytest.mark.parametrize("state", [State.REVISIT, State.CLOSED, State.WITHDRAWN])
def test_nobody_has_it_in_hand_once_it_waits_for_the_resident_or_is_over(state: State) -> None:
    assert [mark for _, mark in telling.rungs(case(state=state))] == ["was", "was", "was", "", ""]


@pytest.mark.django_db
def test_a_community_that_stands_in_for_a_grid_is_whistled_past() -> None:
    community = Organisation(pk=9, name="太平镇社区党委", kind="COMMUNITY_COMMITTEE")
    waiting = handled_by("1wd", "2026-11-25 09:00", "2026-11-26 17:30", owner_level=Level.GRID, owner_org=community)
    assert "系统会自动报给街道" in telling.promise(waiting, NOON).sentence


@pytest.mark.django_db
def test_staff_read_the_word_of_the_field_where_residents_read_an_everyday_one() -> None:
    waiting = handled_by("2wd", "2026-11-24 10:00", "2026-11-26 17:30")
    assert "系统会自动吹哨到区平台" in telling.promise(waiting, NOON, for_staff=True).sentence
    assert "系统会自动报给区平台" in telling.promise(waiting, NOON).sentence


# --- the clocks beside, the states in between -------------------------------------------------------------------------


def running(**columns) -> Case:
    return handled_by("5wd", "2026-11-18 15:02", "2026-11-27 17:30", **columns)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("columns", "due", "said"),
    [
        ({"report_in_by": moment("2026-11-26 17:30")}, "报到", "到时没报到，记黄牌并督办。办好的期限是 后天（11月27日"),
        ({"report_in_by": moment("2026-12-01 17:30")}, "办好", "街道时限 5 个工作日"),
        ({"state": State.CONSULTING}, "办好", "正在会商，时限照走。"),
        ({"state": State.REWORK, "rework_count": 1}, "办好", "这次的时限 5 个工作日"),
        ({"state": State.REWORK, "rework_count": 2}, "办好", "两次都没办好，系统正在自动"),
        ({"state": State.REWORK, "rework_count": 2, "owner_level": 5}, "办好", "由领导小组组长决定谁来办。"),
    ],
)
def test_reporter_and_staff_read_the_clock_that_ends_first(columns: dict, due: str, said: str) -> None:
    for for_staff in (False, True):
        told = telling.promise(running(**columns), NOON, for_staff=for_staff)
        assert told.what == due
        assert said in told.sentence


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("columns", "due", "said"),
    [
        ({"decide_by": moment("2026-11-26 10:00"), "proposed": "DISPUTE"}, "裁定异议", "异议还是要裁定"),
        ({"decide_by": moment("2026-12-03 10:00"), "proposed": "DISPUTE"}, "办好", "派单异议还没裁定，时限照走。"),
        ({"proposed": "EXTENSION"}, "办好", "延期还没批，期限先不变。"),
        ({"proposed": "SUSPENSION"}, "办好", "挂账还没批，时限照走。"),
        ({"contact_by": moment("2026-11-26 09:00")}, "办好", "最晚 明天（11月26日 周四）09:00 前联系诉求人。"),
    ],
)
def test_what_is_between_the_units_is_told_to_staff_alone(columns: dict, due: str, said: str) -> None:
    told = telling.promise(running(**columns), NOON, for_staff=True)
    assert told.what == due
    assert said in told.sentence
    to_the_reporter = telling.promise(running(**columns), NOON)
    assert to_the_reporter.what == "办好"
    assert not [word for word in ("异议", "延期", "挂账", "联系") if word in to_the_reporter.sentence]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (
            {"state": State.SUSPENDED, "review_on": date(2026, 12, 20)},
            "一时办不了，已挂账，12月20日复核：到那天自动解挂，接着办。",
        ),
        ({"state": State.MERGED}, "已并到另一件里，随它一起办、一起结案。"),
        ({"state": State.MERGED, "closed_at": NOON}, "已并到另一件里，今天（11月25日 周三）12:00 一起了结。"),
        ({"state": State.REFUSED, "closed_at": NOON}, "今天（11月25日 周三）12:00 决定不予受理。"),
        (
            {"state": State.CLOSED, "closed_at": NOON, "explained": True},
            "今天（11月25日 周三）12:00 解释结案，仍计入不满意。",
        ),
    ],
)
def test_where_no_clock_runs_it_says_why(columns: dict, said: str) -> None:
    assert telling.promise(case(**columns), NOON).sentence == said


def test_of_a_closed_case_staff_read_that_somebody_wants_it_opened() -> None:
    asked = case(state=State.CLOSED, closed_at=NOON, proposed="REOPENING")
    assert "还没决定是否重新打开" in telling.promise(asked, NOON, for_staff=True).sentence
    assert "重新打开" not in telling.promise(asked, NOON).sentence


@pytest.mark.parametrize("state", sorted(State))
def test_an_open_case_says_whom_it_waits_for(state: State) -> None:
    said = telling.waits_for(case(state=state, review_on=date(2026, 12, 20)), NOON)
    assert bool(said) == (state not in TERMINAL)
