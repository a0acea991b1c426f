import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from notifications import actions
from notifications.models import Message
from tests.factories import MONDAY, Town, build_town

PHONE = "13800010001"
Told = Callable[..., list[str]]
SmsLog = Callable[[], list[dict[str, str]]]


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
