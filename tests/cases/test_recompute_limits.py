"""A changed limit leaves running clocks alone until an administrator orders them computed anew; then it is logged."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from cases import actions
from cases.models import Case, Limit, Recomputation
from cases.tasks import recompute_after_calendar_import
from tests.factories import MONDAY, PASSWORD, SHANGHAI, Town
from worktime.limits import Limit as Span

ORDER = reverse("admin:cases_recomputation_add")
WEDNESDAY = datetime(2026, 11, 18, 17, 30, tzinfo=SHANGHAI)


@pytest.fixture
def boss(db: None) -> User:
    actions.recompute_open_deadlines(at=MONDAY)  # what the installation itself left
    return User.objects.create_superuser("boss", PASSWORD, name="管理员")


def set_limit(clock: str, level: int | None, limit: str) -> None:
    Limit.objects.filter(clock=clock, level=level, urgency="", category=None).update(limit=limit)


def ordered(boss: User) -> Recomputation:
    actions.ask_for_recomputation(because="新规定", by=boss, at=MONDAY)
    (job,) = actions.recompute_open_deadlines(at=MONDAY)
    return job


def test_an_order_sets_running_clocks_by_the_limits_as_they_now_are(town: Town, boss: User):
    case, waiting = town.handling(), town.reported()
    set_limit("HANDLE", 1, "2wd")
    set_limit("ACCEPT", None, "4wh")
    job = ordered(boss)
    case.refresh_from_db()
    waiting.refresh_from_db()
    assert (case.handle_by, case.handle_limit) == (WEDNESDAY, "2wd")
    assert case.remind_at is not None
    assert case.remind_at < WEDNESDAY
    assert waiting.respond_by == MONDAY.replace(hour=14, minute=30)
    assert (job.looked_at, job.changed, job.by) == (2, 2, boss)
    assert case.events.get(kind="recomputed").handle_by_after == WEDNESDAY


def test_without_an_order_nothing_changes(town: Town, boss: User):
    case = town.handling()
    set_limit("HANDLE", 1, "2wd")
    assert actions.recompute_open_deadlines(at=MONDAY) == []
    assert Case.objects.get(pk=case.pk).handle_by == case.handle_by


def test_a_rework_keeps_its_half(town: Town, boss: User):
    case = actions.finish(town.handled_by(3), result="好了", by=town.hat("street"), at=MONDAY)
    case = actions.check_fail(case, reason="没好", by=town.hat("guide"), at=MONDAY)
    set_limit("HANDLE", 3, "10wd")
    ordered(boss)
    case.refresh_from_db()
    assert case.handle_limit == "5wd"


def test_what_was_granted_to_one_case_stays(town: Town, boss: User):
    case = actions.extend_request(
        town.handling(), limit=Span.parse("1wd"), reason="等配件", by=town.hat("worker"), at=MONDAY
    )
    case = actions.extend_approve(case, by=town.hat("community"), at=MONDAY)
    set_limit("HANDLE", 1, "1wh")
    assert ordered(boss).changed == 0
    assert Case.objects.get(pk=case.pk).handle_by == WEDNESDAY


def test_the_page_says_first_what_the_order_would_do(town: Town, boss: User):
    town.handling()
    set_limit("HANDLE", 1, "2wd")
    client = Client()
    client.force_login(boss)
    page = client.get(ORDER).content.decode()
    assert "看了 <b>1</b> 件在办的事，其中 <b>1</b> 件会改" in page
    assert not Recomputation.objects.filter(because="新规定").exists()


def test_from_the_limit_to_the_moved_clock_by_the_front_door(town: Town, boss: User):
    case, other = town.handling(), town.handled_by(3)
    limit = Limit.objects.get(clock="HANDLE", level=1, urgency="", category=None)
    client = Client()
    client.force_login(boss)
    assert client.post(reverse("admin:cases_limit_change", args=[limit.pk]), {"limit": "2wd"}).status_code == 302
    with time_machine.travel(MONDAY + timedelta(minutes=5), tick=False):
        recompute_after_calendar_import()
        untouched = Case.objects.get(pk=case.pk)
        assert (untouched.handle_by, untouched.version) == (case.handle_by, case.version)
        page = client.get(ORDER).content.decode()
        assert "看了 <b>2</b> 件在办的事，其中 <b>1</b> 件会改：1 件推后，0 件提前" in page
        assert client.post(ORDER, {"because": "区里新规定"}).status_code == 302
        assert Case.objects.get(pk=case.pk).handle_by == case.handle_by
        recompute_after_calendar_import()
    moved = Case.objects.get(pk=case.pk)
    event = moved.events.get(kind="recomputed")
    assert (
        (event.handle_by_before, event.handle_by_after)
        == (case.handle_by, WEDNESDAY)
        == (case.handle_by, moved.handle_by)
    )
    assert Case.objects.get(pk=other.pk).handle_by == other.handle_by
    assert not other.events.filter(kind="recomputed").exists()
    audited = AuditEntry.objects.filter(by=boss).order_by("id")
    assert list(audited.values_list("action", flat=True)) == ["修改时限", "重算在走的时限"]
    listed = client.get(reverse("admin:cases_recomputation_changelist")).content.decode()
    assert "区里新规定" in listed


def test_an_order_needs_its_reason_and_is_audited(town: Town, boss: User):
    client = Client()
    client.force_login(boss)
    assert "请写明为什么要重算" in client.post(ORDER, {"because": ""}).content.decode()
    assert client.post(ORDER, {"because": "新规定"}).status_code == 302
    job = Recomputation.objects.get(because="新规定")
    assert (job.by, job.finished_at) == (boss, None)
    assert AuditEntry.objects.filter(action="重算在走的时限", object_id=str(job.pk), reason="新规定").exists()
    page = reverse("admin:cases_recomputation_change", args=[job.pk])
    assert "新规定" in client.get(page).content.decode()
    assert client.post(page, {"because": "x"}).status_code == 403


def test_a_reminder_that_was_sent_is_not_sent_again_for_the_past(town: Town, boss: User):
    case = town.handling()
    assert case.remind_at is not None
    actions.sweep(at=case.remind_at + timedelta(minutes=1))
    set_limit("HANDLE", 1, "4wh")
    actions.ask_for_recomputation(because="新规定", by=boss, at=MONDAY)
    actions.recompute_open_deadlines(at=case.remind_at + timedelta(minutes=2))
    case.refresh_from_db()
    assert case.remind_at is None
    assert case.handle_by is not None
    assert case.handle_by.date() == date(2026, 11, 16)
