"""What a case's history holds beside its course: meetings, arrivals, ratings, the ruling. Read out of its events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from cases.models import Event
from cases.telling.blanks import FILLINGS, RECORDED, Blanks
from cases.terms import Kind, Notice, Who


@dataclass(slots=True)
class Meeting:
    """会商: about what, who was asked to come, when and where; `minutes` as they were written, the first one first."""

    about: str
    guests: str
    meets_at: datetime | None
    where: str
    minutes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Arrival:
    """报到: which unit came, who, when, and where or how it was connected."""

    unit: str
    person: str
    arrived_at: datetime | None
    where: str
    on_time: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """双考核: `of` whom, for what (报到 or 吹哨), `by` whom, and what was said."""

    of: str
    deed: str
    by: str
    said: str
    note: str


@dataclass(frozen=True, slots=True)
class Ruling:
    said: str
    reason: str
    at: datetime


def meetings(events: Iterable[Event]) -> list[Meeting]:
    found: list[Meeting] = []
    for event in _in_order(events):
        if event.kind == Kind.CONSULT:
            meets_at = _moment(event, "meets_at")
            found.append(Meeting(event.note, _of(event, "guests"), meets_at, str(event.data.get("where", ""))))
        elif event.kind == Notice.MINUTES and found:
            found[-1].minutes.append(event.note)
    return found


def arrivals(events: Iterable[Event]) -> list[Arrival]:
    came = [event for event in _in_order(events) if event.kind == Kind.REPORT_IN]
    return [
        Arrival(
            unit=_of(event, "host"),
            person=str(event.data.get("person", "")),
            arrived_at=_moment(event, "arrived_at"),
            where="，".join(filter(None, [event.data.get("where"), RECORDED["video"](_blanks(event))])),
            on_time=event.data.get("on_time") is not False,
        )
        for event in came
    ]


def marks(events: Iterable[Event]) -> list[Mark]:
    rated = [event for event in _in_order(events) if event.kind == Notice.RATED]
    return [
        Mark(
            of=_of(event, "unit"),
            deed="吹哨" if event.data.get("of") == "WHISTLE" else "报到",
            by=str(event.data.get("by_unit", "")),
            said=RECORDED["marks"](_blanks(event)),
            note=event.note,
        )
        for event in rated
    ]


def ruling(events: Iterable[Event]) -> Ruling | None:
    """A dispute is ruled on once."""
    ruled = next((event for event in _in_order(events) if event.kind == Notice.RULING), None)
    if ruled is None:
        return None
    host = _of(ruled, "host")
    upheld = ruled.data.get("upheld") is not False
    said = f"维持派单，由{host}办" if upheld else f"从{ruled.data.get('was') or '原单位'}改派给{host}"
    return Ruling(said, ruled.note, ruled.at)


def _in_order(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda event: event.seq)


def _blanks(event: Event) -> Blanks:
    return Blanks(event, Who.REPORTER.value)


def _of(event: Event, name: str) -> str:
    return FILLINGS[name](_blanks(event))


def _moment(event: Event, name: str) -> datetime | None:
    said = event.data.get(name)
    return datetime.fromisoformat(said) if said else None
