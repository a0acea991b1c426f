"""All that is recorded of one person's day goes into 24 hours: refused at the desk, and where it is approved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from accounts.models import User
from tests.factories import MONDAY, Town
from tests.volunteers.ledger import balance
from tests.volunteers.pages import done, get, known_by, post, text
from tests.volunteers.people import joined, served
from tests.volunteers.test_any_life_of_the_ledger import Lives
from volunteers.actions import approve_seen, reject
from volunteers.actions.reviewing import appeal
from volunteers.kinds import Currency, Work
from volunteers.models import Service
from volunteers.workflow import State

PHONE = "13800000021"
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def volunteer(town: Town) -> User:
    person = known_by(User.objects.create_user("volunteer", name="林志愿"), PHONE)
    joined(town, person)
    return person


def paper(**changes: Any) -> dict[str, Any]:
    return {
        "phone": PHONE, "title": "清运装修垃圾", "day": "2026-11-15", "hours": "10", "help": "", "key": str(uuid4()),
        **changes,
    }  # fmt: skip


def test_papers_of_one_day_do_not_make_more_of_it(town: Town, volunteer: User) -> None:
    done(town, "community", "paper", **paper())
    done(town, "community", "paper", **paper(title="扫雪", hours="2"))
    answer = post(town, "community", "paper", **paper(title="值夜", hours="24"))
    assert answer.status_code == 409
    assert answer.context["form"].errors["hours"] == [
        "这位志愿者2026-11-15已经记了 12 小时，再加 24 小时就超过一天的 24 小时，请核对。"
    ]
    assert 'value="值夜"' in text(answer)
    done(town, "community", "paper", **paper(title="值夜", hours="12"))
    done(town, "community", "paper", **paper(title="值夜", day="2026-11-14", hours="24"))
    assert Service.objects.count() == 4


def test_the_reason_of_a_long_day_is_said_in_hours(town: Town, volunteer: User) -> None:
    done(town, "community", "paper", **paper(hours="10.5"))
    page = text(get(town, "intake", "record", Service.objects.get().pk))
    assert "这一天一共 10 小时 30 分钟，超过一天最多算的 8 小时" in page


def a_full_day(town: Town, person: User) -> list[Service]:
    """Four times eight hours: each was refused before the next came, and an appeal brought it back."""
    at, rows = MONDAY + 8 * HOUR, []
    for _ in range(3):
        one = reject(served(town, person, hours=8, at=at), reason="没有到场", by=town.hat("community"), at=at)
        rows.append(one)
    rows.append(served(town, person, hours=8, at=at))
    assert not rows[-1].held
    for one in rows[:3]:
        appeal(one, words="我在", by=person, at=at)
        Service.objects.filter(pk=one.pk).update(decided_by=None)
    return rows


def test_a_day_that_is_full_takes_no_more_at_approving(town: Town, volunteer: User) -> None:
    *appealed, last = a_full_day(town, volunteer)
    with time_machine.travel(MONDAY + 8 * HOUR, tick=False):
        for one in appealed:
            done(town, "intake", "decide", one.pk, "approve", reason="名单上有")
        answer = post(town, "intake", "decide", last.pk, "approve")
        assert (answer.status_code, "超过一天的 24 小时" in text(answer)) == (409, True)
        done(town, "intake", "approve_all", record=[last.pk])
        done(town, "intake", "approve_heap", last=last.pk)
        assert approve_seen([last], by=None, at=MONDAY + 8 * HOUR) == 0
    last.refresh_from_db()
    assert (last.state, balance(volunteer, Currency.HOURS)) == (State.WAITING, 24 * 60)


def test_a_life_in_which_a_day_is_full(town: Town) -> None:
    """Chance comes by it seldom: seven times four hours in one day, and what waits as one of a heap."""
    life = Lives()
    life.town = town
    life.begins()
    pks: list[Any] = [life.does_something(Work.SHIFT, 4) for _ in range(7)]
    for pk in (*pks[1:], pks[0]):
        life.is_approved(pk)
    life.a_heap_is_approved(pks)
    assert [one.pk for one in Service.objects.filter(pk__in=pks, state=State.WAITING)] == pks[:1]
    life.the_sums_hold()
    life.teardown()
