from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from pytest_django import Settings

from worktime import clock

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


@pytest.fixture
def real() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def clock_file(tmp_path: Path, settings: Settings) -> Path:
    settings.CLOCK_FILE = tmp_path / "clock.json"
    return settings.CLOCK_FILE


def test_without_a_clock_file_it_is_what_it_is(real: time_machine.Traveller) -> None:
    real.shift(SECOND)
    assert clock.now() == START + SECOND


def test_at_speed_3600_a_second_is_an_hour(real: time_machine.Traveller, clock_file: Path) -> None:
    clock.set_pace(clock_file, 3600)
    real.shift(8 * SECOND)
    assert clock.now() == START + 8 * HOUR


def test_slowing_down_never_turns_time_back(real: time_machine.Traveller, clock_file: Path) -> None:
    clock.set_pace(clock_file, 3600)
    real.shift(8 * SECOND)
    clock.set_pace(clock_file, 1)
    assert clock.now() == START + 8 * HOUR
    real.shift(SECOND)
    assert clock.now() == START + 8 * HOUR + SECOND
