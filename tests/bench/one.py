"""One benchmark, in a process and a database of its own: python -m tests.bench.one sweep 0.01"""

import importlib
import json
import os
import platform
import sys
from pathlib import Path

import django
import psutil
from django.core.management import call_command
from django.db import connection

KEYS = ("name", "rows", "ours_s", "floor_s", "ratio", "peak_mb")


def main(module: str, scale: float) -> None:
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    measured = importlib.import_module(f"tests.bench.{module}").run(scale)
    for row in measured if isinstance(measured, list) else [measured]:
        _keep(_line(row))


def _line(row: dict) -> str:
    """`ratio` is our time over the floor's; keys beyond the common ones follow them."""
    ratio = round(row["ours_s"] / row["floor_s"], 3)
    common = {key: {**row, "ratio": ratio}[key] for key in KEYS}
    return json.dumps({**common, **row, "ratio": ratio, "machine": _machine()}, ensure_ascii=False)


def _machine() -> str:
    memory = round(psutil.virtual_memory().total / 2**30)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), current_setting('fsync')")
        version, fsync = cursor.fetchone()
    postgres = f"PostgreSQL {version.split()[0]} defaults, fsync {fsync}"
    return f"{platform.machine()}, {os.cpu_count()} cores, {memory} GB, Python {platform.python_version()}, {postgres}"


def _keep(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
    path = Path(os.environ["BENCH_JSONL"])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf8") as file:
        file.write(line + "\n")


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
