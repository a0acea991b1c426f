"""联系诉求人: whoever signs gets in touch within a day by the clock, where there is somebody to get in touch with."""

from datetime import timedelta
from typing import Any

import pytest

from cases import actions, telling
from cases.models import Case
from cases.terms import Channel
from tests.factories import MONDAY, Town

PHONE = "13800010001"
A_DAY = timedelta(hours=24)


def signed(town: Town, **said: Any) -> Case:
    return town.handling(**{"phone": PHONE, **said})


def test_the_time_runs_from_the_signature(town: Town) -> None:
    case = signed(town)
    assert case.contact_by == MONDAY + A_DAY


def test_once_in_touch_nobody_is_awaited(town: Town) -> None:
    at = MONDAY + timedelta(hours=2)
    case = actions.contacted(signed(town), how="PHONE", reason="约好下午上门", by=town.hat("worker"), at=at)
    event = case.events.get(kind="contacted")
    assert case.contact_by is None
    assert (event.data, event.note) == ({"how": "PHONE", "on_time": True}, "约好下午上门")


def test_in_touch_again_is_neither_in_time_nor_late(town: Town) -> None:
    case = actions.contacted(signed(town), how="PHONE", reason="没接", by=town.hat("worker"), at=MONDAY)
    again = actions.contacted(case, how="PHONE", reason="接了", by=town.hat("worker"), at=MONDAY + timedelta(days=3))
    assert [event.data for event in again.events.filter(kind="contacted").order_by("seq")] == [
        {"how": "PHONE", "on_time": True}, {"how": "PHONE"},
    ]  # fmt: skip
    assert "晚了" not in telling.timeline(again.events.all(), for_staff=True)[0].note


def test_the_day_passed_it_is_a_card_and_the_other_clocks_go_on(town: Town) -> None:
    case = town.handled_by(3, phone=PHONE)
    handle_by = case.handle_by
    actions.sweep(at=MONDAY + A_DAY)
    case.refresh_from_db()
    late = case.events.get(kind="overdue")
    assert (late.data, case.yellow_card, case.contact_by) == ({"waited_for": "contact"}, True, None)
    assert (case.state, case.handle_by) == ("handling", handle_by)


def test_too_late_it_is_still_written_down_as_late(town: Town) -> None:
    case = town.handled_by(3, phone=PHONE)
    actions.sweep(at=MONDAY + A_DAY)
    case.refresh_from_db()
    case = actions.contacted(case, how="VISIT", reason="上门说明", by=town.hat("street"), at=MONDAY + 2 * A_DAY)
    assert case.events.get(kind="contacted").data["on_time"] is False


def test_whoever_has_it_next_gets_in_touch_anew(town: Town) -> None:
    case = signed(town)
    actions.match_resource(case, resource=None, tried="看过", by=town.hat("secretary"), at=MONDAY)
    case.refresh_from_db()
    case = actions.whistle(case, to=2, reason="修不了", by=town.hat("secretary"), at=MONDAY)
    assert case.contact_by is None
    later = MONDAY + timedelta(hours=3)
    case = actions.sign(case, by=town.hat("community"), at=later)
    assert case.contact_by == later + A_DAY


@pytest.mark.parametrize(
    "said", [{"phone": ""}, {"anonymous": True}, {"confidential": True}, {"channel": Channel.PATROL}], ids=str
)
def test_where_nobody_can_be_reached_no_time_runs_and_the_move_is_refused(town: Town, said: dict[str, Any]) -> None:
    case = signed(town, **said)
    assert case.contact_by is None
    with pytest.raises(actions.Refused) as refusal:
        actions.contacted(case, how="PHONE", reason="打过", by=town.hat("worker"), at=MONDAY)
    assert refusal.value.rule == "can_be_reached"


def test_the_system_that_signs_starts_the_time_too(town: Town) -> None:
    case = town.accepted(phone=PHONE)
    assert case.respond_by
    actions.sweep(at=case.respond_by)
    signed_at = case.respond_by
    case.refresh_from_db()
    assert (case.state, case.contact_by) == ("handling", signed_at + A_DAY)


def test_what_is_done_needs_no_call(town: Town) -> None:
    case = actions.finish(signed(town), result="修好了", by=town.hat("worker"), at=MONDAY)
    assert case.contact_by is None
