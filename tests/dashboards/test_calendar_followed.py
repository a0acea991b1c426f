"""The working calendar changed for days that are past: what lasted over them is reckoned anew, what is closed stays."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import actions
from cases.models import Case, Event
from dashboards.actions import catch_up, close_period, projecting
from dashboards.actions.recounting import keep_calendar
from dashboards.checking import faults
from dashboards.models import Counted, Fact, Projected, Score
from dashboards.periods import Period, month_of
from dashboards.terms import What
from tests.dashboards.second.comparing import figures_are_those_of_the_histories
from tests.factories import MONDAY, SHANGHAI, Town, build_town
from worktime.actions import change_day, remove_period, save_period
from worktime.models import WorkPeriod

TUESDAY, WEDNESDAY = MONDAY.date() + timedelta(days=1), MONDAY + timedelta(days=2)
LATER = MONDAY + timedelta(days=30)
NEXT_YEAR = datetime(2027, 1, 5, 10, tzinfo=SHANGHAI)


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def done(town: Town, began: datetime = MONDAY, until: datetime = WEDNESDAY) -> Case:
    case = town.handling(at=began)
    return actions.finish(case, result="修好了", by=town.hat("worker", until), at=until)


def lasted(case: Case) -> int:
    found = Fact.objects.get(case=case, what=What.LASTED).hours
    assert found is not None
    return found


def rested(day: date, *, worked: bool = False) -> None:
    assert change_day(date=day, is_workday=worked, name="" if worked else "停电", by=None, at=LATER)


def followed() -> None:
    catch_up(at=LATER)
    assert not list(faults(at=LATER))
    figures_are_those_of_the_histories(Period("days", date(2026, 11, 1), date(2027, 1, 31)))


def test_a_past_day_that_was_none_of_work_is_taken_off_all_that_lasted_over_it(town: Town) -> None:
    case = done(town)
    catch_up(at=LATER)
    before = lasted(case)
    rested(TUESDAY)
    followed()
    assert lasted(case) == before - 7  # hours of a working day
    rested(TUESDAY, worked=True)
    followed()
    assert lasted(case) == before


def test_other_working_hours_are_those_of_every_day(town: Town) -> None:
    case = done(town)
    catch_up(at=LATER)
    before = lasted(case)
    evening = WorkPeriod(starts=time(18), ends=time(19))
    assert save_period(evening, by=None, at=LATER)
    followed()
    assert lasted(case) == before + 2
    remove_period(evening, by=None, at=LATER)
    followed()
    assert lasted(case) == before


def test_what_ended_in_the_next_year_follows_the_year_in_which_it_began(town: Town) -> None:
    over = done(town, datetime(2026, 12, 28, 10, tzinfo=SHANGHAI), NEXT_YEAR)
    catch_up(at=NEXT_YEAR)
    before = lasted(over)
    rested(date(2026, 12, 29))
    followed()
    assert lasted(over) < before


def test_only_what_lasted_in_those_years_is_counted_anew(town: Town) -> None:
    old, new = done(town), done(town, NEXT_YEAR, NEXT_YEAR + timedelta(hours=2))
    town.accepted()  # nothing of it has ended yet
    assert catch_up(at=LATER) == 3
    rested(date(2025, 12, 30))  # before any of them
    assert catch_up(at=LATER) == 0
    rested(TUESDAY)
    assert catch_up(at=LATER) == 1
    assert set(Counted.objects.values_list("case", flat=True)) >= {old.pk, new.pk}
    rested(WEDNESDAY.date())
    assert save_period(WorkPeriod(starts=time(18), ends=time(19)), by=None, at=LATER)
    assert catch_up(at=LATER) == 2


def test_where_nothing_has_changed_it_is_one_look(town: Town) -> None:
    done(town)
    catch_up(at=LATER)
    mark = Projected.objects.get()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert keep_calendar(mark) is mark
    assert len(queries) == 1
    assert catch_up(at=LATER) == 0


def test_a_run_that_is_cut_in_on_goes_back_to_where_the_mark_was_set(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two of its transactions another run follows a change, and is killed: the first one must not go on from
    where it was, and take the mark past what counts as not counted now."""
    first, _ = done(town), done(town)
    monkeypatch.setattr(projecting, "WINDOW", Event.objects.filter(case=first).count())
    monkeypatch.setattr(projecting, "SETTLED_AFTER", timedelta())
    really = projecting._move
    cut_in: list[bool] = []

    def move(*said: Any) -> None:
        really(*said)
        if not cut_in and Counted.objects.filter(case=first).exists():
            cut_in.append(True)
            rested(TUESDAY)
            keep_calendar(Projected.objects.get())

    monkeypatch.setattr(projecting, "_move", move)
    catch_up(at=LATER)
    assert cut_in
    followed()


def test_a_month_that_is_closed_stays_as_it_was(town: Town) -> None:
    done(town)
    at = datetime(2026, 12, 2, 10, tzinfo=SHANGHAI)
    close_period(town.places["district"], month_of(date(2026, 11, 1)), by=town.hat("platform", at), at=at)
    before = list(Score.objects.order_by("pk").values_list("pk", "score", "figures"))
    rested(TUESDAY)
    followed()
    assert list(Score.objects.order_by("pk").values_list("pk", "score", "figures")) == before
