"""The migrated database of SQLite, kept from one run to the next: to migrate takes twenty seconds, to copy none.

    var/migrated/5d41402a….sqlite3        named by all that it was made from

A migration that changes, something that one imports, a data file beside one or a requirement gives another name. What
was kept under others is thrown away. PostgreSQL migrates in each run: its server is one of the run's own.
"""

import ast
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def take(database: Path, kept: Path) -> bool:
    """Put what was kept in the place of the database. False where there is none."""
    found = kept / f"{_key()}.sqlite3"
    if not found.exists():
        return False
    database.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(found, database)
    return True


def keep(kept: Path) -> None:
    """Keep the database as it stands, whole at once: two workers may come here together."""
    kept.mkdir(parents=True, exist_ok=True)
    written = kept / f"{_key()}.sqlite3"
    half = kept / f"half-{connection.settings_dict['NAME'].replace('/', '-')}"
    connection.ensure_connection()
    with closing(sqlite3.connect(half)) as copy:
        connection.connection.backup(copy)
    half.replace(written)
    for old in kept.glob("*.sqlite3"):
        if old != written and not old.name.startswith("half-"):
            old.unlink(missing_ok=True)


def sources() -> list[Path]:
    """Everything that the migrated database is made from."""
    migrations = sorted(ROOT.glob("*/migrations/*.py"))
    imported = {module for one in migrations for module in _imports(one)}
    data = sorted(ROOT.glob("*/data/*"))
    return [*migrations, *sorted(imported), *data, ROOT / "requirements.txt"]


def _imports(migration: Path) -> Iterator[Path]:
    """The project's own modules that it imports, by whichever of the two statements."""
    for statement in ast.walk(ast.parse(migration.read_text(encoding="utf-8"))):
        if isinstance(statement, ast.ImportFrom):
            names = [statement.module or ""]
        elif isinstance(statement, ast.Import):
            names = [one.name for one in statement.names]
        else:
            continue
        for name in names:
            path = ROOT / f"{name.replace('.', '/')}.py"
            if path.exists():
                yield path


def _key() -> str:
    digest = hashlib.sha256()
    for path in sources():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()[:32]
