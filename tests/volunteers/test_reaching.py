"""查看原值: who has to call a volunteer sees the number once, for a reason that stays in the trail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from accounts.models import AuditEntry, User
from tests.factories import MONDAY, Town
from tests.volunteers.pages import get, known_by, post, text
from tests.volunteers.people import GROWN_UP, joined
from volunteers.models import Volunteer

PHONE, GUARDIANS = "13800000077", "13800000009"


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


def somebody(town: Town, birthday: date = GROWN_UP) -> Volunteer:
    return joined(town, known_by(User.objects.create_user("somebody", name="林志愿"), PHONE), birthday=birthday)


def test_the_number_is_shown_once_for_a_reason(town: Town) -> None:
    one = somebody(town)
    page = text(get(town, "intake", "person", one.pk))
    assert (f"/desk/volunteers/people/{one.pk}/phone/" in page, PHONE in page) == (True, False)
    assert PHONE not in text(get(town, "intake", "phone", one.pk))
    answer = post(town, "intake", "phone", one.pk, reason=" ")
    assert (answer.status_code, "请写明为什么要看" in text(answer), PHONE in text(answer)) == (422, True, False)
    assert not AuditEntry.objects.filter(action="查看志愿者手机号").exists()
    seen = post(town, "intake", "phone", one.pk, reason="通知活动改期")
    assert (f'href="tel:{PHONE}"' in text(seen), "no-store" in seen["Cache-Control"]) == (True, True)
    kept = AuditEntry.objects.get(action="查看志愿者手机号")
    assert (kept.by, kept.object_id, kept.reason) == (town.people["intake"], str(one.pk), "通知活动改期")
    assert PHONE not in str(kept.detail)


def test_about_a_child_the_guardian_is_called(town: Town) -> None:
    page = text(post(town, "intake", "phone", somebody(town, date(2012, 3, 8)).pk, reason="通知活动改期"))
    assert (GUARDIANS in page, "监护人" in page, PHONE in page) == (True, True, False)


def test_whoever_only_calls_together_and_others_do_not(town: Town) -> None:
    one = somebody(town)
    assert "查看手机号" not in text(get(town, "worker", "person", one.pk))
    for who, status in (("worker", 403), ("far_street", 404), ("housing", 403)):
        answer = post(town, who, "phone", one.pk, reason="看看")
        assert (answer.status_code, PHONE in text(answer)) == (status, False), who
