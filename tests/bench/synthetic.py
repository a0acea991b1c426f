"""A synthetic district with a unit on each rung, and cases by the million, made by SQL."""

import csv
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management import call_command
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from accounts.models import User
from accounts.personal import lookup_hash
from cases.models import Case, Category, Event
from cases.terms import State, Who
from grids.models import Place
from grids.workflow import Level
from partyorg.kinds import HEADS_OF_RUNG, RUNGS, Kind
from partyorg.models import Organisation, Post

AT = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
WORDS = "B1 层东侧墙根一直渗水，电表箱下面都是湿的，老人不敢下楼取车。" * 2
SHAPE = (20, 6, 8)  # streets, communities in each, grids in each of those

UNITS = [
    (Level.GRID, Kind.GRID_BRANCH),
    (Level.COMMUNITY, Kind.COMMUNITY_COMMITTEE),
    (Level.STREET, Kind.STREET_COMMITTEE),
    (Level.DISTRICT, Kind.PLATFORM),
    (Level.DISTRICT, Kind.LEADING_GROUP),
]


def build_district(shape: tuple[int, int, int] = SHAPE) -> None:
    """960 grids and the places above them; at each a unit of its rung with one person who holds one post."""
    with TemporaryDirectory() as folder:
        path = _write_places(Path(folder) / "places.csv", shape)
        call_command("import_places", path, stdout=StringIO(), stderr=StringIO())
    places = {level: list(Place.objects.filter(level=level).order_by("id")) for level, _ in UNITS}
    units: list[Organisation] = []
    for level, kind in UNITS:
        for place in places[level]:
            units.append(Organisation(name=f"{place.name}{kind.label}", kind=kind, place=place))
    for number, unit in enumerate(units, start=1):
        unit.tree_id, unit.lft, unit.rght, unit.depth = number, 1, 2, 0  # a root: nothing here asks who is above whom
    Organisation.objects.bulk_create(units)
    people = User.objects.bulk_create([User(username=f"unit{unit.pk}", name=f"经办{unit.pk}") for unit in units])
    Post.objects.bulk_create(
        Post(person=person, organisation=unit, role=min(HEADS_OF_RUNG[RUNGS[unit.kind]]), from_date=date(2020, 1, 1))
        for person, unit in zip(people, units, strict=True)
    )


def _write_places(path: Path, shape: tuple[int, int, int]) -> str:
    streets, communities, grids = shape
    with path.open("w", encoding="utf-8", newline="") as file:
        line = csv.writer(file).writerow
        line(("code", "name", "level", "parent_code"))
        line(("37", "山东省", "province", ""))
        line(("3702", "青岛市", "city", "37"))
        line(("370203", "市北区", "district", "3702"))
        for street in range(1, streets + 1):
            at = f"370203{street:03}"
            line((at, f"第{street}街道", "street", "370203"))
            for community in range(1, communities + 1):
                home = f"{at}{community:03}"
                line((home, f"第{street}街道第{community}社区", "community", at))
                for grid in range(1, grids + 1):
                    line((f"{home}{grid:03}", f"第{street}街道第{community}社区第{grid}网格", "grid", home))
    return str(path)


# The units on the five rungs above each grid.
_GRIDS = """
CREATE TEMP TABLE bench_grid AS
SELECT row_number() OVER (ORDER BY g.id) - 1 AS i, g.id AS place_id,
       ARRAY[branch.id, committee.id, street.id, platform.id, top.id] AS units
FROM grids_place g JOIN grids_place c ON c.id = g.parent_id JOIN grids_place s ON s.id = c.parent_id
JOIN partyorg_organisation branch ON branch.place_id = g.id
JOIN partyorg_organisation committee ON committee.place_id = c.id
JOIN partyorg_organisation street ON street.place_id = s.id
JOIN partyorg_organisation platform ON platform.kind = 'PLATFORM'
JOIN partyorg_organisation top ON top.kind = 'LEADING_GROUP'
WHERE g.level = 'GRID'
"""

# One case in ten has a phone that is texted, on all levels and in all states.
_HAS_PHONE = "n.n / 7 %% 10 = 0"
_PHONE = "13800010001"

# Of ten cases one is overdue, one spare (it can be made overdue), two are open in time, six closed; the last digit of
# the number says which. Levels 1 to 4 in turn, over all grids; clocks ran out at moments of the day before.
_CASES = """
(SELECT n, n %% 10 AS digit, n / 10 %% 4 + 1 AS level, %s - n::bigint * 7919 %% 86400 * interval '1 second' AS ended
 FROM generate_series(1, %s) n) n
JOIN bench_grid g ON g.i = n.n / 40 %% (SELECT count(*) FROM bench_grid)
CROSS JOIN LATERAL (SELECT n.ended + CASE digit WHEN 0 THEN interval '0' ELSE interval '60 days' END) later(due)
"""


def build_cases(count: int) -> None:
    """`count` cases with the event that brought each where it is. All those events have been announced."""
    category = Category.objects.get(code="LEAK")
    case = Case(title="地下室漏水，墙皮洇湿", words=WORDS, category=category, handle_limit="2wd", version=1)
    token = Case._meta.get_field("reporter_phone").get_prep_value(_PHONE)  # encrypted once, the same for all
    event = Event(seq=1, kind="sign", role=Who.HOST, from_state=State.DISPATCHED)
    with connection.cursor() as cursor:
        # The rows are sound by making: foreign keys are not checked one by one while they are loaded.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(_GRIDS)
        given = {
            "number": "'370203-20261120-' || lpad(n.n::text, 7, '0')",
            "tracking_code": "'BENCH-' || n.n",
            "place_id": "g.place_id",
            "reporter_phone": f"CASE WHEN {_HAS_PHONE} THEN '{token}' ELSE '' END",
            "reporter_phone_hash": f"CASE WHEN {_HAS_PHONE} THEN '{lookup_hash(_PHONE)}' ELSE '' END",
            "state": "CASE WHEN digit < 4 THEN 'handling' ELSE 'closed' END",
            "owner_level": "level",
            "owner_org_id": "g.units[level]",
            "host_org_id": "g.units[level]",
            "first_receiver_id": "g.units[1]",
            "submitted_at": "later.due - interval '3 days'",
            "handle_from": "later.due - interval '2 days'",
            "handle_by": "later.due",
            "due_at": "CASE WHEN digit < 4 THEN later.due END",
            "closed_at": "CASE WHEN digit >= 4 THEN later.due END",
        }
        insert_like(cursor, case, given, _CASES, [AT, count])
        given = {
            "case_id": "c.id",
            "at": "c.handle_from",
            "to_state": "'handling'",
            "from_level": "c.owner_level",
            "to_level": "c.owner_level",
            "owner_org_id": "c.owner_org_id",
            "host_org_id": "c.host_org_id",
            "handle_by_before": "c.handle_by",
            "handle_by_after": "c.handle_by",
        }
        insert_like(cursor, event, given, "cases_case c", [])
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("UPDATE notifications_cursor SET event_id = (SELECT max(id) FROM cases_event)")
        cursor.execute("VACUUM ANALYZE")


def make_spare_cases_overdue() -> None:
    """The second set: what had time until long after AT has none left."""
    with connection.cursor() as cursor:
        moved = "due_at - interval '60 days'"
        cursor.execute(
            f"UPDATE cases_case SET due_at = {moved}, handle_by = {moved} WHERE number LIKE '%%1' AND due_at > %s", [AT]
        )
        cursor.execute("VACUUM ANALYZE cases_case")


def insert_like(cursor: CursorWrapper, like: Model, given: dict[str, str], source: str, parameters: list[Any]) -> None:
    """INSERT … SELECT of rows like this one, but for the columns given as SQL."""
    fields = [field for field in like._meta.concrete_fields if field.name not in ("id", "recorded_at")]
    constants = [
        field.get_db_prep_save(getattr(like, field.attname), connection)
        for field in fields
        if field.attname not in given
    ]
    columns = ", ".join(field.attname for field in fields)
    chosen = ", ".join(given.get(field.attname, "%s") for field in fields)
    sql = f"INSERT INTO {like._meta.db_table} ({columns}) SELECT {chosen} FROM {source}"
    cursor.execute(sql, [*constants, *parameters])
