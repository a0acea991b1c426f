"""Rows in batches, each of which is told: how far it has come is seen from outside while it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from django.db.models import Model

BATCH = 1000

Told = Callable[[int], None]
M = TypeVar("M", bound=Model)


@dataclass(slots=True)
class Written:
    """The ids of the rows that were added and of those that were changed; `accounts`: of those that came with them."""

    added: list[int]
    changed: list[int]
    accounts: list[int] = field(default_factory=list)


def in_batches(model: type[M], rows: Iterable[M], told: Told) -> list[M]:
    made: list[M] = []
    rows = iter(rows)
    while some := list(islice(rows, BATCH)):
        made += model._default_manager.bulk_create(some)
        told(len(made))
    return made
