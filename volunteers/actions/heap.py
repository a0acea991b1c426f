"""A whole heap at once: what an activity of thousands leaves, a quarter's papers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from partyorg.hats import Hat
from volunteers.actions.reviewing import approve_all
from volunteers.models import Service

BATCH = 5000


def approve_heap(pks: Collection[int], *, by: Hat, at: datetime) -> tuple[int, int]:
    """全部通过: as `approve_all`, however many. Each batch is a transaction of its own, so that nobody whose account
    lies in a later one waits; cut off and done again, it goes on where it was.

    Somebody's records come together, so that an account is written once and not in every batch. Returns how many were
    approved and how many still wait; one that is named twice counts once.
    """
    row = _by_person(sorted(set(pks)))
    told = [approve_all(batch, by=by, at=at) for batch in _batches(row)]
    return sum(approved for approved, _ in told), sum(left for _, left in told)


def _by_person(pks: list[int]) -> list[int]:
    found = [Service.objects.filter(pk__in=batch).order_by().values_list("person", "pk") for batch in _batches(pks)]
    return [pk for _, pk in sorted(pair for pairs in found for pair in pairs)]


def _batches(pks: list[int]) -> list[list[int]]:
    return [pks[start : start + BATCH] for start in range(0, len(pks), BATCH)]
