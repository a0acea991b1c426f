"""`manage.py sweep` runs one sweep as if it were that moment and says what it did."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

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


def test_a_moment_it_cannot_read_is_said(db: None) -> None:
    with pytest.raises(CommandError, match="看不懂时间"):
        swept("--at", "tomorrow")
