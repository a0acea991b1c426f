"""The one gate through which every write to a tree passes: mptt corrupts its numbers under concurrent writes.

Measured with 8 writers and 200 inserts: 100 to 300 broken rows without a lock, none with it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from zlib import crc32

from django.db import connection, transaction
from django.db.models import Model


@contextmanager
def tree_write(tree: type[Model]) -> Iterator[None]:
    """One transaction in which nobody else writes to this tree. Rows read before it are stale: read them again inside.

    PostgreSQL holds an advisory lock until the transaction ends (a row to lock could be missing, this cannot).
    SQLite needs none: BEGIN IMMEDIATE (settings) already lets one writer in at a time.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [crc32(tree._meta.label.encode())])
        yield
