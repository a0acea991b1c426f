"""A boundary changed by one process counts in every other at once, without a restart."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from grids.actions import approve_boundary, close_place, propose_boundary
from tests.grids.conftest import SMALL, Run, Write, place, square

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
LISTENER = """
import sys, django
django.setup()
from grids.locating import locate
for line in sys.stdin:
    found = locate(*map(float, line.split()))
    print(f"{found.place.code} {found.exact}" if found else "nowhere", flush=True)
"""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other_process(transactional_db: None) -> Iterator[subprocess.Popen[str]]:
    """Another process on the same database, which answers where a point lies."""
    process = subprocess.Popen(
        [sys.executable, "-c", LISTENER],
        env={**os.environ, "DATABASE_URL": _address_of_the_test_database()},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        process.stdin.close()  # type: ignore[union-attr]


def test_a_boundary_that_a_second_person_approves_counts_in_another_process(
    run: Run, file: Write, drawings: Any, administrator: User, second: User, other_process: subprocess.Popen[str]
):
    run("import_places", file(SMALL), "--boundaries", drawings(_370203022006001=square(120.35, 36.11)))
    assert ask(other_process) == "nowhere"
    wider = propose_boundary(
        place("370203022006001"), geometry=square(120.35, 36.11, 0.03), reason="新楼入住", by=administrator, at=AT
    )
    assert ask(other_process) == "nowhere"

    approve_boundary(wider, by=second, at=AT)

    assert ask(other_process) == "370203022006001 True"


def test_a_closed_grid_takes_nothing_in_any_more(
    run: Run, file: Write, drawings: Any, administrator: User, other_process: subprocess.Popen[str]
):
    run("import_places", file(SMALL), "--boundaries", drawings(_370203022006001=square(120.35, 36.11, 0.03)))
    assert ask(other_process) == "370203022006001 True"
    close_place(place("370203022006001"), on=AT.date(), by=administrator, at=AT)
    assert ask(other_process) == "nowhere"


def ask(process: subprocess.Popen[str]) -> str:
    assert process.stdin
    assert process.stdout
    process.stdin.write("36.115 120.375\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def _address_of_the_test_database() -> str:
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
