"""The one place where the system asks what time it is.

Only views, tasks and commands call `now()`; everything below takes `at` from its caller.
"""

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The present moment, aware. With CLOCK_FILE (the demo's SPEED) simulated time that runs faster."""
    if settings.CLOCK_FILE is None:
        return timezone.now()
    pace = _pace(settings.CLOCK_FILE, settings.CLOCK_FILE.stat().st_mtime_ns)
    return pace["shown"] + (timezone.now() - pace["real"]) * pace["speed"]


def set_pace(path: Path, speed: float) -> datetime:
    """Let the clock in `path` run `speed` times as fast from now on, from where it stood. Returns that moment."""
    real = timezone.now()
    shown = real
    if path.exists():
        pace = _pace(path, path.stat().st_mtime_ns)
        shown = max(real, pace["shown"] + (real - pace["real"]) * pace["speed"])
    path.write_text(json.dumps({"real": real.isoformat(), "shown": shown.isoformat(), "speed": speed}))
    return shown


@lru_cache(maxsize=1)
def _pace(path: Path, _mtime_ns: int) -> dict:
    raw = json.loads(path.read_text())
    return {
        "real": datetime.fromisoformat(raw["real"]),
        "shown": datetime.fromisoformat(raw["shown"]),
        "speed": float(raw["speed"]),
    }
