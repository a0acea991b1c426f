"""What the system does by itself where nobody is above: it presses, once at a time, and says how late it was itself."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from cases import actions
from cases.models import Case
from tests.factories import MONDAY, Town
from tests.front_door import day as moment


def called_at_the_top(town: Town) -> Case:
    """The leading group has called the housing bureau, which has signed, and does not come."""
    case = actions.raise_top(town.handled_by(4), reason="难", by=town.hat("platform"), at=MONDAY)
    decided: dict[str, Any] = {
        "leader": "张",
        "decision": "修",
        "money": Decimal(0),
        "milestones": [("完工", date(2026, 11, 18))],
    }
    case = actions.top_decide(case, **decided, host=town.units["housing"], by=town.hat("leading"), at=MONDAY)
    return actions.sign(case, by=town.hat("housing"), at=MONDAY)


def test_at_the_top_a_lighter_clock_does_not_cost_a_second_step(town: Town) -> None:
    case = called_at_the_top(town)
    assert actions.sweep(at=moment(18, 17, 30)).moved == 1  # the milestone; looked at again a working day later
    at = moment(24, 9)
    assert actions.sweep(at=at).steps == {"supervise": 1}
    event = case.events.latest("seq")
    assert event.data["also"] == ["report_in_by"]
    assert event.late_seconds == int((at - moment(20, 9)).total_seconds())


def test_at_the_top_the_record_says_how_late_the_system_was_and_not_how_late_the_work(town: Town) -> None:
    case = called_at_the_top(town)
    for _ in range(6):
        case.refresh_from_db()
        assert case.due_at is not None
        actions.sweep(at=case.due_at + timedelta(seconds=15))
    steps = case.events.order_by("-seq")[:6]
    assert {step.kind for step in steps} >= {"supervise", "pressed"}
    assert {step.late_seconds for step in steps} == {15}


def test_a_leader_is_named_late_after_the_handling_time_has_ended_too(town: Town) -> None:
    """The handling time ends first here; the end of the time to name a leader is dealt with all the same."""
    case = actions.raise_top(town.handled_by(4), reason="难", by=town.hat("platform"), at=MONDAY)
    end = moment(16, 17, 30)
    Case.objects.filter(pk=case.pk).update(handle_by=end, due_at=end)
    assert actions.sweep(at=end).steps == {"supervise": 1}
    now = Case.objects.get(pk=case.pk)
    assert now.due_at == now.respond_by
    assert now.respond_by is not None
    swept = actions.sweep(at=now.respond_by)
    assert (swept.moved, swept.set_aside) == (1, 0)
