"""Many rows at once, below the ORM, and the one place where the two engines differ in how they take them.

PostgreSQL takes COPY and UPDATE … FROM (VALUES …), SQLite executemany. Model instances would cost the whole country
(665,000 places) five times the memory and ten times the time.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Max, Model
from psycopg2.extras import execute_values

BATCH = 10_000

Values = tuple[Any, ...]
Progress = Callable[[int], None]


def reserve_ids(model: type[Model], count: int) -> int:
    """The first of `count` ids that nobody else will get. The caller holds the lock that writers of the table share."""
    if connection.vendor != "postgresql":
        highest = model._base_manager.aggregate(highest=Max("pk"))["highest"]
        return (highest or 0) + 1
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(seq, nextval(seq) + %s - 1) FROM (SELECT pg_get_serial_sequence(%s, %s) AS seq) AS s",
            [count, model._meta.db_table, _columns(model, ["id"])[0]],
        )
        return int(cursor.fetchone()[0]) - count + 1


def insert_rows(model: type[Model], fields: Sequence[str], rows: Iterable[Values], told: Progress) -> None:
    """Insert rows of plain values in the order of `fields`; an empty string counts as NULL. `told` hears the count."""
    table, columns = _quoted(model, fields)
    marks = ", ".join(["%s"] * len(fields))
    done = 0
    with connection.cursor() as cursor:
        for batch in _batches(rows):
            if connection.vendor == "postgresql":
                cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN WITH (FORMAT csv)", _as_csv(batch))
            else:
                cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", batch)
            done += len(batch)
            told(done)


def update_rows(model: type[Model], fields: Sequence[str], rows: Iterable[Values], told: Progress) -> None:
    """Set `fields` on existing rows; each row is the new values followed by the primary key."""
    table, columns = _quoted(model, fields)
    done = 0
    with connection.cursor() as cursor:
        for batch in _batches(rows):
            if connection.vendor == "postgresql":
                _update_from_values(cursor, model, fields, batch)
            else:
                pairs = ", ".join(f"{column} = %s" for column in columns)
                cursor.executemany(f"UPDATE {table} SET {pairs} WHERE id = %s", batch)
            done += len(batch)
            told(done)


def _update_from_values(cursor: Any, model: type[Model], fields: Sequence[str], batch: list[Values]) -> None:
    """Each value is cast to its column's type: a column of NULLs alone would otherwise count as text."""
    table, columns = _quoted(model, [*fields, "id"])
    # the types reckon with reverse relations here and below; the names come from our own columns
    casts = [f"%s::{model._meta.get_field(field).rel_db_type(connection)}" for field in fields]  # type: ignore[union-attr]
    pairs = ", ".join(f"{column} = new.{column}" for column in columns[:-1])
    execute_values(
        cursor.cursor,
        f"UPDATE {table} AS old SET {pairs} FROM (VALUES %s) AS new ({', '.join(columns)}) WHERE old.id = new.id",
        batch,
        template=f"({', '.join(casts)}, %s)",
        page_size=1000,
    )


def _batches(rows: Iterable[Values]) -> Iterator[list[Values]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _as_csv(batch: list[Values]) -> io.StringIO:
    text = io.StringIO()
    csv.writer(text).writerows(batch)
    text.seek(0)
    return text


def _columns(model: type[Model], fields: Sequence[str]) -> list[str]:
    return [str(model._meta.get_field(field).column) for field in fields]  # type: ignore[union-attr]


def _quoted(model: type[Model], fields: Sequence[str]) -> tuple[str, list[str]]:
    quote = connection.ops.quote_name
    return quote(model._meta.db_table), [quote(column) for column in _columns(model, fields)]
