"""Bringing in a district by files, and the pages that list it afterwards.

1,000 organisations, 12,000 people with a post each, 2,877 members, by the importer: uploaded and looked at, confirmed,
written by the worker. The floor: the same rows by COPY into a table like theirs, with the same indexes and checks.
Then each page that lists a register, signed in as who keeps it: `ours_s` is the median of some requests, `floor_s` the
limit of 300 ms, `queries` what it asked the database: at most 12 for a list, 20 for one's unit, a page of many lists.
"""

import io
import os
import resource
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import cycle, islice
from statistics import median
from typing import Any

import psycopg2
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.passing import FACTOR, PASSED
from exchange import actions
from exchange.models import ImportRun
from exchange.workflow import What
from governance.demo.codes import DISTRICT
from governance.demo.places import load_places
from grids.models import Level, Place
from partyorg.hats import hat_of
from partyorg.kinds import Role
from partyorg.models import Member, Organisation, Post
from tests.exchange.files import lines, xlsx
from worktime import clock

ORGANISATIONS, PEOPLE, MEMBERS = 1_000, 12_000, 2_877
ROUNDS, LIMIT_S, MOST_QUERIES = 7, 0.3, 12
OF_SEVERAL_LISTS = {"/desk/unit/": 20}
SINCE = date(2020, 1, 1)
KEEPERS = {
    What.ORGANISATIONS: Role.SYSTEM_ADMINISTRATOR,
    What.STAFF: Role.SECURITY_ADMINISTRATOR,
    What.MEMBERS: Role.PARTY_OFFICER,
}
ADMIN = ("partyorg_organisation", "partyorg_post", "accounts_user", "grids_place", "grids_estate", "partyorg_resource")
DESK = {"/desk/organisations/": Role.LEADING_GROUP_OFFICER, "/desk/exchange/": Role.SYSTEM_ADMINISTRATOR}
WHERE_THEY_ARE = {
    "/desk/members/": Role.PARTY_OFFICER,
    "/desk/grids/": Role.STREET_SECRETARY,
    "/desk/unit/": Role.STREET_SECRETARY,
}

Rows = Iterator[dict[str, Any]]


def run(scale: float) -> list[dict[str, Any]]:
    at = clock.now()
    load_places(at=at)
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    measured = [
        _brought_in(What.ORGANISATIONS, islice(_organisations(), int(ORGANISATIONS * scale)), at, Organisation),
        _brought_in(What.STAFF, islice(_people(), int(PEOPLE * scale)), at, User, Post),
        _brought_in(What.MEMBERS, islice(_members(), int(MEMBERS * scale)), at, Member),
    ]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return [*measured, *_pages()]


def _brought_in(what: What, rows: Rows, at: datetime, *tables: type) -> dict[str, Any]:
    by = hat_of(_keeper(KEEPERS[what]), at)
    content, before = xlsx(lines(what, *rows)), [_last(table) for table in tables]
    looked, found = _timed(lambda: actions.take_in(content, name="bench.xlsx", what=what, by=by, at=at))
    if found.state != "READY":
        raise RuntimeError(f"{what}: {found.papers.said('PREVIEW')['faults'][:5]}")
    actions.confirm(found, at=at)
    wrote, _ = _timed(lambda: actions.work(at=at))
    done = ImportRun.objects.get(pk=found.pk)
    if done.state != "DONE":
        raise RuntimeError(f"{what}: {done.problem}")
    floor = sum(_copied(table, first) for table, first in zip(tables, before, strict=True))
    return {
        "name": f"registers_{what.lower()}",
        "rows": done.total,
        "ours_s": round(wrote, 3),
        "floor_s": round(floor, 3),
        "peak_mb": _megabytes(),
        "preview_s": round(looked, 3),
    }


def _copied(table: Any, after: int) -> float:
    """Seconds that COPY takes for the rows that came in, into an empty table of the same shape."""
    name, rows = table._meta.db_table, io.StringIO()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS bench_floor; CREATE TABLE bench_floor (LIKE {name} INCLUDING ALL)")
        cursor.copy_expert(f"COPY (SELECT * FROM {name} WHERE id > {after}) TO STDOUT", rows)
    bare = psycopg2.connect(os.environ["DATABASE_URL"])
    rows.seek(0)
    started = time.perf_counter()
    with bare, bare.cursor() as cursor:
        cursor.copy_expert("COPY bench_floor FROM STDIN", rows)
    seconds = time.perf_counter() - started
    bare.close()
    return seconds


def _last(table: Any) -> int:
    newest = table._default_manager.order_by("-id").values_list("id", flat=True).first()
    return newest or 0


def _timed(deed: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    made = deed()
    return time.perf_counter() - started, made


def _keeper(role: Role) -> User:
    """Whoever holds such a post at the district: at its committee, as soon as there is one."""
    person, is_new = User.objects.get_or_create(username=role.lower(), defaults={"name": role.label})
    if is_new:
        unit = Organisation.objects.filter(kind=_SEATS.get(role, "DISTRICT_COMMITTEE")).order_by("id").first()
        place = None if unit else Place.objects.get(code=DISTRICT)
        Post.objects.create(person=person, role=role, organisation=unit, place=place, from_date=SINCE)
    return person


_SEATS = {Role.LEADING_GROUP_OFFICER: "LEADING_GROUP", Role.STREET_SECRETARY: "STREET_COMMITTEE"}


def _organisations() -> Rows:
    """The chain of the district: streets, communities, and branches as far as they are wanted."""
    yield {"name": "市北区委", "kind": "区委", "place": DISTRICT}
    yield {"name": "市北区领导小组", "kind": "区领导小组", "parent": "市北区委", "place": DISTRICT}
    yield {"name": "市北区平台", "kind": "区平台", "parent": "市北区领导小组", "place": DISTRICT}
    for level, kind, tail in [
        (Level.STREET, "街道党工委", "党工委"),
        (Level.COMMUNITY, "社区党委", "党委"),
        (Level.GRID, "网格党支部", "党支部"),
    ]:
        for place in Place.objects.filter(level=level).select_related("parent").order_by("code"):
            above = {"街道党工委": "市北区委", "社区党委": f"{place.parent}党工委", "网格党支部": f"{place.parent}党委"}
            yield {"name": f"{place.name}{tail}", "kind": kind, "parent": above[kind], "place": place.code}


def _people() -> Rows:
    """One of each hundred at a unit, the others in the grids, each with a phone of 141, which is nobody's."""
    grids = cycle(Place.objects.filter(level=Level.GRID).order_by("code").values_list("code", flat=True))
    streets = cycle(Organisation.objects.filter(kind="STREET_COMMITTEE").order_by("id").values_list("name", flat=True))
    for number in range(10**7):
        where = {"role": "受理员", "organisation": next(streets)} if number % 100 == 0 else {"place": next(grids)}
        said = {"name": f"工作{number}", "phone": f"141{number:08d}", "from_date": "2026-01-01"}
        yield {**said, "role": "兼职网格员", **where}


def _members() -> Rows:
    rows = Organisation.objects.filter(kind="GRID_BRANCH").order_by("id").values_list("name", "place__code")
    for number, (branch, grid) in enumerate(cycle(list(rows))):
        said = {"name": f"党员{number}", "phone": f"142{number:08d}", "organisation": branch, "since": "2020-07-01"}
        yield {**said, "grid": grid, "way": "回归", "duty": "政策宣传岗"} if number % 2 else said


def _pages() -> Iterator[dict[str, Any]]:
    everything = _client(User.objects.create_superuser("bench", name="bench"))
    for model in ADMIN:
        yield _page(everything, reverse(f"admin:{model}_changelist"))
    for path, role in (DESK | WHERE_THEY_ARE).items():
        client = _client(_keeper(role))
        if client.get(path).status_code != 404:
            yield _page(client, path)


def _client(user: User) -> Client:
    """Signed in altogether, with the second factor."""
    client = Client()
    client.force_login(user)
    session = client.session
    session[FACTOR] = PASSED
    session.save()
    return client


def _page(client: Client, path: str) -> dict[str, Any]:
    took = []
    for _ in range(ROUNDS):
        with CaptureQueriesContext(connection) as asked:
            seconds, answer = _timed(lambda: client.get(path))
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: status {answer.status_code}")
        took.append(seconds)
    queries = len(asked)
    return {
        "name": f"registers {path}",
        "rows": ROUNDS,
        "ours_s": round(median(took), 4),
        "floor_s": LIMIT_S,
        "peak_mb": _megabytes(),
        "queries": queries,
        "holds": median(took) <= LIMIT_S and queries <= OF_SEVERAL_LISTS.get(path, MOST_QUERIES),
    }


def _megabytes() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
