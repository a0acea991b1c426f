"""100,000 attendances approved in one go, against set-based SQL that writes the same rows; and one person's balance.

10,000 people came ten times each. Ours: what the desk's one button does, in its own batches, each a transaction. The
floor: on a copy of the database as it was before, plain psycopg2 takes the rows that ours wrote from tables beside and
writes them, four statements in one transaction. Then the ledger is proved. The balance: of somebody with 10,000 rows,
by one query that an index answers; its floor is the same query without Django.
"""

import resource
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from random import Random
from statistics import median
from typing import Any, TypeVar

import psycopg2
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from grids.models import Level, Place
from partyorg.hats import Hat, hat_of
from partyorg.kinds import Role
from partyorg.models import Organisation, Post
from tests.bench.floor import bring, copy_of_the_database
from tests.bench.synthetic import AT, build_district
from volunteers.actions import Grant, Source, approve_heap, award_many
from volunteers.checking import check_ledger
from volunteers.kinds import Currency, Work
from volunteers.models import Account, Service

ATTENDANCES, TIMES, ROWS, ASKED = 100_000, 10, 10_000, 300
SERVICE, CHANGED = "volunteers_service", ("state", "scheme_id", "counted", "points", "decided_by_id", "decided_at")
Made = TypeVar("Made")
INSERTED = ("volunteers_account", "volunteers_transfer", "volunteers_lot")
BALANCE = "SELECT balance FROM volunteers_account WHERE person_id = %s AND currency = %s"


def run(scale: float) -> list[dict[str, Any]]:
    build_district()
    pks = _attendances(_volunteers(int(ATTENDANCES * scale) // TIMES))
    by = _keeper()
    copy = copy_of_the_database()
    _sql("ANALYZE")  # as the floor does, and as the server does by itself in a minute
    _sql("CHECKPOINT")
    ours_s, (approved, left) = _timed(lambda: approve_heap(pks, by=by, at=AT))
    if (approved, left) != (len(pks), 0):
        raise RuntimeError(f"{approved} of {len(pks)} approved, {left} left")
    floor_s, written = _floor(copy)
    proof_s, proof = _timed(check_ledger)
    if proof.amiss or proof.rows != written["volunteers_transfer"]:
        raise RuntimeError(f"the ledger does not agree: {proof}")
    award = {"name": "award", "rows": len(pks), "ours_s": ours_s, "floor_s": floor_s, "peak_mb": _megabytes()}
    return [{**award, "written": written, "proof_s": proof_s}, _balance()]


def _volunteers(count: int) -> list[User]:
    return User.objects.bulk_create([User(username=f"v{number}", name=f"志愿{number}") for number in range(count)])


def _street() -> Place:
    return Place.objects.filter(level=Level.STREET).order_by("code")[0]


def _keeper() -> Hat:
    """Of a street and the communities in it."""
    unit, person = Organisation.objects.get(place=_street()), User.objects.create_user("keeper", name="经办")
    Post.objects.create(person=person, organisation=unit, role=Role.STREET_OFFICER, from_date=date(2020, 1, 1))
    return hat_of(person, AT)


def _attendances(people: list[User]) -> list[int]:
    """Once a day each, in the communities of a street, for one to two and a half hours."""
    chance, communities = Random(370203), list(Place.objects.filter(parent=_street()))
    rows = [_attendance(person, day, communities, chance) for day in range(TIMES) for person in people]
    return [one.pk for one in Service.objects.bulk_create(rows, batch_size=2000)]


def _attendance(person: User, day: int, communities: list[Place], chance: Random) -> Service:
    ends_at = AT - timedelta(days=day)
    minutes = chance.randrange(60, 151, 15)
    return Service(
        key=f"bench:{person.pk}:{day}", person=person, community=communities[person.pk % len(communities)],
        work=Work.ACTIVITY, title="清理楼道", source="activities.signup 1", day=ends_at.date(), minutes=minutes,
        starts_at=ends_at - timedelta(minutes=minutes), ends_at=ends_at, recorded_at=AT,
    )  # fmt: skip


def _floor(url: str) -> tuple[float, dict[str, int]]:
    """Seconds in which set-based SQL writes the same rows, and how many in which table."""
    with closing(psycopg2.connect(url)) as bare, bare.cursor() as cursor:
        for table in (SERVICE, *INSERTED):
            bring(cursor, table, f"SELECT * FROM {table}", {})
        bare.commit()
        bare.autocommit = True
        cursor.execute("ANALYZE")
        cursor.execute("CHECKPOINT")
        bare.autocommit = False
        sets = ", ".join(f"{column} = new.{column}" for column in CHANGED)
        written = {}
        began = time.perf_counter()
        cursor.execute(f"UPDATE {SERVICE} SET {sets} FROM new_{SERVICE} new WHERE new.id = {SERVICE}.id")
        written[SERVICE] = cursor.rowcount
        for table in INSERTED:
            cursor.execute(f"INSERT INTO {table} SELECT * FROM new_{table}")
            written[table] = cursor.rowcount
        bare.commit()
        return round(time.perf_counter() - began, 3), written


def _balance() -> dict[str, Any]:
    person = User.objects.create_user("often", name="林志愿")
    grants = [Grant(person.pk, Currency.POINTS, 1, Source(f"often:{row}", "tests.bench 1")) for row in range(ROWS)]
    award_many(grants, by=None, at=AT)
    _sql("ANALYZE volunteers_account")
    asked = [person.pk, Currency.POINTS]
    with CaptureQueriesContext(connection) as queries:
        found = Account.objects.get(person=person, currency=Currency.POINTS).balance
    plan = "\n".join(line for (line,) in _sql(f"EXPLAIN {BALANCE}", *asked))
    if (found, len(queries)) != (ROWS, 1) or "Index" not in plan:
        raise RuntimeError(f"{found} points by {len(queries)} queries: {plan}")
    ours = [_timed(lambda: Account.objects.get(person=person, currency=Currency.POINTS))[0] for _ in range(ASKED)]
    floor = [_timed(lambda: _sql(BALANCE, *asked))[0] for _ in range(ASKED)]
    return {
        "name": "balance", "rows": ROWS, "ours_s": round(median(ours), 5), "floor_s": round(median(floor), 5),
        "peak_mb": _megabytes(), "queries": len(queries),
    }  # fmt: skip


def _timed(do: Callable[[], Made]) -> tuple[float, Made]:
    began = time.perf_counter()
    made = do()
    return round(time.perf_counter() - began, 6), made


def _sql(statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def _megabytes() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
