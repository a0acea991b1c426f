import csv
import json
from argparse import ArgumentParser
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

ENGINES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}


@dataclass(frozen=True)
class Mechanism:
    id: str
    place: str
    mechanism: str
    tested: bool
    why_not: str


class Command(BaseCommand):
    help = "Which mechanisms have an acceptance test that passed in the last run, on both engines"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON list instead of lines")

    def handle(self, *, json: bool, **options: Any) -> None:
        found = mechanisms()
        self.stdout.write(_as_json(found) if json else _as_lines(found))


def mechanisms() -> list[Mechanism]:
    """Every row of docs/mechanisms.csv, judged by its test file and by what the last runs recorded of it."""
    last_runs = {engine: _last_run(engine) for engine in ENGINES}
    with (settings.BASE_DIR / "docs" / "mechanisms.csv").open(encoding="utf8", newline="") as file:
        return [_judged(row, last_runs) for row in csv.DictReader(file)]


def _judged(row: dict[str, str], last_runs: dict[str, dict[str, dict[str, int]]]) -> Mechanism:
    why_not = _why_not(f"tests/mechanisms/test_{row['id']}.py", last_runs)
    return Mechanism(
        id=row["id"], place=row["place"], mechanism=row["mechanism_zh"], tested=not why_not, why_not=why_not
    )


def _why_not(test: str, last_runs: dict[str, dict[str, dict[str, int]]]) -> str:
    if not (settings.BASE_DIR / test).exists():
        return "没有测试"
    for engine, name in ENGINES.items():
        tally = last_runs[engine].get(test)
        if tally is None:
            return f"{name} 上没有运行过"
        if tally["failed"]:
            return f"{name} 上未通过"
        if tally["skipped"] or not tally["passed"]:
            return f"{name} 上没有完整运行"
    return ""


def _last_run(engine: str) -> dict[str, dict[str, int]]:
    """What the suite's plug-in wrote (tests/servers/results.py): outcomes counted per test file."""
    path: Path = settings.VAR_DIR / f"test-results-{engine}.json"
    return json.loads(path.read_text(encoding="utf8"))["files"] if path.exists() else {}


def _as_json(found: list[Mechanism]) -> str:
    return json.dumps([asdict(mechanism) for mechanism in found], ensure_ascii=False, indent=1)


def _as_lines(found: list[Mechanism]) -> str:
    lines = [f"{each.id}\t{'已测试' if each.tested else each.why_not}\t{each.mechanism}" for each in found]
    tested = sum(each.tested for each in found)
    return "\n".join(
        ["编号\t测试\t机制", *lines, f"共 {len(found)} 项：已测试 {tested} 项，未测试 {len(found) - tested} 项。"]
    )
