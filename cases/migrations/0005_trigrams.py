"""pg_trgm, by which PostgreSQL says how alike two complaints are (cases/trigrams.py).

Only where it is at hand and this user may create it: without it Python reckons the same numbers. It is never dropped
again, others may use it. No index: the few cases that are compared are found by their place.
"""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MAY_CREATE = """
    SELECT bool_or(rolsuper OR (trusted AND has_database_privilege(current_database(), 'CREATE')))
    FROM pg_available_extension_versions, pg_roles
    WHERE name = 'pg_trgm' AND rolname = current_user
"""


def create(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor != "postgresql":
        return
    with editor.connection.cursor() as cursor:
        cursor.execute(MAY_CREATE)
        if cursor.fetchone() == (True,):
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")


class Migration(migrations.Migration):
    replaces = [("cases", "0006_trigrams")]
    dependencies = [("cases", "0004_cues")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
