"""Emptying the database between transactional tests, quickly, and without losing what the migrations put there.

The database itself refuses that history is deleted (triggers on both engines); here, and only here, they are set aside:
SQLite drops and recreates them, PostgreSQL switches off those that would fire on TRUNCATE.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

Rows = list[tuple[Any, ...]]


def keep_migrated_rows() -> None:
    """Remember the rows that stand now; from now on every flush puts them back. Call it once, after the migrations."""
    kept = _rows_now(connection)
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def flush_and_restore(ops: Any, sql_list: list[str]) -> None:
        with transaction.atomic(using=ops.connection.alias), ops.connection.cursor() as cursor, _no_triggers(cursor):
            flush(ops, sql_list)
            for statement, rows in kept:
                cursor.executemany(statement, rows)

    operations.execute_sql_flush = flush_and_restore


def _rows_now(wrapper: BaseDatabaseWrapper) -> list[tuple[str, Rows]]:
    quote, kept = wrapper.ops.quote_name, []
    with wrapper.cursor() as cursor:
        for table in wrapper.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f"SELECT * FROM {quote(table)}")
            if rows := cursor.fetchall():
                columns = [column[0] for column in cursor.description]
                names, holes = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
                kept.append((f"INSERT INTO {quote(table)} ({names}) VALUES ({holes})", rows))
    return kept


@contextmanager
def _no_triggers(cursor: CursorWrapper) -> Iterator[None]:
    aside, back = _TRIGGERS[cursor.db.vendor](cursor)
    for statement in aside:
        cursor.execute(statement)
    yield
    for statement in back:
        cursor.execute(statement)


def _sqlite_triggers(cursor: CursorWrapper) -> tuple[list[str], list[str]]:
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    found = cursor.fetchall()
    return [f'DROP TRIGGER "{name}"' for name, _ in found], [sql for _, sql in found]


def _postgres_triggers(cursor: CursorWrapper) -> tuple[list[str], list[str]]:
    on_truncate = 32  # a bit of pg_trigger.tgtype
    cursor.execute(
        "SELECT tgrelid::regclass, quote_ident(tgname) FROM pg_trigger WHERE NOT tgisinternal AND tgtype & %s > 0",
        [on_truncate],
    )
    found = cursor.fetchall()
    return tuple(
        [f"ALTER TABLE {table} {verb} TRIGGER {name}" for table, name in found] for verb in ("DISABLE", "ENABLE")
    )


_TRIGGERS = {"sqlite": _sqlite_triggers, "postgresql": _postgres_triggers}
