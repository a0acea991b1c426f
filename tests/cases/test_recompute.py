"""A new calendar sets open deadlines anew in one logged job, and every moved deadline is in its case's history."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from cases import actions
from cases.models import Case, Recomputation
from tests.factories import MONDAY, SHANGHAI, Town
from worktime.actions import change_day
from worktime.models import CalendarChange


def settled(at: datetime = MONDAY) -> None:
    """Deal with the changes that the installation itself left."""
    actions.recompute_open_deadlines(at=at)


def make_a_holiday(day: date) -> None:
    change_day(date=day, is_workday=False, name="临时放假", by=None, at=MONDAY)


def test_a_changed_day_moves_the_open_deadlines_that_counted_it(town: Town) -> None:
    settled()
    waiting, handled = town.reported(), town.handling()
    before = handled.handle_by
    make_a_holiday(date(2026, 11, 17))
    (job,) = actions.recompute_open_deadlines(at=MONDAY + timedelta(minutes=5))
    handled.refresh_from_db()
    assert before == datetime(2026, 11, 17, 17, 30, tzinfo=SHANGHAI)
    assert handled.handle_by == datetime(2026, 11, 18, 17, 30, tzinfo=SHANGHAI)
    assert handled.due_at == handled.remind_at
    event = handled.events.get(kind="recomputed")
    assert (event.handle_by_before, event.handle_by_after) == (before, handled.handle_by)
    assert (job.looked_at, job.changed) == (2, 1)
    assert not waiting.events.filter(kind="recomputed").exists()


def test_a_change_is_dealt_with_once(town: Town) -> None:
    settled()
    town.handling()
    make_a_holiday(date(2026, 11, 17))
    assert len(actions.recompute_open_deadlines(at=MONDAY)) == 1
    assert actions.recompute_open_deadlines(at=MONDAY) == []
    assert Recomputation.objects.count() == CalendarChange.objects.count()


def test_a_closed_case_and_an_answered_clock_stay_as_they_were(town: Town) -> None:
    settled()
    finished = actions.finish(town.handling(), result="好了", by=town.hat("worker"), at=MONDAY)
    deadline = finished.handle_by
    make_a_holiday(date(2026, 11, 17))
    actions.recompute_open_deadlines(at=MONDAY)
    finished.refresh_from_db()
    assert finished.handle_by == deadline


def test_milestones_are_promises_and_not_recomputed(town: Town) -> None:
    settled()
    case = town.handled_by(4)
    case = actions.raise_top(case, reason="难", by=town.hat("platform"), at=MONDAY)
    case = actions.top_decide(
        case, leader="张", decision="修", money=Decimal(0), host=town.units["housing"],
        milestones=[("完工", date(2026, 11, 20))], by=town.hat("leading"), at=MONDAY,
    )  # fmt: skip
    make_a_holiday(date(2026, 11, 20))
    actions.recompute_open_deadlines(at=MONDAY)
    assert Case.objects.get(pk=case.pk).handle_by == case.handle_by
