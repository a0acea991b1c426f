"""The question that waits for somebody's decision (提请): who asks what, why, for how long, and who may answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from cases.models import Case, Event
from cases.notes import ASKINGS
from cases.standing import rungs_above
from cases.telling.moments import appointment_said
from cases.terms import Level, Matter, Who
from worktime.current import current_calendar
from worktime.limits import Limit

TITLES = {
    Matter.REFUSAL: "提请不予受理",
    Matter.DISPUTE: "派单异议",
    Matter.EXTENSION: "申请延期",
    Matter.SUSPENSION: "申请挂账",
    Matter.EXPLANATION: "提请解释结案",
    Matter.REOPENING: "诉求人说问题又出现了",
}
Facts = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Question:
    """`facts`: what was asked, named line by line. `waits_for`: 等区平台批准, for whoever may not answer it."""

    title: str
    by: str
    at: datetime
    facts: Facts
    waits_for: str
    asked_by_id: int | None


def question(case: Case, at: datetime) -> Question | None:
    """Read out of the row of its history by which it was asked. No query where the case came with its events."""
    if not case.proposed:
        return None
    matter = Matter(case.proposed)
    asked = max((event for event in case.events.all() if event.kind == ASKINGS[matter].asked), key=lambda one: one.seq)
    facts = [(name, said) for name, said in FACTS[matter](asked, case, at) if said]
    return Question(TITLES[matter], _asker(asked), asked.at, facts, _waits_for(case), asked.by_id)


def _asker(asked: Event) -> str:
    """A colleague by unit and name; of a resident no name, whether or not they asked to stay unnamed."""
    if asked.post is None:
        return Who.REPORTER.value
    unit = str(asked.post.organisation or asked.post.place)
    return " · ".join(filter(None, [unit, str(asked.by or "")]))


def _waits_for(case: Case) -> str:
    match Matter(case.proposed):
        case Matter.REFUSAL:
            return "等另一名受理员确认"
        case Matter.DISPUTE:
            return f"等{case.owner_org}裁定"
        case Matter.EXTENSION:
            return f"等{_above(case)}批准"
        case Matter.SUSPENSION:
            return "等区平台或区领导小组批准"
        case Matter.EXPLANATION:
            return f"等{case.owner_org}另一名负责人或{_above(case)}批准"
    return "等受理员决定是否重新打开"


def _above(case: Case) -> str:
    return "或".join(Level(rung).label for rung in sorted(rungs_above(case)))


def _refusal(asked: Event, case: Case, at: datetime) -> Facts:
    detail = asked.data
    return [("理由", detail["cause"]), ("该找哪里", detail["channel"]), ("还说明", asked.note)]


def _dispute(asked: Event, case: Case, at: datetime) -> Facts:
    until = f"{appointment_said(case.decide_by, at)}" if case.decide_by else "已过裁定时限"
    return [("为什么", asked.note), ("依据", asked.data["basis"]), ("最晚裁定", until)]


def _extension(asked: Event, case: Case, at: datetime) -> Facts:
    limit = Limit.parse(asked.data["limit"])
    longer = f"延长 {limit.in_words}"
    if case.handle_by:
        longer += f"，到 {appointment_said(current_calendar().deadline(case.handle_by, limit).at, at)}"
    return [("延长多久", longer), ("为什么", asked.note)]


def _suspension(asked: Event, case: Case, at: datetime) -> Facts:
    detail, review_on = asked.data, date.fromisoformat(asked.data["review_on"])
    days = (review_on - localdate(at)).days
    review = f"{review_on.year}年{review_on.month}月{review_on.day}日（{days} 天后）"
    return [("客观原因", detail["cause"]), ("书面说明", asked.note), ("计划", detail["plan"]), ("复核日期", review)]


def _explanation(asked: Event, case: Case, at: datetime) -> Facts:
    return [("书面解释", asked.note)]


def _reopening(asked: Event, case: Case, at: datetime) -> Facts:
    return [("怎么说的", asked.note)]


FACTS: dict[Matter, Callable[[Event, Case, datetime], Facts]] = {
    Matter.REFUSAL: _refusal,
    Matter.DISPUTE: _dispute,
    Matter.EXTENSION: _extension,
    Matter.SUSPENSION: _suspension,
    Matter.EXPLANATION: _explanation,
    Matter.REOPENING: _reopening,
}
