"""Creating cases through HTTP, gunicorn with 2 workers and 8 browsers, against a bare view that inserts the same rows.

Both sites write to the same tables and are driven turn by turn, so that whatever else the machine does falls on both.
`ours_s` and `floor_s` are the median round times the number of rounds: what all the reports take.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from typing import Any
from uuid import uuid4

import psutil
from django.conf import settings
from django.db import connection
from shapely.geometry import shape

from cases import actions
from cases.models import Case, Category
from governance.demo.organisations import add_organisations
from governance.demo.places import load_places
from grids.models import Boundary, Level
from partyorg.hats import RESIDENT
from tests.bench.browser import Browser, send_all
from tests.servers.process import free_port, server
from worktime import clock

REPORTS, ROUNDS, WARMING, BROWSERS, WORKERS = 2000, 5, 40, 8, 2


@dataclass
class Site:
    port: int
    browsers: list[Browser]
    rounds: list[float] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        return round(median(self.rounds) * ROUNDS, 3)

    @property
    def largest_process_mb(self) -> float:
        servers = [each for each in psutil.Process().children(recursive=True) if f":{self.port}" in str(each.cmdline())]
        return round(max(each.memory_info().rss for each in servers) / 2**20, 1)


def run(scale: float) -> dict[str, Any]:
    at = clock.now()
    load_places(at=at)
    add_organisations(at=at)
    reports, each = _reports(), max(BROWSERS, round(REPORTS * scale / ROUNDS))
    with _site("ours", "governance.wsgi") as ours, _bare_site(at) as floor:
        for site in (ours, floor):
            send_all(site.browsers, islice(reports, WARMING))
        before = Case.objects.count()
        for number in range(ROUNDS):
            for site in (ours, floor) if number % 2 else (floor, ours):
                site.rounds.append(send_all(site.browsers, islice(reports, each)))
        written, sent = Case.objects.count() - before, 2 * ROUNDS * each
        if written != sent:
            raise RuntimeError(f"{sent} reports were sent, {written} cases were written")
        return {
            "name": "report",
            "rows": ROUNDS * each,
            "ours_s": ours.seconds,
            "floor_s": floor.seconds,
            "peak_mb": ours.largest_process_mb,
        }


def _reports() -> Iterator[dict[str, str]]:
    """Endlessly, what residents type, each at a point inside some grid."""
    chance, category = Random(370203), Category.objects.get(code="LEAK").pk
    drawn = Boundary.objects.in_force().filter(place__level=Level.GRID).values_list("geometry", flat=True)
    points = [shape(geometry).representative_point() for geometry in drawn]
    number = 0
    while True:
        point, number = chance.choice(points), number + 1
        yield {
            "words": f"地下室漏水，墙皮都湿了，已经第{number}天。请尽快派人来看一看。",
            "lat": str(point.y),
            "lon": str(point.x),
            "address": f"{number}号楼 2 单元",
            "category": str(category),
            "name": "张三",
            "phone": f"141{number:08d}",
            "key": str(uuid4()),
        }


@contextmanager
def _site(name: str, application: str, *environment: str) -> Iterator[Site]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--chdir", str(settings.BASE_DIR)]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), "--no-control-socket"]
    command += [part for each in ("DEBUG=0", *environment) for part in ("--env", each)]
    with server(command, log=settings.VAR_DIR / f"{name}.log", answers=lambda: _answers(port)):
        yield Site(port, [Browser(port) for _ in range(BROWSERS)])


def _answers(port: int) -> bool:
    try:
        Browser(port)
    except OSError:
        return False
    return True


@contextmanager
def _bare_site(at: datetime) -> Iterator[Site]:
    """It copies the rows of one case that was written by the project itself, so that they are the same rows."""
    said = next(_reports())
    place = Boundary.objects.in_force().filter(place__level=Level.GRID).select_related("place")[0].place
    case = actions.report(
        actions.Report(words=said["words"], place=place, name=said["name"], phone=said["phone"]), by=RESIDENT, at=at
    )
    rows = {"cases_case": _row("cases_case", "id", case), "cases_event": _row("cases_event", "case_id", case)}
    path: Path = settings.VAR_DIR / "bare_rows.json"
    path.write_text(json.dumps(rows, default=str), encoding="utf8")
    with _site("bare", "tests.bench.bare.wsgi", f"BARE_ROWS={path}") as site:
        yield site


def _row(table: str, key: str, case: Case) -> dict[str, Any]:
    """A row as psycopg2 gives it back and takes it, but for its own id."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE {key} = %s", [case.pk])
        columns = [column.name for column in cursor.description]
        [row] = cursor.fetchall()
    return {column: value for column, value in zip(columns, row, strict=True) if column != "id"}
