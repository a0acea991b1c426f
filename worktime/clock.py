"""The one place where the system asks what time it is.

Only views, tasks and commands call `now()`; everything below takes `at` from its caller.
"""

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

FASTEST = 100_000
LAST_YEAR = 2100  # calendars and the computer's own dates end not long after: a clock beyond it has run away


class BadPace(ValueError):
    """The clock cannot run like that; the message says so in English and Chinese."""


def now() -> datetime:
    """The present moment, aware. With CLOCK_FILE (the demo's SPEED) simulated time that runs faster."""
    if settings.CLOCK_FILE is None:
        return timezone.now()
    return _shown(settings.CLOCK_FILE, timezone.now())


def set_pace(path: Path, speed: float) -> datetime:
    """Let the clock in `path` run `speed` times as fast from now on, from where it stood. Returns that moment.

    Raises BadPace, and leaves the clock as it was, for a speed out of bounds or a clock that has run away.
    """
    check_speed(speed)
    real = timezone.now()
    shown = max(real, _standing(path, real)) if path.exists() else real
    path.write_text(json.dumps({"real": real.isoformat(), "shown": shown.isoformat(), "speed": speed}))
    return shown


def check_speed(speed: float) -> None:
    if not 1 <= speed <= FASTEST:
        raise BadPace(
            f"SPEED={speed:g} is out of bounds: give a number from 1 to {FASTEST}, as in `make demo SPEED=3600`. "
            f"SPEED 请填 1 到 {FASTEST} 的数，例如 make demo SPEED=3600。"
        )


def _standing(path: Path, real: datetime) -> datetime:
    """Where the clock in `path` stands."""
    try:
        shown = _shown(path, real)
    except OverflowError:
        shown = datetime.max.replace(tzinfo=real.tzinfo)
    if shown.year > LAST_YEAR:
        raise BadPace(
            f"The demo's clock has run past the year {LAST_YEAR}: delete the folder {path.parent} and start anew. "
            f"演示时钟已经走过 {LAST_YEAR} 年：请删除文件夹 {path.parent} 后重新启动。"
        )
    return shown


def _shown(path: Path, real: datetime) -> datetime:
    pace = _pace(path, path.stat().st_mtime_ns)
    return pace["shown"] + (real - pace["real"]) * pace["speed"]


@lru_cache(maxsize=1)
def _pace(path: Path, _mtime_ns: int) -> dict:
    raw = json.loads(path.read_text())
    return {
        "real": datetime.fromisoformat(raw["real"]),
        "shown": datetime.fromisoformat(raw["shown"]),
        "speed": float(raw["speed"]),
    }
