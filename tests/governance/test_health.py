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
from cases.tasks import recompute_after_calendar_import
from governance import health
from notifications import tasks
from notifications.models import Message, Untold
from tests.factories import MONDAY, build_town
from worktime.models import CalendarChange


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


def test_events_nobody_was_told_of_for_five_minutes_are_a_standstill(monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("sweep")
    build_town().accepted()
    assert asked()[1]["events_waiting"] == 0
    monkeypatch.setattr(health, "LONGEST_SECRET", timedelta(seconds=-5))
    status, said = asked()
    assert (status, said["ok"], said["events_waiting"]) == (503, False, 3)
    assert said["problems"] == ["有 3 条经过超过 5 分钟没有告知任何人：请查看后台进程。"]
    tasks.announce()
    assert asked()[0] == 200


def test_texts_given_up_within_the_day_are_named_and_fail_nothing(monday: Any) -> None:
    call_command("sweep")
    build_town().accepted(phone="13900000001")
    tasks.announce()
    text = Message.objects.get(channel="SMS")
    Message.objects.filter(pk=text.pk).update(state="FAILED", next_try_at=None)
    for _ in range(2):
        text.tries.create(at=MONDAY, outcome="FAILED")
    status, said = asked()
    assert (status, said["ok"], said["messages_failed"]) == (200, True, 1)
    assert said["problems"] == ["一天内有 1 条短信发送失败：网关恢复后，在 /admin/ 的“消息”里再发一次。"]
    monday.shift(timedelta(days=1, seconds=1))
    assert asked()[1]["messages_failed"] == 0


def test_an_event_that_could_not_be_told_is_named_until_it_is() -> None:
    call_command("sweep")
    case = build_town().reported()
    Untold.objects.create(event=case.events.get(), at=MONDAY, error="InvalidToken")
    status, said = asked()
    assert (status, said["events_untold"]) == (200, 1)
    assert said["problems"] == ["有 1 条经过没能告知：原因见 /admin/ 的“没能告知的经过”。"]


def test_a_calendar_change_whose_deadlines_wait_is_named_after_a_quarter_of_an_hour(monday: Any) -> None:
    call_command("sweep")
    CalendarChange.objects.create(kind="EDIT", at=MONDAY, source="假日调整")
    monday.shift(timedelta(minutes=15))
    assert asked()[1]["recomputations_open"] == 0
    monday.shift(1)
    call_command("sweep")
    status, said = asked()
    assert (status, said["recomputations_open"]) == (200, 1)
    assert said["problems"] == ["有 1 次日历变更超过 15 分钟没有重算时限：请查看后台进程。"]
    recompute_after_calendar_import()
    assert asked()[1]["problems"] == []


def test_it_asks_the_same_few_questions_however_many_cases_there_are(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    town = build_town()
    for _ in range(5):
        town.reported()
    assert Case.objects.count() == 5
    with django_assert_max_num_queries(13):
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
