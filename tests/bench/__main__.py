"""`make bench`: each benchmark on a PostgreSQL of its own making, its floor measured in the same run.

    python -m tests.bench [--only sweep] [--scale 0.01]

A benchmark is a module of this package with `run(scale) -> dict | list[dict]`; each dict has at least name, rows,
ours_s, floor_s and peak_mb. It finds Django set up and the tables migrated, in a process and a database of its own, so
that its memory is its own and nobody has warmed it. Here ratio and machine are added, the line is printed and kept in
var/bench.jsonl. PostgreSQL runs with its own defaults: every commit waits for the disk.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import psycopg2

from tests.servers.postgres import DURABLE, running_postgres
from tests.servers.process import open_folder
from tests.servers.redis import running_redis

ROOT = Path(__file__).resolve().parents[2]
# What the platform promises about speed. A name without its module is an error, not a benchmark fewer.
BENCHMARKS = {
    "award": "award",
    "categories": "categories",
    "import": "import_places",
    "registers": "registers",
    "sweep": "sweep",
    "report": "report",
    "redeem": "redeem",
    "board": "board",
    "drill": "drill",
    "screen": "screen",
    "tally": "tally",
}


def main() -> int:
    options = _options()
    failures = 0
    with running_postgres(DURABLE) as postgres, running_redis() as redis, open_folder() as var:
        for name in options.only or BENCHMARKS:
            environment = {
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "governance.settings",
                "DATABASE_URL": _fresh_database(postgres, name),
                "REDIS_URL": redis,
                "SHAODAO_VAR": str(var / name),
                "LOG_LEVEL": "WARNING",
                "BENCH_JSONL": str(ROOT / "var" / "bench.jsonl"),
            }
            command = [sys.executable, "-m", "tests.bench.one", BENCHMARKS[name], str(options.scale)]
            failures += subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode != 0
    return 1 if failures else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--only", action="append", choices=BENCHMARKS)
    parser.add_argument("--scale", type=float, default=1.0, help="1 is the full size")
    return parser.parse_args()


def _fresh_database(server: str, name: str) -> str:
    connection = psycopg2.connect(server)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "bench_{name}"')
    connection.close()
    return server.rsplit("/", 1)[0] + f"/bench_{name}"


if __name__ == "__main__":
    sys.exit(main())
