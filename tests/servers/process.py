"""Starting a server as a child that never outlives us."""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE_SECONDS = 60
PR_SET_PDEATHSIG = 1


class ServerFailed(RuntimeError):
    """A server did not start; the message carries the end of its log."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def may_be_entered(folder: Path) -> bool:
    """Whether a stranger's uid can walk down to `folder`: root's own home, for one, is closed."""
    return all(step.stat().st_mode & 0o001 for step in (folder, *folder.parents))


@contextmanager
def open_folder() -> Iterator[Path]:
    """A temporary folder that any uid could be given, removed at the end."""
    bases = [Path(base) for base in (tempfile.gettempdir(), "/tmp", "/var/tmp") if Path(base).is_dir()]
    base = next((base for base in bases if may_be_entered(base.resolve())), bases[0])
    folder = Path(tempfile.mkdtemp(prefix="shaodao-", dir=base))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def unprivileged() -> tuple[int, int] | None:
    """The uid and gid to become when we are root, None when we are not."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def become(identity: tuple[int, int] | None) -> dict:
    """Arguments for subprocess that give up root for `identity`."""
    return {"user": identity[0], "group": identity[1], "extra_groups": []} if identity else {}


def die_with_parent() -> None:
    """In the child, before exec: Linux sends SIGINT when the parent is gone, so even a killed run leaves no server.

    governance/demo/processes.py has the like of it, but to import governance is to read the settings: too early here.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


@contextmanager
def server(
    command: list[str], *, log: Path, answers: Callable[[], bool], identity: tuple[int, int] | None = None
) -> Iterator[None]:
    """Run `command` until the block ends; the block begins when `answers()` is true. SIGINT stops ours quickly."""
    with log.open("wb") as out:
        child = subprocess.Popen(
            command,
            cwd=log.parent,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C in the terminal reaches the tests first, then we stop the server
            preexec_fn=die_with_parent,
            **become(identity),
        )
    try:
        _wait(child, command[0], log, answers)
        yield
    finally:
        child.send_signal(signal.SIGINT)
        try:
            child.wait(timeout=20)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _wait(child: subprocess.Popen, name: str, log: Path, answers: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not answers():
        if child.poll() is not None or time.monotonic() > until:
            raise ServerFailed(f"{name} did not start:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.05)
