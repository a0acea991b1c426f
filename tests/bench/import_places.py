"""Importing places against the bare bulk insert of the same rows, and the whole country in one process.

The floor is psycopg2 alone: COPY of finished rows into the same table with the same indexes and constraints, in one
transaction. Ours starts from the CSV file: read, checked, linked, numbered, written, audited.
"""

import csv
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg2
from django.db import connection

from grids.models import Place

PLACES, COUNTRY = 12_000, 665_000
ROUNDS = 3

Line = tuple[str, str, str, str]


def run(scale: float) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        city = _write(Path(folder) / "city.csv", int(PLACES * scale), grids=8)
        country = _write(Path(folder) / "country.csv", int(COUNTRY * scale), grids=0)
        return [_against_the_floor("import", city, ROUNDS), _against_the_floor("import_country", country, 1)]


def _against_the_floor(name: str, file: Path, rounds: int) -> dict[str, Any]:
    """The best of some rounds, each on an empty table; the memory is that of a process of its own."""
    ours, floors, peak, rows = [], [], 0.0, 0
    for _ in range(rounds):
        _empty()
        seconds, megabytes = _import(file)
        ours.append(seconds)
        peak = max(peak, megabytes)
        rows = Place.objects.count()
        floors.append(_copy_of_the_same_rows())
    return {"name": name, "rows": rows, "ours_s": min(ours), "floor_s": min(floors), "peak_mb": round(peak, 1)}


IMPORT = """
import sys, time, resource, django
django.setup()
from django.core.management import call_command
from django.db import connection
from grids.management.commands.import_places import Command
connection.ensure_connection()
started = time.perf_counter()
call_command(Command(), sys.argv[1], stdout=sys.stderr)
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def _import(file: Path) -> tuple[float, float]:
    """Seconds and megabytes of our command in a process of its own, its start-up not counted."""
    done = subprocess.run([sys.executable, "-c", IMPORT, str(file)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    seconds, megabytes = done.stdout.split()
    return round(float(seconds), 3), float(megabytes)


def _copy_of_the_same_rows() -> float:
    """The rows that our import left, taken out and put back bare."""
    table = Place._meta.db_table
    rows = io.StringIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} TO STDOUT", rows)
    _empty()
    bare = psycopg2.connect(os.environ["DATABASE_URL"])
    rows.seek(0)
    started = time.perf_counter()
    with bare, bare.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} FROM STDIN", rows)
    seconds = time.perf_counter() - started
    bare.close()
    return round(seconds, 3)


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE grids_place RESTART IDENTITY CASCADE")
        cursor.execute("CHECKPOINT")


def _write(path: Path, count: int, grids: int) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("code", "name", "level", "parent_code"))
        for number, line in enumerate(_lines(grids)):
            if number >= count:
                break
            lines.writerow(line)
    return path


def _lines(grids: int) -> Iterator[Line]:
    """A country of more lines than anybody asks for, parents before children, with as many grids a community."""
    for province in range(11, 99):
        yield (str(province), f"第{province}省", "province", "")
        for city in range(1, 12):
            at = f"{province}{city:02}"
            yield (at, f"第{city}市", "city", str(province))
            for district in range(1, 10):
                yield from _district(f"{at}{district:02}", at, grids)


def _district(code: str, city: str, grids: int) -> Iterator[Line]:
    yield (code, f"{code}区", "district", city)
    for street in range(1, 15):
        at = f"{code}{street:03}"
        yield (at, f"第{street}街道办事处", "street", code)
        for community in range(1, 16):
            home = f"{at}{community:03}"
            yield (home, f"第{community}社区居民委员会", "community", at)
            for grid in range(1, grids + 1):
                yield (f"{home}{grid:03}", f"第{community}社区第{grid}网格", "grid", home)
