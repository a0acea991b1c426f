"""`manage.py sweep` runs one sweep as if it were that moment and says what it did."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command, execute_from_command_line

from cases.models import Heartbeat
from tests.factories import Town


def swept(*words: str) -> str:
    out = StringIO()
    call_command("sweep", *words, stdout=out)
    return out.getvalue()


def test_json_names_what_was_done(town: Town) -> None:
    town.reported()
    told = json.loads(swept("--at", "2026-11-16T12:00+08:00", "--json"))
    assert told == {
        "at": "2026-11-16T12:00:00+08:00",
        "moved": 1,
        "steps": {"accept": 1},
        "set_aside": 0,
        "latest_seconds": 3600,
    }


def test_words_name_what_was_done(town: Town) -> None:
    town.reported()
    assert swept("--at", "2026-11-16T12:00") == "2026-11-16 12:00:00 巡检：受理 1 件\n"
    assert swept("--at", "2026-11-16T12:00") == "2026-11-16 12:00:00 巡检：没有到点的案件\n"


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("nope", "看不懂时间“nope”"),
        ("", "看不懂时间“”"),
        ("0001-01-01", "年份要在 2000 到 2200 之间"),
        ("9999-12-31", "年份要在 2000 到 2200 之间"),
        ("2126-11-16", "在 366 天以后"),
    ],
)
def test_a_moment_that_cannot_be_meant_is_one_sentence_and_nothing_is_swept(town: Town, at: str, sentence: str) -> None:
    case = town.reported()
    with pytest.raises(CommandError, match=sentence):
        swept("--at", at)
    assert case.events.count() == 1
    assert not Heartbeat.objects.exists()


def test_the_command_line_shows_no_traceback(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        execute_from_command_line(["manage.py", "sweep", "--at", "nope"])
    assert capfd.readouterr().err == "CommandError: 看不懂时间“nope”，请写成 2026-11-25T17:31+08:00。\n"
