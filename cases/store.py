"""How steps are written: the one place that knows the two engines' SQL for many rows at once.

One step or a thousand go the same way: a compare-and-set on the case rows, whose answer says which of them were
still as they had been read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db import connection

from cases.models import Case, NumberSeries

_MOST_PARAMETERS = 30_000  # SQLite takes 32,766 in one statement
_FIELDS = {field.attname: field for field in Case._meta.concrete_fields}


def compare_and_set(rows: Sequence[tuple[Case, dict[str, Any]]]) -> set[int]:
    """Write each case's new column values where its version is still the one that was read, and raise the version.

    `rows`: (case as read, {column attname: new value}). Returns the ids written; the others were quicker.
    """
    columns = sorted({column for _, new in rows for column in new})
    written: set[int] = set()
    for part in _parts(rows, len(columns) + 2):
        written |= _update(part, columns)
    return written


def _update(rows: Sequence[tuple[Case, dict[str, Any]]], columns: list[str]) -> set[int]:
    fields = [_FIELDS[column] for column in columns]
    parameters: list[Any] = []
    for case, new in rows:
        parameters += [case.pk, case.version]
        parameters += [
            field.get_db_prep_save(new.get(column, getattr(case, column)), connection)
            for field, column in zip(fields, columns, strict=True)
        ]
    one_row = f"({', '.join(['%s'] * (len(columns) + 2))})"
    sets = ", ".join(
        f"{connection.ops.quote_name(field.attname)} = {_typed(f'new.column{index}', field)}"
        for index, field in enumerate(fields, start=3)
    )
    sql = (
        f"UPDATE cases_case SET {sets}, version = version + 1 "
        f"FROM (VALUES {', '.join([one_row] * len(rows))}) AS new "
        f"WHERE cases_case.id = new.column1 AND cases_case.version = new.column2 RETURNING cases_case.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return {pk for (pk,) in cursor.fetchall()}


def _typed(value: str, field: Any) -> str:
    """PostgreSQL takes a VALUES column of NULLs for text. SQLite has no such types, and its CAST would spoil dates."""
    return f"CAST({value} AS {field.db_type(connection)})" if connection.vendor == "postgresql" else value


def _parts(rows: Sequence[Any], width: int) -> Iterator[Sequence[Any]]:
    size = max(1, _MOST_PARAMETERS // width)
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def next_number(district_code: str, day: date) -> str:
    """The next case number of a district's day: 370203-20261121-000123. Others wait until this transaction ends."""
    table = NumberSeries._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (district_code, day, last) VALUES (%s, %s, 1) "
            f"ON CONFLICT (district_code, day) DO UPDATE SET last = {table}.last + 1 RETURNING last",
            [district_code, day],
        )
        (last,) = cursor.fetchone()
    return f"{district_code}-{day:%Y%m%d}-{last:06d}"
