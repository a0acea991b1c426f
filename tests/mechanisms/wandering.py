"""A case handed around at random through HTTP: people press what their page offers or force what it does not.

`tests/cases/test_invariants.py` does the same below the pages, far longer; here the pages are in between.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

from django.core.management import call_command
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from cases.models import Category
from cases.terms import Kind
from tests.factories import PEOPLE
from tests.front_door import FrontDoor

SENDING_DOWN = ["return", "send_back", "reject"]

press = st.tuples(st.just("press"), st.sampled_from(sorted(PEOPLE)), st.integers(0, 9))
force = st.tuples(st.just("force"), st.sampled_from(sorted(PEOPLE)), st.sampled_from([*Kind.values, *SENDING_DOWN]))
wait = st.tuples(st.just("wait"), st.sampled_from([1, 5, 30, 100]), st.none())
lives = st.lists(st.one_of(press, press, force, wait), min_size=4, max_size=14)
few = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


def live(door: FrontDoor, at: datetime, life: list[tuple[Any, Any, Any]], check: Callable[[], None]) -> None:
    """One life of a case from `at` on; `check` is asked after every step."""
    for number, (what, who, more) in enumerate(life):
        at += timedelta(hours=who) if what == "wait" else timedelta(minutes=5)
        if what == "wait":
            call_command("sweep", "--at", at.isoformat(), stdout=StringIO())
        elif what == "force":
            door.post(who, more, at, **_anything(door, at, number))
        elif door.may_see(who, at) and (offered := sorted(door.offered(who, at))):
            door.post(who, offered[more % len(offered)], at, **_anything(door, at, number))
        check()


def _anything(door: FrontDoor, at: datetime, number: int) -> dict[str, Any]:
    """All that any form asks for; each takes what is its own."""
    case, units = door.now, door.town.units
    return {
        "category": Category.objects.get(code="LEAK").pk,
        "urgency": "NORMAL",
        "host": [case.owner_org_id, units["housing"].pk, units["branch"].pk][number % 3],
        "resource": "none",
        "tried": "上门看过",
        "to": max(1, case.owner_level + (1 if number % 4 else -1)),
        "reason": "本级办不了",
        "study": "已研判",
        "leader": "示例领导",
        "decision": "整体修缮",
        "money": "1000",
        "what_1": "完工",
        "due_1": (at + timedelta(days=20)).date().isoformat(),
        "result": "办好了",
        "answer": "已配合",
        "on_site": "on",
        "solved": ["YES", "NO"][number % 2],
        "satisfied": ["YES", "NO"][number % 2],
    }
