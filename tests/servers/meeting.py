"""Two that meet at a chosen moment: one is held after its n-th statement, the other runs meanwhile, then both go on.

    met = meet(lambda: sign(case), sweep, after=3)
    met.held, met.met                what each of them returned
    met.was_held                     False: it had fewer statements and met nobody

Who meets somebody that holds a lock waits for it, so the held one goes on as soon as the other has ended or stands
before a lock. Going through all n, every order of the two that can happen does happen, and happens again the next time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread
from typing import Any

from django.db import connection, connections


@dataclass
class Met:
    held: Any
    met: Any
    was_held: bool


def meet(held: Callable[[], Any], met: Callable[[], Any], *, after: int, counting: str = "") -> Met:
    """Let `met` run when `held` has executed `after` statements, counted from the first that names `counting`."""
    first, second = _Held(held, after, counting), _Traveller(met)
    first.start()
    first.stands_still.wait()
    second.start()
    while second.is_alive() and not second.waits_for(first):
        time.sleep(0.001)
    first.may_go_on.set()
    return Met(first.outcome(), second.outcome(), first.was_held)


class _Traveller(Thread):
    """A thread with a connection of its own, of which can be said whether it waits for a lock."""

    def __init__(self, deed: Callable[[], Any]) -> None:
        super().__init__()
        self.deed = deed
        self.returned: Any = None
        self.failure: BaseException | None = None
        self.in_transaction = False
        self.about_to_write = False
        self.backend = 0

    def run(self) -> None:
        try:
            connection.ensure_connection()
            if connection.vendor == "postgresql":
                self.backend = connection.connection.info.backend_pid
            with connection.execute_wrapper(self.around_statement):
                self.returned = self.deed()
        except BaseException as failure:  # it belongs to the test, in whose thread outcome() raises it
            self.failure = failure
        finally:
            connections.close_all()

    def around_statement(self, execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        self.about_to_write = not sql.startswith("SELECT")
        done = execute(sql, *args)
        self.about_to_write = False
        return done

    def waits_for(self, other: _Traveller) -> bool:
        return _WAITS[connection.vendor](self, other)

    def outcome(self) -> Any:
        self.join()
        if self.failure:
            raise self.failure
        return self.returned


class _Held(_Traveller):
    def __init__(self, deed: Callable[[], Any], after: int, counting: str) -> None:
        super().__init__(deed)
        self.left, self.counting, self.counts = after, counting, False
        self.stands_still, self.may_go_on = Event(), Event()
        self.was_held = False

    def run(self) -> None:
        super().run()
        self.stands_still.set()

    def around_statement(self, execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        done = super().around_statement(execute, sql, *args)
        self.counts = self.counts or self.counting in sql
        self.left -= self.counts
        if self.left == 0 and not self.was_held:
            self.was_held = True
            self.in_transaction = connection.vendor == "sqlite" and connection.connection.in_transaction
            self.stands_still.set()
            self.may_go_on.wait()
        return done


def _waits_on_postgresql(one: _Traveller, _other: _Traveller) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT wait_event_type = 'Lock' FROM pg_stat_activity WHERE pid = %s", [one.backend])
        return cursor.fetchone() == (True,)


def _waits_on_sqlite(one: _Traveller, other: _Traveller) -> bool:
    """One writer at a time: whoever begins to write while another's transaction is open waits for its end."""
    return one.about_to_write and other.in_transaction


_WAITS = {"postgresql": _waits_on_postgresql, "sqlite": _waits_on_sqlite}
