"""A department that is called: it signs, it reports in, beside it others assist; whoever does not is pressed."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from cases import actions
from cases.models import Case, Event, Limit
from tests.factories import MONDAY, Town


def meeting(town: Town) -> Case:
    """At the street, which has met with the units and written it down."""
    case = town.handled_by(3)
    units = [town.units["housing"], town.units["station"]]
    by = town.hat("street")
    case = actions.consult(case, units=units, about="谁来修", meets_at=MONDAY, where="街道", by=by, at=MONDAY)
    return actions.keep_minutes(case, minutes="住建局牵头", by=by, at=MONDAY)


def called(town: Town, *, assisting: list[str] | None = None, **more: Any) -> Case:
    units = [town.units[name] for name in assisting or []]
    case = meeting(town)
    return actions.dispatch(case, host=town.units["housing"], assisting=units, by=town.hat("street"), at=MONDAY, **more)


def report_in(town: Town, case: Case, at: datetime) -> Event:
    came: dict[str, Any] = {"person": "褚科长", "arrived_at": at, "where": "南口路68号"}
    return actions.report_in(case, **came, by=town.hat("housing"), at=at).events.get(kind="report_in")


def test_it_reports_in_once_a_call(town: Town) -> None:
    case = actions.sign(called(town), by=town.hat("housing"), at=MONDAY)
    assert report_in(town, case, MONDAY).data["on_time"] is True
    case.refresh_from_db()
    assert case.report_in_by is None
    with pytest.raises(actions.Refused) as refusal:
        report_in(town, case, MONDAY)
    assert refusal.value.rule == "called_here"
    assert "一次派单报到一次" in str(refusal.value)


def test_late_is_better_than_never_and_is_written_down_as_late(town: Town) -> None:
    case = actions.sign(called(town), by=town.hat("housing"), at=MONDAY)
    assert case.report_in_by
    actions.sweep(at=case.report_in_by)
    late = case.report_in_by + timedelta(hours=1)
    case.refresh_from_db()
    assert (case.supervised, case.yellow_card) == ("GENERAL", True)
    assert report_in(town, case, late).data["on_time"] is False


def test_the_owner_that_keeps_the_work_does_not_report_in(town: Town) -> None:
    case = town.handled_by(3)
    came: dict[str, Any] = {"person": "孙值班长", "arrived_at": MONDAY, "where": "现场"}
    with pytest.raises(actions.Refused) as refusal:
        actions.report_in(case, **came, by=town.hat("street"), at=MONDAY)
    assert refusal.value.rule == "called_here"


def test_whoever_does_not_sign_when_called_is_supervised(town: Town) -> None:
    case = called(town)
    assert case.respond_by
    actions.sweep(at=case.respond_by)
    case.refresh_from_db()
    signed = case.events.latest("seq")
    assert (signed.kind, signed.role, case.state, case.supervised) == ("sign", "系统", "handling", "GENERAL")


def test_a_grid_that_signs_late_has_a_card_and_is_not_supervised(town: Town) -> None:
    case = town.accepted()
    assert case.respond_by
    actions.sweep(at=case.respond_by)
    case.refresh_from_db()
    assert (case.state, case.yellow_card, case.supervised) == ("handling", True, "")


def test_each_assisting_unit_answers_before_the_host_may_finish(town: Town) -> None:
    case = actions.sign(called(town, assisting=["station", "finance"]), by=town.hat("housing"), at=MONDAY)
    assert set(case.co_orgs.values_list("name", flat=True)) >= {"镇江路街道综合执法队", "区财政局"}
    for name in ["station", "finance"]:
        with pytest.raises(actions.Refused) as refusal:
            actions.finish(case, result="修好了", by=town.hat("housing"), at=MONDAY)
        assert refusal.value.rule == "co_units_answered"
        case = actions.co_answer(case, answer="已配合", by=town.hat(name), at=MONDAY)
    assert actions.finish(case, result="修好了", by=town.hat("housing"), at=MONDAY).state == "checking"


@pytest.mark.parametrize("unit", ["housing", "community_unit", "far_branch", "platform"])
def test_only_units_with_a_duty_here_assist_and_not_the_host_once_more(town: Town, unit: str) -> None:
    with pytest.raises(actions.Refused) as refusal:
        called(town, assisting=[unit])
    assert refusal.value.rule == "assistants_have_duty"


@pytest.mark.by_hand
def test_when_supervision_can_grow_no_more_the_top_has_it_before_it_each_working_day(town: Town) -> None:
    case = town.handled_by(4)
    case = actions.raise_top(case, reason="要资金", by=town.hat("platform"), at=MONDAY)
    Case.objects.filter(pk=case.pk).update(supervised="INTERVIEW")
    assert case.handle_by
    at, days = case.handle_by, []
    for _ in range(4):
        actions.sweep(at=at)
        case.refresh_from_db()
        days.append(case.events.latest("seq"))
        assert case.due_at is not None
        at = case.due_at
    assert [event.kind for event in days] == ["pressed"] * 4
    assert len({event.at.date() for event in days}) == 4
    assert (case.state, case.owner_level) == ("topped", 5)


def test_a_limit_changed_later_does_not_reach_an_objection_that_may_still_be_made(town: Town) -> None:
    case = called(town)
    Limit.objects.filter(clock="DISPUTE").update(limit="1h")
    later = MONDAY + timedelta(hours=5)
    case = actions.dispute(case, reason="不归我局", basis="三定方案", by=town.hat("housing"), at=later)
    assert case.proposed == "DISPUTE"


def test_after_a_working_day_it_is_too_late_to_object(town: Town) -> None:
    with pytest.raises(actions.Refused) as refusal:
        actions.dispute(
            called(town), reason="不归我局", basis="三定", by=town.hat("housing"), at=MONDAY + timedelta(days=2)
        )
    assert refusal.value.rule == "within_a_day"


def test_nobody_walks_past_a_dispute_that_is_not_ruled_on(town: Town) -> None:
    case = actions.dispute(called(town), reason="不归我局", basis="三定", by=town.hat("housing"), at=MONDAY)
    asked: dict[str, Any] = {"units": [town.units["station"]], "about": "谁办", "meets_at": MONDAY, "where": "街道"}
    with pytest.raises(actions.Refused) as refusal:
        actions.consult(case, **asked, by=town.hat("street"), at=MONDAY)
    assert refusal.value.rule == "ruled_first"
    assert case.proposed == "DISPUTE"
    ruled = actions.rule_dispute(case, host=town.units["housing"], reason="归你局", by=town.hat("street"), at=MONDAY)
    assert actions.consult(ruled, **asked, by=town.hat("street"), at=MONDAY).state == "consulting"
