"""`make demo` holds its processes together: asked from outside, as a terminal or an init system would."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import os, sys
from governance.demo.processes import ChildEnded, Processes
try:
    with Processes() as processes:
        for name in ("web", "worker"):
            processes.start(name, ["sh", "-c", "sleep 600 & wait"], environment=os.environ)
        print("ready", flush=True)
        processes.watch()
except KeyboardInterrupt:
    print("stopped")
except ChildEnded as ended:
    print(ended)
"""


@pytest.fixture
def demo() -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", SCRIPT], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def family(process: subprocess.Popen[str], size: int) -> list[psutil.Process]:
    """Children and grandchildren, once all of them are there."""
    while len(found := psutil.Process(process.pid).children(recursive=True)) < size:
        time.sleep(0.05)
    return found


def living(members: list[psutil.Process]) -> list[psutil.Process]:
    """Those that still run, after a moment for SIGKILL to arrive. A zombie has ended and waits for init to notice."""
    for _ in range(100):
        alive = [member for member in members if _is_alive(member)]
        if not alive:
            break
        time.sleep(0.05)
    return alive


def _is_alive(member: psutil.Process) -> bool:
    try:
        return member.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything_and_leaves_no_orphan(demo: subprocess.Popen[str], number: signal.Signals) -> None:
    members = family(demo, 4)
    os.kill(demo.pid, number)
    assert demo.communicate(timeout=30)[0] == "stopped\n"
    assert living(members) == []


def test_if_one_process_ends_the_others_are_stopped_and_it_is_named(demo: subprocess.Popen[str]) -> None:
    members = family(demo, 4)
    web = min(psutil.Process(demo.pid).children(), key=lambda child: child.create_time())
    web.kill()
    assert demo.communicate(timeout=30)[0] == "web ended by itself (exit code -9).\n"
    assert living(members) == []
