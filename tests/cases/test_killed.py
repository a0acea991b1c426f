"""A worker killed by SIGKILL after any statement whatever: run again, each step is there once, and each message once.

The worker that dies is a child process with a connection of its own (tests/servers/killing.py). It dies after its first
moment, then, over new cases, after its second, and so on until it comes to its end unharmed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count, groupby
from pathlib import Path
from typing import Any

import pytest

from cases import actions
from cases.models import Case, Event
from cases.terms import Who
from notifications import actions as notifications
from notifications.channels import FileSms
from notifications.models import Message
from tests.factories import MONDAY, Town, build_town
from tests.front_door import day
from tests.servers.killing import lives

pytestmark = pytest.mark.django_db(transaction=True)

EVENING = day(17, 17, 45)
A_MINUTE = timedelta(minutes=1)  # after which a try that was cut off is made again
SENDING = [(FileSms, "send")]


class Forgetful(FileSms):
    """A gateway that cannot be asked what it has sent."""

    def send(self, phone: str, text: str, *, key: str, again: bool, at: datetime) -> None:
        super().send(phone, text, key=key, again=False, at=at)


@pytest.fixture
def town() -> Town:
    return build_town()


@pytest.fixture(autouse=True)
def sms_log(settings: Any, tmp_path: Path) -> Path:
    settings.SMS_LOG = tmp_path / "sms.log"
    return settings.SMS_LOG


def due_cases(town: Town) -> list[Case]:
    """At EVENING each waits for another step of the system, and nobody has been told of anything yet."""
    forget_who_reported()
    return [
        town.reported(at=day(17, 15), words="路灯不亮", phone="13800010001"),
        town.accepted(at=day(17, 15), words="井盖松动", phone="13800010002"),
        town.handling(at=day(16, 9), words="地下室漏水", phone="13800010003"),
    ]


def forget_who_reported() -> None:
    """Else the next set would be the same people's same matters, and no new cases."""
    Case.objects.update(reporter_phone_hash="")


def beat(at: datetime = EVENING) -> None:
    """What a worker does every 15 seconds, in batches so small that there are several."""
    actions.sweep(at=at, batch=2)
    notifications.announce(at=at, batch=4)
    notifications.deliver(at=at)


def later_beats() -> None:
    beat()
    beat(EVENING + A_MINUTE)


def account_of(cases: Sequence[Case], sms_log: Path) -> dict[str, list]:
    """What came of the cases, in words that are the same for every such set of them."""
    fresh = list(Case.objects.filter(pk__in=[case.pk for case in cases]).order_by("id"))
    steps = Event.objects.filter(case__in=fresh).order_by("case_id", "seq")
    told = Message.objects.filter(event__case__in=fresh).order_by("event__case_id", "event__seq", "recipient", "text")
    texts = [(line["phone"], line["text"]) for line in lines_of(sms_log)]
    return {
        "versions": [case.version for case in fresh],
        "steps": list(steps.values_list("case__title", "seq", "kind", "to_level")),
        "told": [anew(fresh, row) for row in told.values_list("event__seq", "recipient", "state", "text")],
        "texts": sorted(anew(fresh, row) for row in texts),
    }


def anew(cases: Sequence[Case], row: tuple) -> tuple:
    """The row without what belongs to one case alone: its number and its code."""
    *others, text = row
    for case in cases:
        text = text.replace(case.number, "编号").replace(case.tracking_code, "查询码")
    return (*others, text)


def lines_of(sms_log: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in sms_log.read_text(encoding="utf8").splitlines()]


def test_killed_after_any_statement_the_next_beat_brings_each_step_and_each_message_once(
    town: Town, sms_log: Path
) -> None:
    cases = due_cases(town)
    beat()
    unharmed = account_of(cases, sms_log)
    by_itself = Event.objects.filter(role=Who.SYSTEM).order_by("case_id")
    assert list(by_itself.values_list("kind", flat=True)) == ["accept", "sign", "auto_whistle"]
    assert len(unharmed["texts"]) >= len(cases)
    for moments in count(1):
        cases = due_cases(town)
        sms_log.unlink()
        survived = lives(beat, dies_after=moments, deeds_outside=SENDING)
        assert lives(later_beats)
        assert account_of(cases, sms_log) == unharmed, f"killed after moment {moments}"
        if survived:
            break
    assert moments > 100


def test_a_channel_that_cannot_be_asked_gets_a_text_twice_only_from_a_worker_killed_before_it_recorded_the_sending(
    town: Town, sms_log: Path, settings: Any
) -> None:
    """No outbox can do better: that the text is gone and that the database knows it are two deeds in two places. Both
    lines carry the same key."""
    settings.SMS_BACKEND = f"{__name__}.Forgetful"
    sent = []
    for moments in count(1):
        forget_who_reported()
        town.accepted(phone="13800010001")
        notifications.announce(at=MONDAY)
        sms_log.write_text("")
        survived = lives(lambda: notifications.deliver(at=MONDAY), dies_after=moments, deeds_outside=SENDING)
        assert lives(lambda: notifications.deliver(at=MONDAY + A_MINUTE))
        lines = lines_of(sms_log)
        assert len({line["key"] for line in lines}) == 1
        assert not Message.objects.filter(state=Message.State.PENDING).exists()
        sent.append(len(lines))
        if survived:
            break
    assert [times for times, _ in groupby(sent)] == [1, 2, 1]  # once, till it is sent, and from the commit on
