"""The database as somebody with a console has it: without the triggers that refuse."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

TRAIL = ("accounts_auditentry", "accounts_auditlink", "accounts_audithead")


@contextmanager
def console() -> Iterator[None]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            aside = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in TRAIL]
            back = [statement.replace("DISABLE", "ENABLE") for statement in aside]
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'accounts_%'")
            found = cursor.fetchall()
            aside, back = [f"DROP TRIGGER {name}" for name, _ in found], [sql for _, sql in found]
        for statement in aside:
            cursor.execute(statement)
    yield
    with connection.cursor() as cursor:
        for statement in back:
            cursor.execute(statement)
