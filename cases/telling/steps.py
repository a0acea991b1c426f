"""The timeline in plain words, newest first. What is internal stays out of the resident's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from cases.models import Event
from cases.telling.blanks import Blanks, facts
from cases.telling.lines import Line, line_of
from cases.telling.moments import lasting
from cases.terms import TERMINAL, Kind, Notice, Who

# What a timeline names, for select_related.
EVENT_FACES = ("by", "owner_org", "host_org", "post__organisation", "post__place")
ON_ANY_STEP = "lapsed"  # what staff read wherever it was recorded
LATE_ENOUGH = timedelta(minutes=10)  # the sweep comes by every 15 seconds; what is later than this was an outage


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline. `aside`: a small remark beside the time. `tone`: whistled, done, now or ""."""

    at: datetime
    headline: str
    note: str = ""
    unit: str = ""
    tone: str = ""
    aside: str = ""


def timeline(case_events: Iterable[Event], *, for_staff: bool, unnamed: bool = False) -> list[Step]:
    """What happened, newest first. Residents see no internal steps, no internal notes and nobody's name.

    `unnamed`: the reporter stays so. Staff who found it themselves are then not named as those who brought it.
    """
    events = sorted(case_events, key=lambda event: event.seq)
    told = [
        _told(event, before, events[0].at, for_staff, unnamed)
        for before, event in pairwise([None, *events])
        if event and (for_staff or not _is_internal(event))
    ]
    if told and not told[-1].tone and events[-1].to_state not in TERMINAL:
        told[-1] = replace(told[-1], tone="now")
    return told[::-1]


def _is_internal(event: Event) -> bool:
    """A unit that keeps the work in its own hands tells the resident nothing new by dispatching it."""
    to_itself = event.kind == Kind.DISPATCH and event.host_org_id == event.owner_org_id
    return to_itself or line_of(event.kind, event.data).internal


def _told(event: Event, before: Event | None, began: datetime, for_staff: bool, unnamed: bool) -> Step:
    line, you = line_of(event.kind, event.data), Who.REPORTER.value if for_staff else "您"
    pattern = line.by_system if event.role == Who.SYSTEM and line.by_system else line.words
    headline = pattern.format_map(Blanks(event, you))
    named = for_staff and not (unnamed and _is_said(event))
    return Step(
        at=event.at,
        headline=headline,
        note=_note_for_staff(event, line, you) if for_staff else _note_for_residents(event, line, you),
        unit=_whose(event, before, line.unit, headline, named),
        tone=line.tone if pattern is line.words else "",
        aside=_aside(event, began, for_staff),
    )


def _is_said(event: Event) -> bool:
    """Whoever did this may be the reporter."""
    return event.kind in (Kind.SUBMIT, Notice.ADDED) or event.role == Who.REPORTER


def _whose(event: Event, before: Event | None, which: str, headline: str, named: bool) -> str:
    """The unit, where the headline has not named it; for staff the colleague too. The system's deeds are no unit's.
    A deed without a post is a resident's: their account names nobody, whether or not they asked to stay unnamed."""
    if event.role == Who.SYSTEM:
        return ""
    name = _unit(event, before, which)
    person = str(event.by) if named and event.by and event.post_id else ""
    return " · ".join(filter(None, [name if name not in headline else "", person]))


def _unit(event: Event, before: Event | None, which: str) -> str:
    if which == "by":
        return str(event.post.organisation or event.post.place) if event.post_id and event.post else ""
    units = {"owner": event.owner_org, "host": event.host_org or event.owner_org, "before": before and before.owner_org}
    unit = units.get(which)
    return unit.name if unit else ""


def _note_for_residents(event: Event, line: Line, you: str) -> str:
    """What was written for them, and of the record what the line tells them."""
    told = line.told.format_map(Blanks(event, you)).strip("。 ") if line.told else ""
    return _joined([event.note if line.open_note else "", told])


def _note_for_staff(event: Event, line: Line, you: str) -> str:
    """The note with what was recorded beside it."""
    note = f"{line.note_called}：{event.note}" if line.note_called and event.note else event.note
    return _joined([note, *facts(event, f"{line.recorded} {ON_ANY_STEP}", you)])


def _joined(parts: Iterable[str]) -> str:
    *first, last = [part for part in parts if part] or [""]
    return "；".join([*(part.rstrip("。；") for part in first), last])


def _aside(event: Event, began: datetime, for_staff: bool) -> str:
    """How quickly it was taken up, where that is worth saying; and for staff how late the system itself was."""
    late = timedelta(seconds=event.late_seconds)
    if for_staff and late >= LATE_ENOUGH:
        return f"系统晚了 {lasting(late)}"
    took = event.at - began
    quick = event.kind == Kind.ACCEPT and event.role != Who.SYSTEM and took < timedelta(days=1)
    return f"上报后 {lasting(took)}" if quick else ""
