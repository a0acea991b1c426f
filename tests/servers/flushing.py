"""Emptying the database between transactional tests, quickly, and without losing what the migrations put there.

The database itself refuses that history is deleted (triggers on both engines); here, and only here, they are set aside:
SQLite drops and recreates them, PostgreSQL switches off those that would fire on TRUNCATE.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.utils import CursorWrapper


def keep_migrated_rows() -> None:
    """Remember the rows that stand now; from now on every flush puts them back. Call it once, after the migrations."""
    copied = dict(_copy_filled_tables())
    kept = connection.introspection.installed_models(list(copied))
    # a flush may begin the numbers anew; the next row then does not get the number of one that was put back
    restore = [*copied.values(), *connection.ops.sequence_reset_sql(no_style(), sorted(kept, key=str))]
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def flush_and_restore(ops: BaseDatabaseOperations, sql_list: Iterable[str]) -> None:
        with transaction.atomic(using=ops.connection.alias), ops.connection.cursor() as cursor, _no_triggers(cursor):
            flush(ops, sql_list)
            for statement in restore:
                cursor.execute(statement)

    # mypy allows no plain assignment to a method
    setattr(operations, flush.__name__, flush_and_restore)


def _copy_filled_tables() -> Iterator[tuple[str, str]]:
    """Copy each table that has rows inside the database; yield the names, each with what copies its rows back."""
    with connection.cursor() as cursor:
        for name in connection.introspection.django_table_names(only_existing=True, include_views=False):
            table, copy = connection.ops.quote_name(name), connection.ops.quote_name(f"kept_{name}")
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table})")
            if cursor.fetchone()[0]:
                cursor.execute(f"CREATE TABLE {copy} AS SELECT * FROM {table}")
                described = connection.introspection.get_table_description(cursor, name)
                # by name: a test that migrates back and forth may leave the columns in another order
                columns = ", ".join(connection.ops.quote_name(column.name) for column in described)
                yield name, f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {copy}"


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
    aside = [f"ALTER TABLE {table} DISABLE TRIGGER {name}" for table, name in found]
    return aside, [statement.replace(" DISABLE ", " ENABLE ", 1) for statement in aside]


_TRIGGERS = {"sqlite": _sqlite_triggers, "postgresql": _postgres_triggers}
