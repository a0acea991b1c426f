"""What a factory builds is built once in a process; then its rows go in again as they are, ten times as fast.

    build_town = built_once(_build_town)

Only into tables that are empty; where a test has written something of its own before, it is built anew.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

from accounts.models import AuditHead, AuditLink

T = TypeVar("T")
Rows = list[tuple[Any, ...]]  # as the database's driver gives them and takes them


@dataclass(frozen=True)
class Kept:
    """What was built, and the rows it left in which table: in tables that were empty, so that no id is anybody's."""

    built: bytes
    rows: dict[type[Model], Rows]


def built_once(build: Callable[[], T]) -> Callable[[], T]:
    """The same factory. What it returns is a copy of its own for each caller."""
    kept: Kept | None = None

    @wraps(build)
    def built() -> T:
        nonlocal kept
        if kept and not any(model._base_manager.exists() for model in kept.rows):
            for model, rows in kept.rows.items():
                _insert(model, rows)
            _count_on_from(list(kept.rows))
            return pickle.loads(kept.built)
        before = {} if kept else {model: _rows(model) for model in _models()}
        made = build()
        if before:
            kept = _kept(made, before)
        return made

    return built


def _kept(made: Any, before: dict[type[Model], Rows]) -> Kept | None:
    """None where it wrote beside rows that stood there already: the next one may be kept."""
    after = {model: _rows(model) for model in before}
    written = {model: rows for model, rows in after.items() if rows != before[model]}
    return None if any(before[model] for model in written) else Kept(pickle.dumps(made), written)


def _models() -> Iterator[type[Model]]:
    """But for those that the database itself writes, beside the rows that go in again."""
    every = apps.get_models(include_auto_created=True)
    return (model for model in every if model._meta.managed and model not in (AuditLink, AuditHead))


def _rows(model: type[Model]) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_columns(model)} FROM {model._meta.db_table} ORDER BY {model._meta.pk.column}")
        return cursor.fetchall()


def _insert(model: type[Model], rows: Rows) -> None:
    with connection.cursor() as cursor:
        blanks = f"({', '.join(['%s'] * len(rows[0]))})"
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({_columns(model)}) VALUES {', '.join([blanks] * len(rows))}",
            [value for row in rows for value in row],
        )


def _count_on_from(models: list[type[Model]]) -> None:
    """PostgreSQL counts on from its own: it knows nothing of ids that were given, and begins anew after a migration."""
    if statements := connection.ops.sequence_reset_sql(no_style(), models):
        with connection.cursor() as cursor:
            cursor.execute(";".join(one.rstrip(";") for one in statements))


def _columns(model: type[Model]) -> str:
    return ", ".join(connection.ops.quote_name(str(field.column)) for field in model._meta.concrete_fields)
