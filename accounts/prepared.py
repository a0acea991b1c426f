"""A query that is compiled once. Django compiles one anew at each use, which costs several times what the database
takes to answer it: worth saving where a counter or a phone waits and many ask at once, nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class _Compiled:
    sql: str
    params: Sequence[Any]  # as Django filled them in for the stand-ins
    at: dict[int, int]  # position among `params` → which of the values belongs there
    compiler: Any
    converters: dict[int, Any]


class Prepared:
    """`build`: makes the query of its values, each used as it is, for one engine always the same SQL.

    It says what is selected by `values_list`. Values are numbers, texts and dates; none of them may be None.

        _TIER = Prepared(lambda person: Volunteer.objects.filter(person_id=person).values_list("tier"))
        _TIER.rows(person.pk)
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, *values: Any) -> list[Sequence[Any]]:
        one = self._compiled.get(connection.vendor) or self._compile(values)
        params = [_adapted(values[one.at[n]]) if n in one.at else param for n, param in enumerate(one.params)]
        with connection.cursor() as cursor:
            cursor.execute(one.sql, params)
            rows = cursor.fetchall()
        return list(one.compiler.apply_converters(rows, one.converters)) if one.converters else rows

    def first(self, *values: Any) -> Sequence[Any] | None:
        return next(iter(self.rows(*values)), None)

    def _compile(self, values: Sequence[Any]) -> _Compiled:
        """With a stand-in for each value, found again among the parameters."""
        stand_ins = [_stand_in(value, number) for number, value in enumerate(values)]
        compiler = self._build(*stand_ins).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        number_of = {_adapted(one): number for number, one in enumerate(stand_ins)}
        at = {n: number_of[param] for n, param in enumerate(params) if param in number_of}
        if set(at.values()) != set(range(len(values))):
            raise TypeError("a prepared query has to use each of its values as it is")
        converters = compiler.get_converters([column[0] for column in compiler.select])
        self._compiled[connection.vendor] = one = _Compiled(sql, tuple(params), at, compiler, converters)
        return one


def _stand_in(value: Any, number: int) -> Any:
    """Of the same type, and unlike anything that a query says of itself."""
    if isinstance(value, datetime):
        raise TypeError("a moment cannot be prepared")
    if isinstance(value, date):
        return date(1901, 1, 1 + number)
    if isinstance(value, str):
        return f"stand-in {number}"
    if type(value) is int:
        return 2_000_000_000 + number
    raise TypeError(f"{type(value).__name__} cannot be prepared")


def _adapted(value: Any) -> Any:
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
