"""Whom and what a case waits for, told to somebody who has nothing to do with it, or in a row of the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils.timezone import localdate

from cases.models import Case
from cases.telling.moments import day_said
from cases.telling.promises import BESIDE, WAITS_FOR
from cases.terms import BY_DUTY, OWNERS_TURN, Clock, Matter, State


def _host(case: Case) -> str:
    return str(case.host_org or case.owner_org)


def whose_turn(case: Case) -> str:
    """Who has to act now; of a case that is over: who had it last. While it is checked or called back about that is
    somebody by a duty, not the host, who has done its part. Nobody can telephone a duty: the unit that answers for the
    case is named, and what it waits for.
    """
    state = State(case.state)
    if state in BY_DUTY:
        return f"{case.owner_org}（{WAITS[state](case)}）"
    return str(case.owner_org) if state in OWNERS_TURN else _host(case)


def step_awaited(case: Case, column: str) -> tuple[str, str]:
    """What is due by this clock of the case, and whose turn that is: 签收, 区住建局."""
    if column in BESIDE:
        return BESIDE[column][0], _host(case)
    step = WAITS_FOR[State(case.state)] if column == "respond_by" else str(Clock.HANDLE.label)
    return step, whose_turn(case)


WAITS: dict[State, Callable[[Case], str]] = {
    State.SUBMITTED: lambda case: f"等{case.owner_org}受理",
    State.ACCEPTED: lambda case: f"等{case.owner_org}派单",
    State.DISPATCHED: lambda case: f"等{_host(case)}签收",
    State.HANDLING: lambda case: f"等{_host(case)}报到、办理" if case.report_in_by else f"由{_host(case)}在办",
    State.CONSULTING: lambda case: f"由{case.owner_org}会商",
    State.TOPPED: lambda case: f"等{case.owner_org}决定",
    State.CHECKING: lambda case: "等网格员或引导员核查",
    State.REVISIT: lambda case: "等回访员回访" if case.anonymous else "等诉求人评价或回访员回访",
    State.REWORK: lambda case: f"等{_host(case)}重办",
}


def waits_for(case: Case, at: datetime) -> str:
    """现在等区住建局签收. "" when the case is over."""
    if case.state == State.SUSPENDED:
        return f"挂账中，{day_said(case.review_on, localdate(at))}复核" if case.review_on else "挂账中"
    said = WAITS.get(State(case.state))
    return f"现在{said(case)}" if said else ""


def awaited(case: Case, at: datetime) -> str:
    """What a row of the list says in place of the state: the question, the arrival, the review that it waits for."""
    if case.proposed:
        return f"{Matter(case.proposed).label}待定"
    if case.state == State.SUSPENDED and case.review_on:
        return f"{day_said(case.review_on, localdate(at))}复核"
    if case.state == State.HANDLING and case.report_in_by:
        return "等报到"
    return "等联系诉求人" if case.state == State.HANDLING and case.contact_by else ""
