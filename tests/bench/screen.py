"""50 wall screens that ask a gunicorn worker what is new, each once in 20 seconds, while nothing changes.

`ours_s`: seconds of the processor that the worker and the database took meanwhile. The floor: the seconds of the clock,
so that the ratio is the share of one core; at most 0.2 is allowed. 30 hang in the district, the others in its streets.
Every answer has to be 304.
"""

from __future__ import annotations

import http.client
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import psutil
from django.conf import settings

from accounts.models import User
from grids.models import Place
from grids.workflow import Level
from partyorg.kinds import Kind
from tests.bench.drill import session_of
from tests.bench.figures import build_figures
from tests.servers.process import free_port, server

CASES, SCREENS, IN_THE_DISTRICT, EVERY = 1_000_000, 50, 30, 20.0


@dataclass
class Wall:
    port: int
    path: str
    session: str
    mark: str = ""

    def ask(self) -> int:
        """How it was answered: 200 the first time, 304 as long as nothing changes."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": f"sessionid={self.session}", "Host": "localhost"}
        asking.request("GET", self.path, headers=headers | ({"If-None-Match": self.mark} if self.mark else {}))
        answer = asking.getresponse()
        answer.read()
        asking.close()
        self.mark = answer.headers.get("ETag", "")
        return answer.status


def run(scale: float) -> dict[str, Any]:
    build_figures(int(CASES * scale))
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "governance.wsgi", "--chdir", str(settings.BASE_DIR)]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "4", "--no-control-socket"]
    walls = _walls(port)
    with server(command, log=settings.VAR_DIR / "screens.log", answers=lambda: _answers(walls[0])):
        first = [wall.ask() for wall in walls]
        if set(first) != {200}:
            raise RuntimeError(f"the first answers were {first}")
        before, began = _processor(port), time.perf_counter()
        answers = _in_turn(walls)
        seconds = time.perf_counter() - began
        used = [_spent(earlier, later) for earlier, later in zip(before, _processor(port), strict=True)]
        largest = max(process.memory_info().rss for process in _workers(port))
    if set(answers) != {304}:
        raise RuntimeError(f"nothing had changed, and the answers were {answers}")
    return {
        "name": "screen",
        "rows": len(answers),
        "ours_s": round(sum(used), 3),
        "floor_s": round(seconds, 3),
        "peak_mb": round(largest / 2**20, 1),
        "worker_s": round(used[0], 3),
        "postgres_s": round(used[1], 3),
    }


def _walls(port: int) -> list[Wall]:
    session = session_of(User.objects.get(posts__organisation__kind=Kind.PLATFORM))
    district = Place.objects.get(level=Level.DISTRICT)
    streets = list(Place.objects.filter(level=Level.STREET).order_by("code"))
    places = [district] * IN_THE_DISTRICT + [
        streets[number % len(streets)] for number in range(SCREENS - IN_THE_DISTRICT)
    ]
    return [Wall(port, f"/board/{place.pk}/screen/now/", session) for place in places]


def _in_turn(walls: list[Wall]) -> list[int]:
    """All of them once, evenly over the time in which each asks once."""
    began, answers = time.monotonic(), []
    for number, wall in enumerate(walls):
        time.sleep(max(0.0, began + number * EVERY / len(walls) - time.monotonic()))
        answers.append(wall.ask())
    time.sleep(max(0.0, began + EVERY - time.monotonic()))
    return answers


def _answers(wall: Wall) -> bool:
    with suppress(OSError):
        return bool(Wall(wall.port, "/healthz", "").ask())
    return False


def _processor(port: int) -> tuple[dict[int, float], dict[int, float]]:
    """Seconds of the processor so far, by process: of the site, of PostgreSQL."""
    return _seconds_of(_workers(port)), _seconds_of(_of_postgres())


def _spent(before: dict[int, float], after: dict[int, float]) -> float:
    return sum(seconds - before.get(process, 0) for process, seconds in after.items())


def _workers(port: int) -> list[psutil.Process]:
    return _processes(lambda words: f"127.0.0.1:{port}" in words)


def _of_postgres() -> list[psutil.Process]:
    return _processes(lambda words: f"{settings.DATABASES['default']['NAME']} " in words and "postgres:" in words)


def _processes(which: Callable[[str], bool]) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if which(" ".join([*process.cmdline(), ""])):
                found.append(process)
    return found


def _seconds_of(processes: list[psutil.Process]) -> dict[int, float]:
    return {process.pid: process.cpu_times().user + process.cpu_times().system for process in processes}
