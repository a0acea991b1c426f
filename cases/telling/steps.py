"""The timeline in plain words, newest first. What is internal stays out of the resident's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from cases.models import Event
from cases.telling.moments import lasting
from cases.telling.money import money_said
from cases.terms import TERMINAL, Kind, Level, Notice, Satisfied, Solved, State, Supervision, Who

EVENT_FACES = ("by", "owner_org", "host_org")  # what a timeline names, for select_related


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline. `aside`: a small remark beside the time. `tone`: whistled, done, now or ""."""

    at: datetime
    headline: str
    note: str = ""
    unit: str = ""
    tone: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """How a kind of event is told. `unit`: whose deed it was. `open_note`: the note is for the resident too."""

    words: str
    tone: str = ""
    unit: str = "owner"
    open_note: bool = False
    by_system: str = ""
    internal: bool = False


K = Kind
LINES: dict[str, _Line] = {
    K.SUBMIT: _Line("已上报，{owner}收到"),
    K.ACCEPT: _Line("已受理，由{owner}负责", "done", by_system="到时没人受理，系统已自动受理，由{owner}负责"),
    K.EMERGENCY_DIRECT: _Line("突发事件，直接交给{owner}", "whistled"),
    K.DISPATCH: _Line("已派给{host}主办"),
    K.SIGN: _Line("{host}已签收", unit="host", by_system="{host}到时没签收，系统已自动签收"),
    K.MATCH_RESOURCE: _Line("{matched}", internal=True),
    K.WHISTLE: _Line("{from_level}吹哨到{to_level}", "whistled", unit="before", open_note=True),
    K.AUTO_WHISTLE: _Line("{why_climbed}，系统自动吹哨到{to_level}", "whistled"),
    K.AUTO_RAISE: _Line("{why_climbed}，系统自动提报{to_level}", "whistled"),
    K.RAISE_TOP: _Line("区平台提报区领导小组，请区领导顶格协调", "whistled", unit="before", open_note=True),
    K.TOP_DECIDE: _Line("区领导小组已决定，由{host}主办", open_note=True),
    K.SUPERVISE: _Line("已列入{supervised}"),
    K.FINISH: _Line("{host}说办好了，等核查", "done", unit="host", open_note=True),
    K.CHECK_PASS: _Line("{how_checked}，合格", "done", unit=""),
    K.CHECK_FAIL: _Line("核查不合格，请{host}重办", unit="", open_note=True),
    K.REVISIT_OK: _Line("{asked}{answers}，已结案", "done", unit="", open_note=True),
    K.REVISIT_BAD: _Line("{asked}{answers}，请{host}重办", unit="", open_note=True),
    K.REWORK_START: _Line("{host}开始重办", unit="host"),
    K.WITHDRAW: _Line("{you}已撤回", unit="", open_note=True),
    Notice.OVERDUE: _Line("到时没有{waited_for}，已记为超期"),
    Notice.CO_ANSWER: _Line("{unit}协办答复", unit="", internal=True),
    # Those whose pages are still to come are told by their names.
    K.REPORT_IN: _Line("{host}已报到", unit="host"),
    K.DISPUTE: _Line("派单异议", internal=True),
    K.EXTEND_REQUEST: _Line("申请延期", internal=True),
}
_WAITED_FOR = {State.CHECKING: "核查", State.REVISIT: "回访"}


def timeline(case_events: Iterable[Event], *, for_staff: bool) -> list[Step]:
    """What happened, newest first. Residents see no internal steps, no internal notes and nobody's name."""
    events = sorted(case_events, key=lambda event: event.seq)
    told = [
        _told(event, before, events[0].at, for_staff)
        for before, event in pairwise([None, *events])
        if event and (for_staff or not _is_internal(event))
    ]
    if told and not told[-1].tone and events[-1].to_state not in TERMINAL:
        told[-1] = replace(told[-1], tone="now")
    return told[::-1]


def _is_internal(event: Event) -> bool:
    """A unit that keeps the work in its own hands tells the resident nothing new by dispatching it."""
    return _line(event).internal or (event.kind == Kind.DISPATCH and event.host_org_id == event.owner_org_id)


def _line(event: Event) -> _Line:
    return LINES.get(event.kind) or _Line(event.get_kind_display(), open_note=True)


def _told(event: Event, before: Event | None, began: datetime, for_staff: bool) -> Step:
    line = _line(event)
    pattern = line.by_system if event.role == Who.SYSTEM and line.by_system else line.words
    headline = pattern.format(**_words(event, Who.REPORTER.value if for_staff else "您"))
    return Step(
        at=event.at,
        headline=headline,
        note=_note(event) if for_staff else event.note if line.open_note else "",
        unit=_whose(event, before, line.unit, headline, for_staff),
        tone=line.tone if pattern is line.words else "",
        aside=_aside(event, began),
    )


def _words(event: Event, you: str) -> dict[str, str]:
    """Everything a headline may name."""
    data = event.data
    host = event.host_org or event.owner_org
    return {
        "owner": event.owner_org.name,
        "host": host.name,
        "from_level": Level(event.from_level).label if event.from_level else "",
        "to_level": Level(event.to_level).label,
        "why_climbed": "重办两次还没办好" if data.get("reworks") else "到时没办好",
        "supervised": Supervision(data.get("supervised", "")).label,
        "matched": f"匹配到资源：{data['resource']}" if data.get("resource") else "网格里没有匹配的资源",
        "how_checked": "已到现场核查" if data.get("on_site") else "已看照片核查",
        "you": you,
        "asked": f"{you}评价：" if event.role == Who.REPORTER else "已回访：",
        "answers": _answers(data.get("solved"), data.get("satisfied")),
        "waited_for": _WAITED_FOR.get(State(event.to_state), "办好"),
        "unit": data.get("unit", ""),
    }


def _answers(solved: str | None, satisfied: str | None) -> str:
    if not (solved and satisfied):
        return "凭核查合格"
    return f"{Solved(solved).label}，{Satisfied(satisfied).label}"


def _whose(event: Event, before: Event | None, which: str, headline: str, for_staff: bool) -> str:
    """The unit, where the headline has not named it; for staff the colleague too. The system's deeds are no unit's.
    A deed without a post is a resident's: their account names nobody, whether or not they asked to stay unnamed."""
    if event.role == Who.SYSTEM:
        return ""
    units = {"owner": event.owner_org, "host": event.host_org or event.owner_org, "before": before and before.owner_org}
    unit = units.get(which)
    name = unit.name if unit and unit.name not in headline else ""
    person = str(event.by) if for_staff and event.by and event.post_id else ""
    return " · ".join(filter(None, [name, person]))


def _note(event: Event) -> str:
    """For staff: the note with what was written beside it."""
    data = event.data
    study = f"研判：{data['study']}" if data.get("study") else ""
    leader = f"牵头领导：{data['leader']}，资金 {money_said(Decimal(data['money']))}" if data.get("leader") else ""
    *first, last = [part for part in (event.note, study, leader) if part] or [""]
    return "；".join([*(part.rstrip("。；") for part in first), last])


def _aside(event: Event, began: datetime) -> str:
    """How quickly it was taken up, where that is worth saying."""
    took = event.at - began
    quick = event.kind == Kind.ACCEPT and event.role != Who.SYSTEM and took < timedelta(days=1)
    return f"上报后 {lasting(took)}" if quick else ""
