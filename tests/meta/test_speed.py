import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
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


@pytest.mark.parametrize("speed", [0, 0.5, -1, 100_001, 1e9, float("inf"), float("nan")])
def test_a_speed_out_of_bounds_is_refused_and_the_clock_stays(clock_file: Path, speed: float) -> None:
    with pytest.raises(CommandError, match=r"a number from 1 to 100000.*SPEED 请填 1 到 100000 的数"):
        call_command("demo", speed=speed)
    assert not clock_file.exists()


@pytest.mark.parametrize("shown", ["2101-01-01T00:00:00+00:00", "9999-12-31T23:00:00+00:00"])
def test_a_clock_that_has_run_away_says_how_to_start_anew(clock_file: Path, shown: str) -> None:
    clock_file.write_text(json.dumps({"real": START.isoformat(), "shown": shown, "speed": 1e9}))
    with pytest.raises(clock.BadPace, match=f"delete the folder {clock_file.parent}.*演示时钟已经走过 2100 年"):
        clock.set_pace(clock_file, 1)
