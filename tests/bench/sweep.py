"""The sweep and the announcing after it, against set-based SQL that writes the same rows.

Of 1,000,000 cases 100,000 are overdue on the levels 1 to 4. Ours: a process of its own sweeps, then announces, until
nothing is left, in its own batches. The floor: on a copy of the database as it was before, plain psycopg2 takes the
rows that ours wrote from tables beside and writes them, five statements in one transaction: cases updated, events,
assisting units, announced marks and messages inserted. Then the sweep finds nothing more; and of another 100,000
overdue cases four sweepers at once move each one once.
"""

import json
import subprocess
import sys
import time
from contextlib import closing
from typing import Any

import psycopg2
from django.db import connection

from tests.bench.floor import bring, copy_of_the_database
from tests.bench.synthetic import AT, build_cases, build_district, make_spare_cases_overdue

CASES, SWEEPERS = 1_000_000, 4
CASE = "cases_case"
CHANGED = [
    *("state", "owner_level", "owner_org_id", "host_org_id", "respond_from", "respond_limit", "respond_by", "due_at"),
    *("handle_from", "handle_limit", "handle_by", "overdue", "yellow_card", "red_card", "supervised", "version"),
]
INSERTED = [
    *("cases_event", "cases_assistingunit"),
    *("notifications_announced", "notifications_catchingup", "notifications_message", "notifications_digestline"),
]


def run(scale: float) -> dict[str, Any]:
    build_district()
    build_cases(int(CASES * scale))
    copy = copy_of_the_database()
    ours = _in_a_process()
    floor_s, written = _floor(copy)
    again = _in_a_process()
    if again["moved"] or again["told"]:
        raise RuntimeError(f"the second sweep found something to do: {again}")
    return {
        "name": "sweep",
        "rows": ours["moved"],
        "ours_s": round(ours["sweep_s"] + ours["announce_s"], 3),
        "floor_s": floor_s,
        "peak_mb": ours["peak_mb"],
        "sweep_s": ours["sweep_s"],
        "announce_s": ours["announce_s"],
        "written": written,
        "second_sweep_moved": again["moved"],
        "second_sweep_s": again["sweep_s"],
        **_sweepers_at_once(),
    }


SWEEP = """
import json, resource, sys, time
from datetime import datetime
import django
django.setup()
from cases import actions
from django.db import connection
from notifications.actions import announce
connection.ensure_connection()
at, start = datetime.fromisoformat(sys.argv[1]), float(sys.argv[2])
time.sleep(max(0, start - time.time()))
began = time.perf_counter()
moved = actions.sweep(at=at).moved
swept = time.perf_counter()
told = announce(at=at) if "announce" in sys.argv else 0
done = time.perf_counter()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"moved": moved, "told": told, "sweep_s": round(swept - began, 3),
                  "announce_s": round(done - swept, 3), "peak_mb": round(peak, 1)}))
"""


def _start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SWEEP, AT.isoformat(), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _end(process: subprocess.Popen[str]) -> dict[str, Any]:
    said, errors = process.communicate()
    if process.returncode:
        raise RuntimeError(errors[-2000:])
    return json.loads(said)


def _in_a_process() -> dict[str, Any]:
    _sql("CHECKPOINT")
    return _end(_start(0, "announce"))


def _floor(url: str) -> tuple[float, dict[str, int]]:
    """Seconds in which set-based SQL writes the rows of the sweep that has just been, and how many in which table."""
    with closing(psycopg2.connect(url)) as bare, bare.cursor() as cursor:
        for table, rows in _what_was_written().items():
            bring(cursor, table, rows, {"at": AT})
        bare.commit()
        bare.autocommit = True
        cursor.execute("ANALYZE")
        cursor.execute("CHECKPOINT")
        bare.autocommit = False
        written = {}
        began = time.perf_counter()
        cursor.execute(_update())
        written[CASE] = cursor.rowcount
        for table in INSERTED:
            cursor.execute(f"INSERT INTO {table} SELECT * FROM new_{table}")
            written[table] = cursor.rowcount
        bare.commit()
        return round(time.perf_counter() - began, 3), written


def _what_was_written() -> dict[str, str]:
    """For each table the query that finds the rows which the sweep and the announcing wrote."""
    moved = "SELECT case_id FROM cases_event WHERE at = %(at)s AND role = '系统'"
    return {
        CASE: f"SELECT * FROM {CASE} WHERE id IN ({moved})",
        "cases_event": "SELECT * FROM cases_event WHERE at = %(at)s AND role = '系统'",
        "cases_assistingunit": "SELECT * FROM cases_assistingunit WHERE since_at = %(at)s",
        "notifications_announced": "SELECT * FROM notifications_announced",
        "notifications_catchingup": "SELECT * FROM notifications_catchingup",
        "notifications_message": "SELECT * FROM notifications_message",
        "notifications_digestline": "SELECT * FROM notifications_digestline",
    }


def _update() -> str:
    """The columns that a sweep may change, each from the row it became."""
    sets = ", ".join(f"{column} = new.{column}" for column in CHANGED)
    return f"UPDATE {CASE} SET {sets} FROM new_{CASE} new WHERE new.id = {CASE}.id AND new.version = {CASE}.version + 1"


def _sweepers_at_once() -> dict[str, Any]:
    """Four processes share the second set of overdue cases. Raises when a case was moved twice, or not at all."""
    make_spare_cases_overdue()
    _sql("CHECKPOINT")
    (overdue,), (last,) = (
        _sql("SELECT count(*) FROM cases_case WHERE due_at <= %s", AT),
        _sql("SELECT max(id) FROM cases_event"),
    )
    start = time.time() + 5  # by then each has started up
    sweepers = [_end(process) for process in [_start(start) for _ in range(SWEEPERS)]]
    steps, cases = _sql("SELECT count(*), count(DISTINCT case_id) FROM cases_event WHERE id > %s", last)
    moved = [sweeper["moved"] for sweeper in sweepers]
    if not overdue == sum(moved) == steps == cases:
        raise RuntimeError(f"{overdue} overdue, moved {moved}, {steps} steps of {cases} cases")
    return {
        "sweepers_moved": moved,
        "sweepers_s": max(sweeper["sweep_s"] for sweeper in sweepers),
        "sweepers_peak_mb": max(sweeper["peak_mb"] for sweeper in sweepers),
        "moved_twice": steps - cases,
    }


def _sql(statement: str, *parameters: Any) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchone() if cursor.description else ()
