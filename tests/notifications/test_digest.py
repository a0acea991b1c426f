"""After an outage people read one digest of what the system made up for, not a message a step."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from cases.actions import sweep
from cases.models import Case, Event
from notifications import actions
from notifications.actions import announcing
from notifications.catching_up import summaries
from notifications.composing import Composed
from notifications.happenings import Happening
from notifications.models import Announced, CatchingUp, DigestLine, Message, Untold
from tests.factories import MONDAY, Town, build_town
from tests.notifications.conftest import Told, swept_until

BACK = MONDAY + timedelta(days=3)  # Thursday: nothing has swept since Monday
MINUTE = timedelta(minutes=1)


def _said(town: Town, name: str) -> list[str]:
    """What this person's digests say, oldest first."""
    digests = Message.objects.filter(recipient=town.people[name]).exclude(catching_up=None).order_by("id")
    return [str(summary) for _, summary in sorted(summaries(digests).items())]


def _outage(town: Town, *, reported: int, accepted: int = 0) -> None:
    """Cases of Monday, of which people have been told; then the sweep that makes up for three days."""
    for _ in range(reported):
        town.reported()
    for _ in range(accepted):
        town.accepted()
    actions.announce(at=MONDAY)
    sweep(at=BACK)


class _Killed(BaseException):
    """A worker is gone between two statements."""


def _kill_at(monkeypatch: pytest.MonkeyPatch, name: str, call: int) -> None:
    calls, real = Counter[str](), getattr(announcing, name)

    def mortal(*args: object, **named: object) -> object:
        calls[name] += 1
        if calls[name] == call:
            raise _Killed
        return real(*args, **named)

    monkeypatch.setattr(announcing, name, mortal)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", ["not_announced", "compose", "append"])
def test_three_days_and_two_hundred_cases_are_one_digest_a_person(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two announce at once, one is killed between or within batches, two go on; the counts are those of the events."""
    town = build_town()
    _outage(town, reported=140, accepted=60)
    told_before = Message.objects.count()
    with monkeypatch.context() as dying:
        _kill_at(dying, where, 4)
        with pytest.raises(_Killed):
            actions.announce(at=BACK, batch=17)
    assert 0 < DigestLine.objects.values("event").distinct().count() < 200
    _at_once(2, batch=17)

    assert Announced.objects.count() == Event.objects.count()
    assert _said(town, "secretary") == ["系统中断后补办：自动受理 140 件、自动吹哨 60 件，最多晚了 2 天。"]
    for name in ("worker", "guide", "community", "intake", "second_intake"):
        assert _said(town, name) == _said(town, "secretary")
    assert Message.objects.count() == told_before + 6


def _at_once(many: int, *, batch: int) -> None:
    start = Barrier(many)

    def run(_: int) -> None:
        start.wait()
        try:
            actions.announce(at=BACK, batch=batch)
        finally:
            connection.close()

    with ThreadPoolExecutor(many) as threads:
        list(threads.map(run, range(many)))
    actions.announce(at=BACK, batch=batch)  # both may have met the other's lock last


def test_a_resident_still_gets_one_text_a_case(town: Town, told: Told) -> None:
    for number in range(3):
        town.reported(f"路灯不亮{number}", phone=f"1380001000{number}")
    actions.announce(at=MONDAY)
    sweep(at=BACK)
    assert [text.split("已受理")[0] for text in told()] == [f"您反映的“路灯不亮{number}”" for number in range(3)]


def test_a_punctual_sweep_is_told_step_by_step(town: Town, told: Told) -> None:
    town.reported()
    swept_until("accept")
    assert told("secretary")[-1].startswith("受理超期，系统已代为受理")
    assert not CatchingUp.objects.exists()


def test_what_was_due_just_before_the_system_came_back_stands_in_the_digest_too(town: Town) -> None:
    town.reported()
    town.reported(at=BACK)
    back_at_last = BACK + timedelta(hours=2, minutes=5)  # the second case was due five minutes ago
    sweep(at=back_at_last)
    actions.announce(at=back_at_last)
    assert _said(town, "secretary") == ["系统中断后补办：自动受理 2 件，最多晚了 3 天。"]


def test_what_falls_due_afterwards_is_told_on_its_own(town: Town, told: Told) -> None:
    _outage(town, reported=1)
    late = town.reported("路灯不亮", at=BACK)
    told()
    swept_until("accept")
    assert told("secretary")[-1].startswith(f"受理超期，系统已代为受理，记黄牌：{late.title}")
    assert _said(town, "secretary") == ["系统中断后补办：自动受理 1 件，最多晚了 2 天。"]


def test_sweepers_a_minute_apart_make_up_for_one_outage(town: Town, told: Told) -> None:
    first, second = town.reported(), town.reported()
    Case.objects.filter(pk=second.pk).update(due_at=None)  # busy: another sweeper's
    sweep(at=BACK)
    told()
    Case.objects.filter(pk=second.pk).update(due_at=first.due_at)
    sweep(at=BACK + MINUTE)
    told()
    assert _said(town, "secretary") == ["系统中断后补办：自动受理 2 件，最多晚了 2 天。"]


def test_a_digest_that_grows_is_unread_again(town: Town, told: Told) -> None:
    first, second = town.reported(), town.reported()
    Case.objects.filter(pk=second.pk).update(due_at=None)
    sweep(at=BACK)
    told()
    Message.objects.update(read_at=BACK)
    Case.objects.filter(pk=second.pk).update(due_at=first.due_at)
    sweep(at=BACK + MINUTE)
    told()
    assert Message.objects.filter(recipient=town.people["secretary"]).unread().get().catching_up is not None


def test_another_outage_is_another_digest(town: Town) -> None:
    _outage(town, reported=2)
    actions.announce(at=BACK)
    again = BACK + timedelta(days=7)
    sweep(at=again)
    actions.announce(at=again)
    assert [said.split("，")[0] for said in _said(town, "secretary")] == [
        "系统中断后补办：自动受理 2 件",
        "系统中断后补办：自动吹哨 2 件",
    ]


def test_marks_lost_in_a_restored_backup_count_nothing_twice(town: Town) -> None:
    _outage(town, reported=3)
    actions.announce(at=BACK)
    said = _said(town, "secretary")
    Announced.objects.all().delete()
    actions.announce(at=BACK)
    assert _said(town, "secretary") == said == ["系统中断后补办：自动受理 3 件，最多晚了 2 天。"]


def test_an_event_that_could_not_be_told_joins_the_digest_later(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    _outage(town, reported=2)
    poison = Event.objects.filter(kind="accept").order_by("id")[0]
    real = announcing.compose

    def choking(happenings: list[Happening], *rest: Any) -> Composed:
        if any(one.event_id == poison.pk for one in happenings):
            raise ValueError("not today")
        return real(happenings, *rest)

    with monkeypatch.context() as broken:
        broken.setattr(announcing, "compose", choking)
        actions.announce(at=BACK)
    assert _said(town, "secretary") == ["系统中断后补办：自动受理 1 件，最多晚了 2 天。"]
    actions.tell_again(Untold.objects.get(), by=town.people["platform"], at=BACK + timedelta(days=1))
    assert _said(town, "secretary") == ["系统中断后补办：自动受理 2 件，最多晚了 2 天。"]
