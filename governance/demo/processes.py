"""Several processes under one command: none of them outlives the command, or the death of another."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping

GRACE_SECONDS = 10
PR_SET_PDEATHSIG = 1


class ChildEnded(Exception):
    """One of the processes ended by itself; the message names it and how it ended."""


class Processes:
    """Use as a context: whatever ends the block, Ctrl-C included, the processes are stopped at its end."""

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Processes":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup
                signal.signal(number, signal.default_int_handler)  # each ends the block as Ctrl-C does
        return self

    def start(self, name: str, command: list[str], *, environment: Mapping[str, str]) -> None:
        """A session of its own: Ctrl-C in the terminal reaches this command alone, which then stops the others."""
        self._running[name] = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )

    def check(self) -> None:
        for name, process in self._running.items():
            if (code := process.poll()) is not None:
                raise ChildEnded(f"{name} ended by itself (exit code {code}).")

    def watch(self) -> None:
        """Until a signal comes or one of the processes ends."""
        while True:
            self.check()
            time.sleep(0.3)

    def __exit__(self, *_: object) -> None:
        """SIGTERM, on which gunicorn and Celery finish what they are at; then SIGKILL for what is left."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for process in self._running.values():
            process.terminate()
        until = time.monotonic() + GRACE_SECONDS
        for process in self._running.values():
            _wait(process, until - time.monotonic())
        for process in self._running.values():
            _kill_session(process)


def _end_with_parent() -> None:
    """In the child, before exec: on Linux it gets SIGTERM even if this command is killed and cannot stop it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _wait(process: subprocess.Popen[bytes], seconds: float) -> None:
    try:
        process.wait(timeout=max(0, seconds))
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _kill_session(process: subprocess.Popen[bytes]) -> None:
    """The children that a process killed above, or crashed earlier, has left behind."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
