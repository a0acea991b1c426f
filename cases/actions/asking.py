"""Matters that take two people (提请): one asks, another grants or declines, and the case's clocks go on meanwhile."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from cases.actions.merging import close_children, reopen_children
from cases.actions.moving import NOTHING_PROPOSED, permit, step, take
from cases.deadlines import NO_RESPOND, NOBODY_AWAITED, Clockwork
from cases.guards import Attempt
from cases.guards.asking import deciding_as
from cases.guards.handling import is_called
from cases.models import Case, Proposal
from cases.terms import Kind, Matter, Notice, Outcome, Satisfied
from partyorg.hats import Hat
from partyorg.models import Organisation
from worktime.limits import Limit


def ask_refusal(case: Case, *, cause: str, channel: str, reason: str = "", by: Hat, at: datetime) -> Case:
    """提请不予受理: a cause on the list, and the channel that is right for it. A second officer confirms."""
    attempt = permit(case, Notice.ASK_REFUSAL, by=by, at=at, cause=cause, channel=channel)
    return _propose(attempt, Matter.REFUSAL, reason, {"cause": cause, "channel": channel.strip()})


def refuse(case: Case, *, by: Hat, at: datetime) -> Case:
    """不予受理, confirmed. The reporter hears why, and where to turn."""
    attempt = permit(case, Kind.REFUSE, by=by, at=at)
    return _grant(attempt, new={**NO_RESPOND, "closed_at": at}, data=_detail(attempt))


def dispute(case: Case, *, reason: str, basis: str, by: Hat, at: datetime) -> Case:
    """派单异议: the department says why it is not its duty, and by which law. Its clocks go on."""
    attempt = permit(case, Kind.DISPUTE, by=by, at=at, reason=reason, basis=basis)
    ruling_clock = Clockwork.load().ruling(case, start=at)
    return _propose(attempt, Matter.DISPUTE, reason, {"basis": basis.strip()}, new=ruling_clock)


def rule_dispute(case: Case, *, host: Organisation, reason: str, by: Hat, at: datetime) -> Case:
    """异议裁定, final: the same host (维持派单) or another (改派). No clock is set anew."""
    attempt = permit(case, Notice.RULING, by=by, at=at, host=host, reason=reason)
    upheld = host.pk == case.host_org_id
    data = {"upheld": upheld, "was": case.host_org.name if case.host_org else ""}
    outcome = Outcome.DECLINED if upheld else Outcome.GRANTED
    new: dict[str, Any] = {"host_org_id": host.pk}
    if not is_called(case, host):
        new["report_in_by"] = None  # who is not called does not have to come
    return _decide(attempt, outcome, reason, new=new, data=data)


def extend_request(case: Case, *, limit: Limit, reason: str, by: Hat, at: datetime) -> Case:
    """申请延期 by `limit`, in the unit of the original limit. The clock goes on until it is granted."""
    attempt = permit(case, Kind.EXTEND_REQUEST, by=by, at=at, limit=limit, reason=reason)
    return _propose(attempt, Matter.EXTENSION, reason, {"limit": str(limit)})


def extend_approve(case: Case, *, answer: str = "", by: Hat, at: datetime) -> Case:
    """批准延期: the handling clock runs on from where it would have ended."""
    attempt = permit(case, Kind.EXTEND_APPROVE, by=by, at=at)
    assert attempt.pending  # the guard asked_for has looked
    assert case.handle_by  # and before_expiry
    longer = Clockwork.load().handle_for(Limit.parse(attempt.pending.detail["limit"]), case.handle_by)
    reason = {"why": attempt.pending.reason, **_detail(attempt)}
    return _grant(attempt, answer, new=longer, data=reason)


def ask_suspension(
    case: Case, *, cause: str, statement: str, plan: str, review_on: date, by: Hat, at: datetime
) -> Case:
    """申请挂账: an objective cause on the list, a written statement, a plan, and the day it is looked at again."""
    given: dict[str, Any] = {"cause": cause, "plan": plan, "review_on": review_on}
    attempt = permit(case, Notice.ASK_SUSPENSION, by=by, at=at, statement=statement, **given)
    detail = {"cause": cause, "plan": plan.strip(), "review_on": review_on.isoformat()}
    return _propose(attempt, Matter.SUSPENSION, statement, detail)


def suspend(case: Case, *, answer: str = "", by: Hat, at: datetime) -> Case:
    """挂账, approved at 4 or 5. What is left of the handling time is kept for the day it goes on."""
    attempt = permit(case, Kind.SUSPEND, by=by, at=at)
    detail = _detail(attempt)
    new = {
        **NO_RESPOND,
        "handle_limit": str(Clockwork.load().left_of(case, at)),
        "review_on": date.fromisoformat(detail["review_on"]),
        **NOBODY_AWAITED,
        "remind_at": None,
    }
    why = attempt.pending.reason if attempt.pending else ""
    return _grant(attempt, answer, new=new, data={"why": why, **detail})


def resume(case: Case, *, reason: str = "", by: Hat, at: datetime) -> Case:
    """解挂 by the owner, before the review date."""
    attempt = permit(case, Kind.RESUME, by=by, at=at)
    return take(step(attempt, note=reason.strip(), new=resumed(case, Clockwork.load(), at)))


def resumed(case: Case, clockwork: Clockwork, at: datetime) -> dict[str, Any]:
    """The columns of a case that goes on: what was left of its time runs from now."""
    left = Limit.parse(case.handle_limit)
    return {**clockwork.handle_for(left, at), "handle_noted_at": None, "review_on": None}


def ask_explanation(case: Case, *, reason: str, by: Hat, at: datetime) -> Case:
    """提请解释结案: what was demanded is against law or policy, and this is what the reporter was told in writing."""
    attempt = permit(case, Notice.ASK_EXPLANATION, by=by, at=at, reason=reason)
    return _propose(attempt, Matter.EXPLANATION, reason, {})


def close_explained(case: Case, *, answer: str = "", by: Hat, at: datetime) -> Case:
    """解释结案, by a second approver. It stays among those who are not satisfied."""
    attempt = permit(case, Kind.CLOSE_EXPLAINED, by=by, at=at)
    assert attempt.pending  # the guard asked_for has looked
    new = {**NO_RESPOND, "closed_at": at, "explained": True, "satisfied": Satisfied.NO}
    return _grant(attempt, answer, new=new, data={"why": attempt.pending.reason})


def ask_reopening(case: Case, *, facts: str, by: Hat, at: datetime) -> Case:
    """反映问题又出现, by the reporter, within 30 days."""
    attempt = permit(case, Notice.ASK_REOPENING, by=by, at=at, facts=facts)
    return _propose(attempt, Matter.REOPENING, facts, {})


def reopen(case: Case, *, facts: str, by: Hat, at: datetime) -> Case:
    """重新打开: level and first receiver stay, the handling clock starts anew, and it is a repeat."""
    attempt = permit(case, Kind.REOPEN, by=by, at=at, facts=facts)
    new = {
        **NO_RESPOND,
        **Clockwork.load().handle(case, level=case.owner_level, start=at),
        "repeat": True,
        "closed_at": None,
        "host_org_id": None,
        "rework_count": 0,
        "solved": "",
        "satisfied": "",
        "dissatisfaction": "",
        "explained": False,
        "handle_noted_at": None,
    }
    with transaction.atomic():
        reopened = _grant(attempt, facts, new=new)
        reopen_children(reopened, at=at)
    return reopened


def decline(case: Case, *, reason: str, by: Hat, at: datetime) -> Case:
    """不同意: whoever could have granted it says why not. The case goes on as it was."""
    attempt = permit(case, Notice.DECLINE, by=by, at=at, reason=reason)
    attempt.who = deciding_as(attempt) or attempt.who  # the row says by which right, not by any that the hat has
    return _decide(attempt, Outcome.DECLINED, reason, new={}, data={"matter": case.proposed})


def _propose(
    attempt: Attempt, matter: Matter, reason: str, detail: dict[str, Any], *, new: dict[str, Any] | None = None
) -> Case:
    made = step(attempt, note=reason.strip(), data=detail, new={"proposed": matter, **(new or {})})
    hidden = attempt.case.anonymous and made.post is None
    with transaction.atomic():
        asked = take(made)
        Proposal.objects.create(
            case=asked,
            matter=matter,
            level=asked.owner_level,
            asked_at=attempt.at,
            asked_by=None if hidden else attempt.hat.person,
            asked_post=made.post,
            reason=reason.strip(),
            detail=detail,
        )
    return asked


def _grant(attempt: Attempt, answer: str = "", *, new: dict[str, Any], data: dict[str, Any] | None = None) -> Case:
    return _decide(attempt, Outcome.GRANTED, answer, new=new, data=data or {})


def _decide(attempt: Attempt, outcome: Outcome, answer: str, *, new: dict[str, Any], data: dict[str, Any]) -> Case:
    """The step and the answered question together. A case may be opened again without having been asked."""
    note = answer.strip()
    with transaction.atomic():
        decided = take(step(attempt, note=note, data=data, new={**NOTHING_PROPOSED, **new}))
        Proposal.objects.filter(case=decided, outcome="").update(
            outcome=outcome, decided_at=attempt.at, decided_by=attempt.hat.person, answer=note
        )
        if not decided.is_open:
            close_children(decided, at=attempt.at)
    return decided


def _detail(attempt: Attempt) -> dict[str, Any]:
    return dict(attempt.pending.detail) if attempt.pending else {}
