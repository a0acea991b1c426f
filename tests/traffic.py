"""After a test that left cases behind, the board's figures are those of the cases: twice counted, and summed right.

Of a fixed tenth of the tests, with FIGURES=all of each: what the suite puts cases through is richer than any factory.
"""

from __future__ import annotations

import os
from itertools import pairwise
from zlib import crc32

import pytest
from django.db import connection

from cases.models import Case
from dashboards.checking import faults
from dashboards.models import Fact
from tests.dashboards.second.comparing import everything, facts_are_those_of_the_histories
from tests.factories import MONDAY

FOLDERS = ("tests/cases/", "tests/desk/", "tests/mechanisms/", "tests/resident/", "tests/stories/")
ONE_IN = 1 if os.environ.get("FIGURES") == "all" else 10


def check_figures(item: pytest.Item) -> None:
    if _is_asked(item) and not connection.needs_rollback and Case.objects.exists():
        wrong = list(faults(at=MONDAY))
        assert not wrong, f"the board after this test: {wrong}"
        cases = [case for case in Case.objects.order_by("pk") if _lived_through(case)]
        facts_are_those_of_the_histories(everything(cases), Fact.objects.filter(case__in=cases))


def _lived_through(case: Case) -> bool:
    """Not put where it is by hand, as some tests do."""
    rows = list(case.events.order_by("seq"))
    fits = all(one.to_state == other.from_state for one, other in pairwise(rows))
    began = bool(rows) and rows[0].at == case.submitted_at
    return began and fits and (rows[-1].to_state, rows[-1].to_level) == (case.state, case.owner_level)


def _is_asked(item: pytest.Item) -> bool:
    """It keeps the database, lives cases through by deeds, and it is its turn."""
    names = set(getattr(item, "fixturenames", ()))
    has_rows = item.get_closest_marker("django_db") or names & {"db", "transactional_db"}
    by_hand = item.get_closest_marker("by_hand")
    return (
        bool(has_rows) and not by_hand and item.nodeid.startswith(FOLDERS) and crc32(item.nodeid.encode()) % ONE_IN == 0
    )
