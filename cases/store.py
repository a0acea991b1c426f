"""How steps are written: the one place that knows the two engines' SQL for many rows at once.

One step or a thousand go the same way: a compare-and-set on the case rows, whose answer says which of them were
still as they had been read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, JSONField, Model

from cases.models import Case, NumberSeries

_MOST_PARAMETERS = 30_000  # SQLite takes 32,766 in one statement
M = TypeVar("M", bound=Model)
Row = dict[str, Any]  # column attname → value


def compare_and_set(rows: Sequence[tuple[Case, dict[str, Any]]]) -> set[int]:
    """Write each case's new column values where its version is still the one that was read, and raise the version.

    `rows`: (case as read, {column attname: new value}). Returns the ids written; the others were quicker.
    """
    columns = sorted({column for _, new in rows for column in new})
    sets = ", ".join(f"{connection.ops.quote_name(column)} = new.{column}" for column in columns)
    written: set[int] = set()
    for table, parameters in _tables(Case, [_whole(case, new, columns) for case, new in rows]):
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE cases_case SET {sets}, version = cases_case.version + 1 FROM {table} "
                f"WHERE cases_case.id = new.id AND cases_case.version = new.version RETURNING cases_case.id",
                parameters,
            )
            written |= {pk for (pk,) in cursor.fetchall()}
    return written


def _whole(case: Case, new: dict[str, Any], columns: Sequence[str]) -> Row:
    values = {**vars(case), **new}
    return {column: values[column] for column in ("id", "version", *columns)}


def overwrite(model: type[Model], rows: Sequence[Row]) -> None:
    """Write new values into rows that the caller has locked. All hold `id` and the same columns."""
    name = model._meta.db_table
    for table, parameters in _tables(model, rows):
        columns = [connection.ops.quote_name(column) for column in rows[0] if column != "id"]
        sets = ", ".join(f"{column} = new.{column}" for column in columns)
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {name} SET {sets} FROM {table} WHERE {name}.id = new.id", parameters)


def append(
    model: type[Model], rows: Sequence[Row], *, on_conflict: str = "", returning: Sequence[str] = ()
) -> list[tuple[Any, ...]]:
    """Insert rows without making objects of them. All hold the same columns; defaults are the caller's to fill in.

    `on_conflict`: as SQL says it, "DO NOTHING" or "(columns) DO UPDATE SET …"; without it a conflict is an error.
    Returns these columns of the rows that were written, in no order.
    """
    end = f"ON CONFLICT {on_conflict}" if on_conflict else ""
    end += f" RETURNING {', '.join(map(connection.ops.quote_name, returning))}" if returning else ""
    written: list[tuple[Any, ...]] = []
    for table, parameters in _tables(model, rows):
        columns = ", ".join(connection.ops.quote_name(column) for column in rows[0])
        sql = f"INSERT INTO {model._meta.db_table} ({columns}) SELECT * FROM {table} WHERE true {end}"
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            written += cursor.fetchall() if returning else []
    return written


def written(one: M) -> M:
    """A new row as the object says it, in one statement, without what `save` does. The object then has its id."""
    fields, sql = _insertion(type(one))
    database = _connection()
    with connection.cursor() as cursor:
        cursor.execute(sql, [_prepared(field, database, getattr(one, field.attname)) for field in fields])
        (one.pk,) = cursor.fetchone()
    one._state.adding = False
    return one


@cache
def _insertion(model: type[Model]) -> tuple[list[Any], str]:
    """The fields of a new row but for its id, and the statement that writes them: the same on both engines."""
    fields = [field for field in model._meta.concrete_fields if field.attname != "id"]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    return fields, f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({marks}) RETURNING id"


def change(sql: str, parameters: Sequence[Any]) -> int:
    """How many rows a statement has changed."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return int(cursor.rowcount)


def _tables(model: type[Model], rows: Sequence[Row]) -> Iterator[tuple[str, list[Any]]]:
    """The rows as SQL for a table named `new`, with its parameters; in parts where the engine's limit asks for it."""
    if not rows:
        return
    fields = [model._meta.get_field(column) for column in rows[0]]
    if connection.vendor == "postgresql":
        yield _arrays(fields, rows)
        return
    size = _MOST_PARAMETERS // len(fields)
    for start in range(0, len(rows), size):
        yield _values(fields, rows[start : start + size])


def _arrays(fields: Sequence[Any], rows: Sequence[Row]) -> tuple[str, list[Any]]:
    """PostgreSQL: each column is the text of one array, read several times faster than as many constants; what all rows
    share is said once. The first column is an array always: it says how many rows there are.

    Text is not cast to varchar(n): that would cut what is too long, silently.
    """
    columns, arrays = list[str](), list[tuple[str, str]]()
    shared, given = list[str](), list[str]()
    for field in fields:
        name, kind = _quoted(field), "text" if isinstance(field, CharField) else field.db_type(connection)
        texts = _texts(field, [row[field.attname] for row in rows])
        if arrays and len(set(texts)) == 1:
            columns.append(f"(%s::{kind}[])[1] AS {name}")
            shared.append(_array(texts[:1]))
        else:
            columns.append(name)
            arrays.append((name, f"%s::{kind}[]"))
            given.append(_array(texts))
    names, places = (", ".join(part) for part in zip(*arrays, strict=True))
    return f"(SELECT {', '.join(columns)} FROM unnest({places}) AS given ({names})) AS new", [*shared, *given]


def _array(texts: Sequence[str]) -> str:
    return "{" + ",".join(texts) + "}"


def _texts(field: Any, values: Sequence[Any]) -> list[str]:
    """Most columns hold few different values: each is written once. What JSON holds cannot be looked up, but one object
    that many rows share can."""
    element: Callable[[Any], str] = partial(_element, field, _connection())
    if isinstance(field, JSONField):
        shared = {id(value): value for value in values}
        written = {name: element(value) for name, value in shared.items()}
        return [written[id(value)] for value in values]
    return list(map(cache(element), values))


def _element(field: Any, database: BaseDatabaseWrapper, value: Any) -> str:
    if type(value) is int:  # ids, mostly: there is nothing to prepare
        return str(value)
    if (value := _prepared(field, database, value)) is None:
        return "NULL"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _values(fields: Sequence[Any], rows: Sequence[Row]) -> tuple[str, list[Any]]:
    """SQLite has no arrays: each value is a parameter."""
    names = ", ".join(f"column{number} AS {_quoted(field)}" for number, field in enumerate(fields, start=1))
    row = f"({', '.join(['%s'] * len(fields))})"
    database = _connection()
    parameters = [_prepared(field, database, one[field.attname]) for one in rows for field in fields]
    return f"(SELECT {names} FROM (VALUES {', '.join([row] * len(rows))})) AS new", parameters


def _quoted(field: Any) -> str:
    return connection.ops.quote_name(field.attname)


def _prepared(field: Any, database: BaseDatabaseWrapper, value: Any) -> Any:
    if isinstance(field, JSONField):
        return json.dumps(value, cls=field.encoder)
    return field.get_db_prep_save(value, database)


def _connection() -> BaseDatabaseWrapper:
    """This thread's own, found once: behind `connection` it is looked up at each touch, several times a value."""
    return connections[DEFAULT_DB_ALIAS]


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
