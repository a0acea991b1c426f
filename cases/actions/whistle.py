"""Upwards: whistled by hand, raised to the leading group, decided at the top. Nothing here, or anywhere, goes down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from cases.actions.handling import called, may_object
from cases.actions.moving import Refused, answering_unit, permit, step, take
from cases.deadlines import NOBODY_AWAITED, Clockwork
from cases.models import AssistingUnit, Case, Milestone, TopDecision
from cases.terms import TOP, Clock, Kind, Level
from partyorg.answering import Answering
from partyorg.hats import Hat
from partyorg.models import Organisation


def risen(case: Case, *, level: int, unit: int, clockwork: Clockwork, at: datetime) -> dict[str, Any]:
    """The columns of a case that a unit on a higher rung now owns: it hosts, and its clocks start now.

    At the top the unit hosts nothing until it has decided who does.
    """
    return {
        "owner_level": level,
        "owner_org_id": unit,
        "host_org_id": unit,
        **clockwork.respond(Clock.SIGN, case, level=level, start=at),
        **clockwork.handle(case, level=level, start=at),
        **NOBODY_AWAITED,
        "supervise_at": None,
        "whistle_kind": "",
    }


def whistle(
    case: Case, *, to: int, reason: str, study: str = "", whistle_kind: str = "", by: Hat, at: datetime
) -> Case:
    """吹哨 to a higher rung. From the grid straight to the street the community gets a copy (抄送).

    From the street `whistle_kind` says how soon the departments have to report in that the platform will call.
    """
    if to < case.owner_level:
        raise Refused("no_return")
    attempt = permit(case, Kind.WHISTLE, by=by, at=at, to=to, reason=reason, study=study, whistle_kind=whistle_kind)
    answering = Answering.load_for(case.place)
    level, unit = answering_unit(case.place, to, answering)
    skipped = [answering.unit(case.place_id, rung) for rung in range(case.rung + 1, level)]
    return take(
        step(
            attempt,
            new={
                **risen(case, level=level, unit=unit, clockwork=Clockwork.load(), at=at),
                "whistle_kind": whistle_kind,
            },
            note=reason.strip(),
            data={"study": study.strip()} if study.strip() else {},
            assisting=[(unit_id, AssistingUnit.Why.COPIED) for unit_id in skipped if unit_id],
        )
    )


def raise_top(case: Case, *, reason: str, by: Hat, at: datetime) -> Case:
    """提报 by the district platform: the leading group owns it, and names a leader within a working day."""
    attempt = permit(case, Kind.RAISE_TOP, by=by, at=at, reason=reason)
    level, unit = answering_unit(case.place, TOP)
    new = risen(case, level=level, unit=unit, clockwork=Clockwork.load(), at=at)
    return take(step(attempt, new=new, note=reason.strip()))


def top_decide(
    case: Case,
    *,
    leader: str,
    decision: str,
    money: Decimal,
    host: Organisation,
    assisting: Sequence[Organisation] = (),
    milestones: Sequence[tuple[str, date]],
    by: Hat,
    at: datetime,
) -> Case:
    """顶格协调: who leads, hosts and assists, the money, the milestones. The last of them is the deadline."""
    attempt = permit(
        case,
        Kind.TOP_DECIDE,
        by=by,
        at=at,
        leader=leader,
        decision=decision,
        money=money,
        host=host,
        assisting=assisting,
        milestones=milestones,
    )
    clockwork = Clockwork.load()
    new = {
        "host_org_id": host.pk,
        **clockwork.respond(Clock.SIGN, case, level=Level.LEADING_GROUP, start=at),
        **clockwork.handle_until(max(due_on for _, due_on in milestones), at),
        **called(case, host, case.whistle_kind, clockwork, at),
    }
    named = [(unit.pk, AssistingUnit.Why.NAMED) for unit in assisting]
    data = {"leader": leader, "money": str(money), "assisting": [unit.name for unit in assisting]}
    data |= may_object(case, host, clockwork, at)
    with transaction.atomic():
        decided = take(step(attempt, new=new, note=decision.strip(), data=data, assisting=named))
        _keep_decision(decided, attempt.given)
    return decided


def _keep_decision(decided: Case, given: Mapping[str, Any]) -> None:
    """The decision as a record of its own, beside the event that made it."""
    record = TopDecision.objects.create(
        case=decided,
        event=decided.events.get(seq=decided.version),
        leader=given["leader"],
        decision=given["decision"].strip(),
        money=given["money"],
        host_org=given["host"],
    )
    Milestone.objects.bulk_create(
        [Milestone(decision=record, what=what, due_on=on) for what, on in given["milestones"]]
    )
