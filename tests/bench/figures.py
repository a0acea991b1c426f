"""Cases over three years in 1,064 grids, the facts that they give and the tallies of those, made by SQL.

The facts have the shape in which the fold gives them, eleven of an ordinary case; they carry no events behind them. The
tallies are their sums, made by the platform's own `sum_anew`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from cases.models import Case, Category
from dashboards.actions.recounting import keep_tree, sum_anew
from dashboards.models import Projected
from grids.models import Place
from grids.workflow import Level
from tests.bench.synthetic import AT, WORDS, build_district, insert_like

SHAPE = (19, 7, 8)  # 1,064 grids
THREE_YEARS = 3 * 365 * 86400  # seconds

_GRIDS = """
CREATE TEMP TABLE bench_grid AS
SELECT row_number() OVER (ORDER BY g.id) - 1 AS i, g.id AS place_id, s.id AS street_id,
       ARRAY[branch.id, committee.id, street.id, platform.id] AS units
FROM grids_place g JOIN grids_place c ON c.id = g.parent_id JOIN grids_place s ON s.id = c.parent_id
JOIN partyorg_organisation branch ON branch.place_id = g.id
JOIN partyorg_organisation committee ON committee.place_id = c.id
JOIN partyorg_organisation street ON street.place_id = s.id
JOIN partyorg_organisation platform ON platform.kind = 'PLATFORM'
WHERE g.level = 'GRID'
"""
# A multiple of `n` falls into step with the grids: of 100,000 cases each street would have few days.
_SCATTERED = "(hashint8extended(n, 0) & 9223372036854775807)"
# What came more than a fortnight ago is closed after one to sixty hours, but for one in a hundred.
_CAME = f"""
(SELECT n, g.place_id, g.street_id, g.units[level] AS unit_id, level, category.id AS category_id,
        (ARRAY['SNAPSHOT', 'PHONE', 'PATROL'])[n %% 3 + 1] AS channel, came,
        CASE WHEN came < %(at)s - interval '14 days' AND n %% 97 <> 0
             THEN came + hours * interval '1 hour' END AS closed, hours
 FROM generate_series(1, %(cases)s) n
 CROSS JOIN LATERAL (SELECT n %% 4 + 1, n %% 60 + 1,
                            %(at)s - {_SCATTERED} %% {THREE_YEARS} * interval '1 second') one(level, hours, came)
 JOIN bench_grid g ON g.i = n / 4 %% (SELECT count(*) FROM bench_grid)
 JOIN bench_category category ON category.i = n %% (SELECT count(*) FROM bench_category)) came
"""
_FACTS = """
CROSS JOIN LATERAL (VALUES
  ('came', came, NULL), ('opened', came, NULL), ('dispatched', came + interval '10 minutes', NULL),
  (CASE WHEN n %% 20 = 0 THEN 'signed_late' ELSE 'signed_in_time' END, came + interval '30 minutes', NULL),
  (CASE WHEN n %% 20 = 0 THEN 'not_answered' ELSE 'answered' END, came + interval '40 minutes', NULL),
  (CASE WHEN n %% 10 = 0 THEN 'ran_out' ELSE 'finished_in_time' END, closed, NULL),
  ('took', closed, hours), ('lasted', closed, hours), ('closed', closed, NULL), ('ended', closed, NULL),
  (CASE level WHEN 1 THEN 'closed_in_grid' WHEN 2 THEN 'closed_in_community' END, closed, NULL),
  (CASE n %% 7 WHEN 0 THEN 'solved_no' WHEN 1 THEN 'solved_partly' ELSE 'solved_yes' END, closed, NULL),
  (CASE n %% 5 WHEN 0 THEN 'satisfied_no' WHEN 1 THEN 'satisfied_mostly' ELSE 'satisfied_yes' END, closed, NULL)
) fact(what, at, took) WHERE what IS NOT NULL AND at IS NOT NULL
"""
_DAY = "(at AT TIME ZONE 'Asia/Shanghai')::date"
_COLUMNS = "case_id, what, at, day, place_id, category_id, channel, unit_id, level, number, hours"


def build_figures(cases: int) -> None:
    """The district, so many cases, what counts of them, and all tallies."""
    build_district(SHAPE)
    with connection.cursor() as cursor:
        _prepare(cursor)
        _cases(cursor, cases)
        given: dict[str, Any] = {"at": AT, "cases": cases}
        cursor.execute(
            f"INSERT INTO dashboards_fact ({_COLUMNS}) SELECT n, what, at, {_DAY}, place_id, category_id, channel, "
            f"unit_id, level, 1, took FROM {_CAME} {_FACTS}",
            given,
        )
        _sum(cursor, Place.objects.values_list("pk", flat=True))


def build_sums_alone(cases: int) -> None:
    """In place of what there was: the tallies of the district and its streets as so many cases give them.

    Of ten million no case is made: what counts of them is summed as it is generated, by street, day and what it is. How
    long they took is left out.
    """
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE dashboards_fact, dashboards_tally, dashboards_spread")
        cursor.execute(
            f"INSERT INTO dashboards_fact ({_COLUMNS}) SELECT 0, what, min(at), {_DAY}, street_id, NULL, 'PHONE', "
            f"NULL, 1, count(*), NULL FROM {_CAME} {_FACTS} AND took IS NULL GROUP BY what, {_DAY}, street_id",
            {"at": AT, "cases": cases},
        )
        above = Place.objects.filter(level__in=[Level.DISTRICT, Level.STREET])
        _sum(cursor, above.values_list("pk", flat=True))


def _prepare(cursor: CursorWrapper) -> None:
    cursor.execute("SET session_replication_role = replica")  # sound by making: no foreign key is checked one by one
    cursor.execute(_GRIDS)
    cursor.execute(
        "CREATE TEMP TABLE bench_category AS SELECT row_number() OVER (ORDER BY id) - 1 AS i, id FROM cases_category"
    )
    cursor.execute("ANALYZE bench_grid, bench_category")
    keep_tree(Projected.objects.get(pk=1))


def _cases(cursor: CursorWrapper, count: int) -> None:
    """Open ones are handled, a tenth of them late."""
    case = Case(
        title="地下室漏水，墙皮洇湿", words=WORDS, category=Category.objects.all()[0], handle_limit="2wd", version=1
    )
    given: dict[str, Any] = {
        "number": "'370203-20261120-' || lpad(n::text, 8, '0')",
        "tracking_code": "'BENCH-' || n",
        "place_id": "place_id",
        "category_id": "came.category_id",
        "channel": "channel",
        "state": "CASE WHEN closed IS NULL THEN 'handling' ELSE 'closed' END",
        "owner_level": "level",
        "owner_org_id": "unit_id",
        "host_org_id": "unit_id",
        "first_receiver_id": "unit_id",
        "submitted_at": "came",
        "handle_from": "came",
        "handle_by": f"CASE WHEN closed IS NULL AND n %% 10 <> 0 THEN '{AT.isoformat()}'::timestamptz "
        "+ n %% 720 * interval '1 hour' ELSE came END",
        "closed_at": "closed",
    }
    source = _CAME.replace("%(at)s", f"'{AT.isoformat()}'::timestamptz").replace("%(cases)s", str(count))
    cursor.execute("ALTER SEQUENCE cases_case_id_seq RESTART WITH 1")
    insert_like(cursor, case, given, f"{source} ORDER BY n", [])


def _sum(cursor: CursorWrapper, places: Iterable[int]) -> None:
    sum_anew(list(places))
    cursor.execute("VACUUM ANALYZE")
