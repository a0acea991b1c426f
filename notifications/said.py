"""What people wrote down with a step, read only for steps whose messages quote it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from cases.models import Event
from cases.terms import Kind
from notifications.happenings import Happening
from notifications.placeholders import PLACEHOLDERS, names_in

QUOTED = frozenset(name for name, about in PLACEHOLDERS.items() if about.kinds)


class Said(NamedTuple):
    """A step's note and data, and clocks that its case has beside the two of the step itself."""

    note: str
    data: dict[str, Any]
    decide_by: datetime | None
    report_in_by: datetime | None


def said(happenings: Sequence[Happening]) -> dict[int, Said]:
    """By event id; one query, none where nothing is quoted."""
    quoted = [one.event_id for one in _naming(happenings, QUOTED)]
    rows = Event.objects.filter(id__in=quoted) if quoted else Event.objects.none()
    columns = ("note", "data", "case__decide_by", "case__report_in_by")
    return {event_id: Said(*row) for event_id, *row in rows.values_list("id", *columns)}


def named(happenings: Sequence[Happening]) -> dict[int, list[str]]:
    """The units that a step names to stand beside the host (协办), by event id; one query."""
    if not happenings:
        return {}
    rows = Event.objects.filter(id__in=[one.event_id for one in happenings])
    return {event_id: units or [] for event_id, units in rows.values_list("id", "data__assisting")}


def above(happenings: Sequence[Happening]) -> dict[int, int]:
    """The unit one rung up that is told as well, by event id: where the step says that it was late; one query."""
    if not happenings:
        return {}
    rows = Event.objects.filter(id__in=[one.event_id for one in happenings])
    return {event_id: unit for event_id, unit in rows.values_list("id", "data__above") if unit}


def outcomes(happenings: Sequence[Happening]) -> dict[int, str]:
    """How the work ended last, by case; one query, none where nobody reads it."""
    cases = {one.main_case_id for one in _naming(happenings, {"result"})}
    if not cases:
        return {}
    ends = Event.objects.filter(case__in=cases, kind__in=ENDS).order_by("id")
    return {case_id: ENDS[kind](note, data) for case_id, kind, note, data in ends.values_list(*_END)}


_END = ("case_id", "kind", "note", "data")
ENDS: dict[str, Any] = {
    Kind.FINISH: lambda note, data: note,
    Kind.REFUSE: lambda note, data: f"不予受理，{data['cause']}，请找{data['channel']}",
    Kind.CLOSE_EXPLAINED: lambda note, data: data["why"],
}


def _naming(happenings: Sequence[Happening], names: frozenset[str] | set[str]) -> list[Happening]:
    return [one for one in happenings if any(names & names_in(rule.words) for rule in one.rules)]
