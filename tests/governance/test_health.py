"""/healthz, as a watcher asks it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases.models import Case, SetAside
from notifications import tasks
from tests.factories import MONDAY, build_town


@pytest.fixture(autouse=True)
def monday(db: None) -> Any:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


def asked() -> tuple[int, dict[str, Any]]:
    answer = Client().get("/healthz")
    assert answer["Content-Type"] == "application/json"
    assert "no-store" in answer["Cache-Control"]
    return answer.status_code, answer.json()


def test_after_a_sweep_it_is_healthy_and_says_when_that_was(monday: Any) -> None:
    call_command("sweep")
    monday.shift(20)
    status, said = asked()
    assert (status, said["ok"], said["problems"]) == (200, True, [])
    assert said["sweep"] == {"last_at": "2026-11-16T09:00:00+08:00", "seconds_ago": 20, "moved": 0, "failed": 0}
    assert said["database"] == "ok"


def test_without_a_first_sweep_it_is_not_healthy() -> None:
    status, said = asked()
    assert (status, said["ok"], said["sweep"]) == (503, False, None)
    assert "巡检从来没有运行过" in said["problems"][0]


def test_two_minutes_of_silence_are_too_many(monday: Any) -> None:
    call_command("sweep")
    monday.shift(120)
    assert asked()[0] == 200
    monday.shift(1)
    status, said = asked()
    assert (status, said["ok"]) == (503, False)
    assert said["problems"] == ["巡检已经 121 秒没有运行：请查看后台进程。"]


def test_silence_is_measured_in_real_time_whatever_moment_is_swept() -> None:
    call_command("sweep", "--at", "2026-11-20T09:00+08:00")
    status, said = asked()
    assert (status, said["sweep"]["seconds_ago"]) == (200, 0)
    assert said["sweep"]["last_at"] == "2026-11-20T09:00:00+08:00"


def test_it_says_which_years_have_a_calendar(monday: Any) -> None:
    assert asked()[1]["calendar"] == {"year_known": True, "next_year_known": False}
    monday.move_to(datetime(2027, 1, 4, 9, tzinfo=MONDAY.tzinfo))
    assert asked()[1]["calendar"] == {"year_known": False, "next_year_known": False}


def test_it_counts_what_waits_and_what_was_set_aside_in_the_last_hour(monday: Any) -> None:
    case = build_town().accepted(phone="13900000001")
    tasks.announce()
    SetAside.objects.create(case=case, at=MONDAY - timedelta(hours=2), error="long ago")
    SetAside.objects.create(case=case, at=MONDAY, error="ValueError: 坏的时限")
    monday.move_to(MONDAY + timedelta(hours=3))
    SetAside.objects.create(case=case, at=timezone.now(), error="again")
    said = asked()[1]
    assert (said["cases_due"], said["set_aside"], said["messages_pending"]) == (1, 1, 1)
    assert "139" not in str(said)


def test_it_asks_the_same_few_questions_however_many_cases_there_are(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    town = build_town()
    for _ in range(5):
        town.reported()
    assert Case.objects.count() == 5
    with django_assert_max_num_queries(8):
        asked()


def test_a_database_that_does_not_answer_is_503(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise OperationalError("connection refused by 10.0.0.5")

    with monkeypatch.context() as patched:
        patched.setattr(CursorWrapper, "execute", refuse)
        status, said = asked()
    assert (status, said["ok"], said["database"]) == (503, False, "unavailable")
    assert "10.0.0.5" not in str(said)


def test_nothing_can_be_posted_to_it() -> None:
    assert Client().post("/healthz").status_code == 405
