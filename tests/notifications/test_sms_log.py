import json
from datetime import UTC, timedelta
from pathlib import Path

from pytest_django import Settings

from notifications.channels import FileSms
from tests.factories import MONDAY


def test_every_line_tells_the_time_of_shanghai_to_the_second(tmp_path: Path, settings: Settings) -> None:
    settings.SMS_LOG = tmp_path / "sms.log"
    for at in (MONDAY, MONDAY.astimezone(UTC) + timedelta(microseconds=5)):
        FileSms().send("13800000001", "已受理", key="1", again=False, at=at)
    lines = settings.SMS_LOG.read_text(encoding="utf8").splitlines()
    assert [json.loads(line)["at"] for line in lines] == [MONDAY.isoformat()] * 2


def test_a_text_that_may_have_got_through_is_looked_for_before_it_is_written_again(
    tmp_path: Path, settings: Settings
) -> None:
    settings.SMS_LOG = tmp_path / "sms.log"
    for key in ("1", "11", "1", "2"):
        FileSms().send("13800000001", "已受理", key=key, again=True, at=MONDAY)
    lines = settings.SMS_LOG.read_text(encoding="utf8").splitlines()
    assert [json.loads(line)["key"] for line in lines] == ["1", "11", "2"]
