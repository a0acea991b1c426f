"""The board's page of a district, a street, a community and a grid, signed in, from request to page.

`queries` says how many each takes: at most 15 are allowed. The floor: the same queries sent as they were, without
Django. 100,000 cases: what a page of tallies costs does not depend on how many there are (`make bench ONLY=board`).
"""

from __future__ import annotations

import resource
import time
from statistics import median
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.passing import FACTOR, PASSED
from grids.models import Place
from grids.workflow import Level
from partyorg.kinds import Kind
from tests.bench.figures import build_figures
from tests.bench.synthetic import AT

CASES, ROUNDS, ALLOWED = 100_000, 15, 15
LEVELS = (Level.DISTRICT, Level.STREET, Level.COMMUNITY, Level.GRID)


def run(scale: float) -> list[dict[str, Any]]:
    build_figures(int(CASES * scale))
    client = Client(headers={"host": "localhost"})
    client.cookies["sessionid"] = session_of(User.objects.get(posts__organisation__kind=Kind.PLATFORM))
    with patch("worktime.clock.now", lambda: AT):
        return [_measured(client, level) for level in LEVELS]


def session_of(person: User) -> str:
    """The key of a session in which this person has signed in, second factor and all."""
    client = Client()
    client.force_login(person)
    session = client.session
    session[FACTOR] = PASSED
    session.save()
    assert session.session_key
    return session.session_key


def _measured(client: Client, level: Level) -> dict[str, Any]:
    place = Place.objects.filter(level=level).order_by("code")[0]
    address = f"/board/{place.pk}/?period=month"
    client.get(address)  # the first page of a process reads templates
    with CaptureQueriesContext(connection) as sent:
        answer = client.get(address)
    if answer.status_code != 200 or len(sent) > ALLOWED:
        raise RuntimeError(f"{address}: {answer.status_code}, {len(sent)} queries")
    statements = [query["sql"] for query in sent.captured_queries]
    return {
        "name": f"drill, {level.lower()}",
        "rows": len(answer.content),
        "ours_s": round(median(_seconds(lambda: client.get(address)) for _ in range(ROUNDS)), 5),
        "floor_s": round(median(_seconds(lambda: _send(statements)) for _ in range(ROUNDS)), 5),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "queries": len(statements),
    }


def _send(statements: list[str]) -> None:
    with connection.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            if cursor.description:
                cursor.fetchall()


def _seconds(do: Any) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began
