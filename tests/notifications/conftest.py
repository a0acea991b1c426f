import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db.models import Min
from pytest_django import Settings

from cases.actions import sweep
from cases.models import Case, Event
from notifications import actions
from notifications.models import Message
from tests.factories import MONDAY, Town, build_town

PHONE = "13800010001"
Told = Callable[..., list[str]]
SmsLog = Callable[[], list[dict[str, str]]]


def swept_until(kind: str) -> datetime:
    """A working system: it sweeps 15 seconds after each clock has run out, until it takes such a step. Says when."""
    while True:
        at: datetime = Case.objects.aggregate(first=Min("due_at"))["first"] + timedelta(seconds=15)
        sweep(at=at)
        if Event.objects.filter(kind=kind, at=at).exists():
            return at


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture
def told(town: Town) -> Told:
    """Announces what happened and returns what this person, or by default every phone, has been told; oldest first."""

    def read(name: str = "", *, at: datetime = MONDAY) -> list[str]:
        actions.announce(at=at)
        whom = {"recipient": town.people[name]} if name else {"channel": Message.Channel.SMS}
        return list(Message.objects.filter(**whom).order_by("id").values_list("text", flat=True))

    return read


@pytest.fixture
def sms_log(settings: Settings, tmp_path: Path) -> SmsLog:
    settings.SMS_LOG = tmp_path / "sms.log"

    def lines() -> list[dict[str, str]]:
        log: Path = settings.SMS_LOG
        return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []

    return lines
