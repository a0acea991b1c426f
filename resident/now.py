"""What is happening with a case now, in one short sentence; and who can be asked, by post and duty phone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from cases.models import Case
from cases.telling import day_said
from cases.terms import Level, State
from partyorg.kinds import Role
from partyorg.models import Organisation

# Who decides for a unit on its rung, as its public post is called; people's names stay out of it.
PUBLIC_POST = {
    Level.GRID: Role.BRANCH_SECRETARY,
    Level.COMMUNITY: Role.COMMUNITY_SECRETARY,
    Level.STREET: Role.STREET_SECRETARY,
    Level.PLATFORM: Role.PLATFORM_OFFICER,
    Level.LEADING_GROUP: Role.LEADING_GROUP_OFFICER,
}


@dataclass(frozen=True, slots=True)
class Holder:
    """A unit that has the case in hands: `part` says as what, `post` who answers for it."""

    part: str
    unit: Organisation
    post: str = ""


def holders(case: Case) -> list[Holder]:
    """Who answers for it, and who does the work where that is another unit."""
    if not case.is_open:
        return []
    post = PUBLIC_POST.get(Level(case.owner_org.rung)) if case.owner_org.rung else None
    found = [Holder("负责", case.owner_org, str(post.label) if post else "")]
    if case.host_org and case.host_org_id != case.owner_org_id:
        found.append(Holder("主办", case.host_org))
    return found


def now_said(case: Case, at: datetime) -> str:
    """已交给区住建局，等他们接手"""
    said = NOW.get(State(case.state))
    return said(case, at) if said else str(State(case.state).label)


def _host(case: Case) -> str:
    return str(case.host_org or case.owner_org)


def _put_off(case: Case, at: datetime) -> str:
    return f"暂时办不了，{day_said(case.review_on, localdate(at))}再看" if case.review_on else "暂时办不了"


NOW: dict[State, Callable[[Case, datetime], str]] = {
    State.SUBMITTED: lambda case, _: f"已经收到，等{case.owner_org}受理",
    State.ACCEPTED: lambda case, _: f"已受理，{case.owner_org}正在定谁来办",
    State.DISPATCHED: lambda case, _: f"已交给{_host(case)}，等他们接手",
    State.HANDLING: lambda case, _: f"{_host(case)}正在办",
    State.CONSULTING: lambda case, _: f"{case.owner_org}正在请几家单位商量怎么办",
    State.TOPPED: lambda case, _: "区领导正在定谁来办",
    State.SUSPENDED: _put_off,
    State.CHECKING: lambda case, _: f"{_host(case)}说办好了，正在派人核查",
    State.REVISIT: lambda case, _: "办完了，等您评价",
    State.REWORK: lambda case, _: f"没办好，已退给{_host(case)}重办",
}
