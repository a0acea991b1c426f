"""A worker that is killed at a chosen moment: a child process with its own connection, and SIGKILL from its own hand.

    lives(job)                       the job runs to its end in a child: True
    lives(job, dies_after=7)         the child kills itself after its 7th moment: False, or True if it ended before

A moment has passed when a statement has been executed, when a transaction has been committed, and when one of
`deeds_outside` (what no transaction holds: a file, a gateway) has been done. Between two moments nothing changes that
anybody else could see; so a job that survives a death after each of them survives one anywhere.
"""

import os
import signal
import time
from collections.abc import Callable, Sequence
from functools import wraps
from multiprocessing import get_context
from typing import Any

from django.db import connection, connections

Deed = tuple[Any, str]  # a class or an object, and the name of its method
MORTAL = "shaodao-mortal"  # as PostgreSQL names the children's connections


def lives(job: Callable[[], object], *, dies_after: int | None = None, deeds_outside: Sequence[Deed] = ()) -> bool:
    """Run the job in a child; whether it came to its end. A job that fails fails the test, with its traceback."""
    connections.close_all()  # a connection must not be shared with the child
    child = get_context("fork").Process(target=_live, args=(job, dies_after, deeds_outside))
    child.start()
    child.join()
    _until_forgotten()
    assert child.exitcode in (0, -signal.SIGKILL), f"the job failed: exit code {child.exitcode}"
    return child.exitcode == 0


def _live(job: Callable[[], object], dies_after: int | None, deeds_outside: Sequence[Deed]) -> None:
    os.environ["PGAPPNAME"] = MORTAL
    life = _Life(dies_after)
    for owner, name in [(connection, "_commit"), *deeds_outside]:
        setattr(owner, name, life.ending_with(getattr(owner, name)))
    with connection.execute_wrapper(life.after_statement):
        job()
    connections.close_all()


class _Life:
    def __init__(self, moments: int | None) -> None:
        self.left = moments

    def after_statement(self, execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        done = execute(sql, *args)
        self._pass(sql)
        return done

    def ending_with(self, deed: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(deed)
        def doing(*args: Any, **kwargs: Any) -> Any:
            done = deed(*args, **kwargs)
            self._pass(deed.__qualname__)
            return done

        return doing

    def _pass(self, moment: str) -> None:
        if self.left is not None:
            self.left -= 1
            if self.left == 0:
                os.write(2, f"killed after: {moment[:200]}\n".encode())  # shown when the test fails
                os.kill(os.getpid(), signal.SIGKILL)


def _until_forgotten() -> None:
    """PostgreSQL notices a dead client a moment later, and keeps its locks till then. The next beat would come late
    enough; a test must wait. It waits for its own child alone: whoever else is connected may stay for ever."""
    if connection.vendor != "postgresql":
        return  # SQLite's locks are the kernel's, and die with the process
    children = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s"
    with connection.cursor() as cursor:
        while cursor.execute(children, [MORTAL]) or cursor.fetchone():
            time.sleep(0.01)
