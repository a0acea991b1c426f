import json
from datetime import UTC, timedelta
from pathlib import Path

from pytest_django import Settings

from notifications.channels import FileSms
from tests.factories import MONDAY


def test_every_line_tells_the_time_of_shanghai_to_the_second(tmp_path: Path, settings: Settings) -> None:
    settings.SMS_LOG = tmp_path / "sms.log"
    for at in (MONDAY, MONDAY.astimezone(UTC) + timedelta(microseconds=5)):
        FileSms().send("13800000001", "已受理", at=at)
    lines = settings.SMS_LOG.read_text(encoding="utf8").splitlines()
    assert [json.loads(line)["at"] for line in lines] == [MONDAY.isoformat()] * 2
