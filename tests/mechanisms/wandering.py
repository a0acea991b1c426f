"""A case handed around at random through HTTP: people press what their page offers or force what it does not.

`tests/cases/living` does the same below the pages, far longer; here the pages are in between. `live` may be given a
whole scale of waits: hours, a weekend, three months.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

from django.core.management import call_command
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from cases.forms import FORMS
from cases.models import Case, Category
from cases.terms import Kind
from tests.factories import PEOPLE
from tests.front_door import FrontDoor

SENDING_DOWN = ["return", "send_back", "reject"]
PAGES = sorted({*FORMS, *Kind.values, *SENDING_DOWN})

press = st.tuples(st.just("press"), st.sampled_from(sorted(PEOPLE)), st.integers(0, 19))
force = st.tuples(st.just("force"), st.sampled_from(sorted(PEOPLE)), st.sampled_from(PAGES))
wait = st.tuples(st.just("wait"), st.sampled_from([1, 5, 30, 100, 24 * 95]), st.none())
lives = st.lists(st.one_of(press, press, force, wait), min_size=4, max_size=14)
LONGEST = timedelta(days=300)  # a life; the sweep by hand takes no moment that is over a year away
few = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


def live(door: FrontDoor, at: datetime, life: list[tuple[Any, Any, Any]], check: Callable[[], None]) -> None:
    """One life of a case from `at` on; `check` is asked after every step. No page ever breaks."""
    ends = at + LONGEST
    for number, (what, who, more) in enumerate(life):
        at = min(at + timedelta(hours=who), ends) if what == "wait" else at + timedelta(minutes=5)
        if what == "wait":
            call_command("sweep", "--at", at.isoformat(), stdout=StringIO())
        elif what == "force":
            _post(door, who, more, at, number)
        elif door.may_see(who, at) and (offered := sorted(door.offered(who, at))):
            _post(door, who, offered[more % len(offered)], at, number)
        check()


def _post(door: FrontDoor, who: str, event: str, at: datetime, number: int) -> None:
    answer = door.post(who, event, at, **_anything(door, event, at, number))
    assert answer.status_code in (303, 403, 404, 409, 422), (who, event, answer.status_code)


def _anything(door: FrontDoor, event: str, at: datetime, number: int) -> dict[str, Any]:
    """All that any form asks for; each takes what is its own."""
    case = door.now
    everything = {**_units(door, case, number), **_days(at), **_words(case), **_choices(case, event, number)}
    return everything | {"category": Category.objects.get(code="LEAK").pk}


def _units(door: FrontDoor, case: Case, number: int) -> dict[str, Any]:
    units = door.town.units
    host = [case.owner_org_id, units["housing"].pk, units["branch"].pk][number % 3]
    return {"host": host, "units": [units["finance"].pk], "whistle": _last_whistle(case)}


def _last_whistle(case: Case) -> Any:
    called = case.events.filter(kind__in=[Kind.WHISTLE, Kind.DISPATCH])
    return called.order_by("-seq").values_list("pk", flat=True).first() or ""


def _days(at: datetime) -> dict[str, str]:
    today, later = f"{at:%Y-%m-%dT%H:%M}", f"{at + timedelta(hours=4):%Y-%m-%dT%H:%M}"
    in_twenty_days = (at + timedelta(days=20)).date().isoformat()
    return {"arrived_at": today, "meets_at": later} | dict.fromkeys(["due_1", "due_on", "review_on"], in_twenty_days)


def _words(case: Case) -> dict[str, Any]:
    return {
        "tried": "上门看过",
        "reason": "本级办不了",
        "study": "已研判",
        "leader": "示例领导",
        "decision": "整体修缮",
        "money": "1000",
        "what_1": "完工",
        "result": "办好了",
        "answer": "已配合",
        "cause": "属于信访事项" if case.state == "submitted" else "资金尚未落实",
        "channel": "信访部门",
        "statement": "年底才有钱",
        "plan": "列入明年预算",
        "basis": "物业管理条例",
        "about": "谁来修",
        "minutes": "由住建局修",
        "person": "褚工",
        "where": "楼下",
        "facts": "又漏了",
        "words": "三楼也漏",
        "number": case.number,
    }


def _choices(case: Case, event: str, number: int) -> dict[str, Any]:
    yes = ["YES", "NO"][number % 2]
    return {
        "urgency": "NORMAL",
        "resource": "none",
        "to": max(1, case.owner_level + (1 if number % 4 else -1)),
        "whistle_kind": "PROGRESS",
        "on_site": "on",
        "checked": "on",
        "how": "PHONE" if event == "contacted" else "没人接",
        "kind": "GENERAL",
        "amount": "1",
        "ruling": ["UPHELD", "MOVED"][number % 2],
        "manner": "4",
        **dict.fromkeys(["solved", "satisfied", "on_time", "proper"], yes),
        "dissatisfaction": "" if yes == "YES" else "RESULT",
    }
