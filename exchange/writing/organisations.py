"""Organisations into the tree: three statements for what is new, one for what moves aside, one for what changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from accounts.models import User
from exchange.checking.directory import Unit
from exchange.checking.organisations import Change
from exchange.plans import Outcome, Plan
from exchange.writing.batches import Told, Written, in_batches
from exchange.writing.numbering import number
from grids.bulk import reserve_ids, update_rows
from partyorg.models import Chapter, Organisation

NUMBERS = ("tree_id", "lft", "rght", "depth")
CHANGED = ("place", "leans_on", "serves", "duty_phone", "founded_on", "elected_on", "due_on")


def write_organisations(plan: Plan, *, by: User, at: datetime, told: Told) -> Written:
    """The caller holds the tree's lock."""
    new: list[Unit] = plan.of(Outcome.NEW)
    changed: list[Change] = plan.of(Outcome.CHANGED)
    if new:
        for pk, unit in enumerate(new, start=reserve_ids(Organisation, len(new))):
            unit.id = pk
        _insert(new, told)
        _open_chapters(new, by=by, at=at)
    update_rows(Organisation, CHANGED, _changes(changed), lambda done: told(len(new) + done))
    return Written([unit.id for unit in new if unit.id], [change.unit.id for change in changed if change.unit.id])


def _insert(new: list[Unit], told: Told) -> None:
    numbering = number((unit.id or 0, unit.parent.id if unit.parent else None) for unit in new)
    update_rows(Organisation, NUMBERS, ((*numbers, pk) for pk, numbers in numbering.shifted.items()), lambda _: None)
    in_batches(Organisation, (_row(unit, numbering.new[unit.id or 0]) for unit in new), told)


def _row(unit: Unit, numbers: tuple[int, int, int, int]) -> Organisation:
    return Organisation(
        id=unit.id,
        name=unit.name,
        kind=unit.kind,
        parent_id=unit.parent.id if unit.parent else None,
        place_id=unit.place_id,
        leans_on_id=unit.leans_on.id if unit.leans_on else None,
        serves_id=unit.serves_id,
        duty_phone=unit.duty_phone,
        founded_on=unit.founded_on,
        elected_on=unit.elected_on,
        due_on=unit.due_on,
        **dict(zip(NUMBERS, numbers, strict=True)),
    )


def _open_chapters(new: list[Unit], *, by: User, at: datetime) -> None:
    Chapter.objects.bulk_create(
        (
            Chapter(
                organisation_id=unit.id, what=Chapter.What.FOUNDED, on=unit.founded_on, name=unit.name,
                kind=unit.kind, by=by, at=at,
            )
            for unit in new
            if unit.founded_on
        ),
        batch_size=1000,
    )  # fmt: skip


def _changes(changed: list[Change]) -> Iterator[tuple[object, ...]]:
    for change in changed:
        unit = change.unit
        leans_on = unit.leans_on.id if unit.leans_on else None
        days = map(_iso, (unit.founded_on, unit.elected_on, unit.due_on))
        yield (unit.place_id, leans_on, unit.serves_id, unit.duty_phone, *days, unit.id)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
