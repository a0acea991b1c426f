"""What a floor needs: the database as it was before, and the rows that ours wrote, carried beside their tables."""

from __future__ import annotations

import os
import tempfile
from contextlib import closing
from typing import Any

import psycopg2
from django.db import connection


def copy_of_the_database() -> str:
    """The URL of a file-by-file copy of the database as it is now."""
    url = os.environ["DATABASE_URL"]
    server, name = url.rsplit("/", 1)
    connection.close()
    with closing(psycopg2.connect(f"{server}/postgres")) as other, other.cursor() as cursor:
        other.rollback()
        other.autocommit = True
        cursor.execute(f'CREATE DATABASE "{name}_floor" TEMPLATE "{name}" STRATEGY FILE_COPY')
    return f"{server}/{name}_floor"


def bring(cursor: Any, table: str, rows: str, parameters: dict[str, Any]) -> None:
    """Carry rows of our database into a table beside their own in the copy: `new_` and its name."""
    cursor.execute(f"CREATE UNLOGGED TABLE new_{table} AS SELECT * FROM {table} LIMIT 0")
    with tempfile.TemporaryFile() as file, connection.cursor() as ours:
        query = ours.mogrify(rows, parameters).decode()
        ours.copy_expert(f"COPY ({query}) TO STDOUT", file)
        file.seek(0)
        cursor.copy_expert(f"COPY new_{table} FROM STDIN", file)
