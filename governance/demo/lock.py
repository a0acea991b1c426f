"""One demo at a time from one folder: two would share a database and a clock."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunning(Exception):
    """Another demo runs from this folder."""


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Raises AlreadyRunning while another process is in here. The system gives the lock back when a process dies."""
    with (folder / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(
                f"A demo is running from {folder} already: stop it first with Ctrl-C. "
                f"{folder} 里的演示已经在运行，请先按 Ctrl-C 停止它。"
            ) from None
        yield
