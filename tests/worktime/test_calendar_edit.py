"""Single days and the working hours, corrected in the registers."""

from datetime import datetime, time

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import AuditEntry, User
from partyorg.kinds import Role
from tests.factories import administrator
from tests.worktime.conftest import shanghai
from worktime.current import current_calendar
from worktime.limits import Limit
from worktime.models import CalendarChange, CalendarDay, WorkPeriod

pytestmark = pytest.mark.django_db
DAYS = "/admin/worktime/calendarday/"
PERIODS = "/admin/worktime/workperiod/"


def due() -> datetime:
    """A working day after Wednesday, 18 November."""
    return current_calendar().deadline(shanghai("2026-11-18 10:00"), Limit.parse("1wd")).at


def edits() -> list[CalendarChange]:
    return list(CalendarChange.objects.filter(kind="EDIT"))


def test_a_corrected_day_moves_deadlines_and_leaves_a_record(client: Client, administrator: User) -> None:
    assert current_calendar().deadline(shanghai("2026-11-18 10:00"), Limit.parse("1wd")).at == shanghai(
        "2026-11-19 17:30"
    )
    client.post(f"{DAYS}2026-11-19/change/", {"name": "停电"})
    assert current_calendar().deadline(shanghai("2026-11-18 10:00"), Limit.parse("1wd")).at == shanghai(
        "2026-11-20 17:30"
    )
    (change,) = edits()
    assert (change.years, change.by) == ([2026], administrator)
    assert change.source == "2026-11-19 工作日 → 2026-11-19 放假 停电"
    audit = AuditEntry.objects.get(object_id=str(change.pk), object_type="worktime.CalendarChange")
    assert (audit.action, audit.by) == ("修改工作日历", administrator)


def test_saving_what_is_so_already_leaves_no_record(client: Client, administrator: User) -> None:
    client.post(f"{DAYS}2026-11-19/change/", {"is_workday": "on", "name": ""})
    morning = WorkPeriod.objects.get(starts=time(9))
    client.post(f"{PERIODS}{morning.pk}/change/", {"starts": "09:00", "ends": "12:00"})
    assert edits() == []


def test_days_come_by_whole_years_only(client: Client, administrator: User) -> None:
    assert client.get(f"{DAYS}add/").status_code == 403
    assert client.post(f"{DAYS}2026-11-19/delete/").status_code == 403


@pytest.mark.parametrize(("kind", "count"), [("HOLIDAY", 33), ("MAKEUP", 6), ("WEEKEND", 84), ("WORKDAY", 242)])
def test_days_are_found_by_year_and_kind(client: Client, administrator: User, kind: str, count: int) -> None:
    answer = client.get(DAYS, {"date__year": "2026", "kind": kind})
    assert answer.context["cl"].result_count == count
    assert {day.kind.name for day in answer.context["cl"].result_list} == {kind}


def test_changed_working_hours_move_deadlines_and_leave_a_record(client: Client, administrator: User) -> None:
    afternoon = WorkPeriod.objects.get(starts=time(13, 30))
    client.post(f"{PERIODS}{afternoon.pk}/change/", {"starts": "14:00", "ends": "18:00"})
    assert current_calendar().deadline(shanghai("2026-11-18 10:00"), Limit.parse("1wd")).at == shanghai(
        "2026-11-19 18:00"
    )
    (change,) = edits()
    assert (change.years, change.source) == ([], "上班时段 13:30–17:30 → 14:00–18:00")


@pytest.mark.parametrize(
    ("starts", "ends", "sentence"),
    [
        ("11:00", "13:00", "与上班时段 09:00–12:00 重叠"),
        ("19:00", "18:00", "上班要早于下班"),
        ("18:00", "18:00", "上班要早于下班"),
    ],
)
def test_hours_that_do_not_fit_are_refused(
    client: Client, administrator: User, starts: str, ends: str, sentence: str
) -> None:
    answer = client.post(f"{PERIODS}add/", {"starts": starts, "ends": ends})
    assert sentence in answer.content.decode()
    assert WorkPeriod.objects.count() == 2
    assert edits() == []


def test_hours_may_follow_each_other_without_a_break(client: Client, administrator: User) -> None:
    client.post(f"{PERIODS}add/", {"starts": "12:00", "ends": "13:30"})
    assert current_calendar().in_working_hours(shanghai("2026-11-18 12:30"))


def test_without_any_hours_the_usual_ones_hold(client: Client, administrator: User) -> None:
    answer = client.post(
        PERIODS,
        {
            "action": "delete_selected",
            "_selected_action": WorkPeriod.objects.values_list("pk", flat=True),
            "post": "yes",
        },
    )
    assert answer.status_code == 302
    assert not WorkPeriod.objects.exists()
    assert len(edits()) == 2
    assert current_calendar().periods == ((time(9), time(12)), (time(13, 30), time(17, 30)))


def test_the_record_of_changes_can_only_be_read(client: Client, administrator: User) -> None:
    change = CalendarChange.objects.get()
    page = reverse("admin:worktime_calendarchange_change", args=[change.pk])
    assert "workdays_2023_2026.csv" in client.get(page).content.decode()
    assert client.post(page, {"source": "x"}).status_code == 403
    assert client.get(reverse("admin:worktime_calendarchange_add")).status_code == 403


def test_staff_without_rights_see_none_of_it(db: None) -> None:
    client = administrator(Role.SECURITY_ADMINISTRATOR)
    pages = [DAYS, PERIODS, f"{DAYS}2026-11-19/change/", "/admin/worktime/calendarchange/"]
    assert [client.get(page).status_code for page in pages] == [403] * 4
    assert client.post(f"{DAYS}2026-11-19/change/", {"name": "停电"}).status_code == 403
    assert CalendarDay.objects.get(pk="2026-11-19").is_workday


def test_the_lists_ask_the_same_number_of_questions_whatever_their_length(
    client: Client, administrator: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(DAYS)
    with django_assert_num_queries(6):
        client.get(DAYS, {"date__year": "2026"})
    with django_assert_num_queries(6):
        client.get(DAYS, {"date__year": "2026", "kind": "MAKEUP"})
