"""Records are looked at by somebody else: approved into the ledger, refused with a reason, appealed once, reversed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from accounts.actions import write_audit
from accounts.models import User
from partyorg.hats import Hat
from volunteers.actions.awarding import reverse
from volunteers.actions.moving import locked_all
from volunteers.actions.proving import papers_with, recall_papers
from volunteers.actions.services import award_services, due, keys_of
from volunteers.days import day_full, minutes_on
from volunteers.deciding import hindrance, open_to
from volunteers.models import Service, Transfer
from volunteers.rules import Refused
from volunteers.schemes import scheme_at
from volunteers.workflow import MOVES, State
from worktime.current import current_calendar
from worktime.limits import Limit, Unit


def approve(service: Service, *, reason: str = "", by: Hat, at: datetime) -> Service:
    """通过: hours and points are awarded. What is held or was appealed is approved with a word.

    Raises Refused `not_yours`, `own_record`, `own_word`, `same_reviewer`, `not_now`, `reason_needed`, `no_scheme`,
    `day_full`.
    """
    with transaction.atomic():
        service = _locked(service, "approve")
        _may_decide(service, by)
        if not reason and (service.held or service.state == State.APPEALED):
            raise Refused("reason_needed")
        if not award_services([service], reason=reason, by=by.person, at=at):
            had = minutes_on(service.person_id, service.day, [State.APPROVED])
            raise day_full(service.day, had, service.minutes)
        write_audit(action="通过志愿服务", of=service, by=by.person, at=at)
    return Service.objects.get(pk=service.pk)


def approve_all(pks: Collection[int], *, by: Hat, at: datetime) -> tuple[int, int]:
    """批量通过: of these the ones that wait, are this hat's to decide and raise no question. One transaction.

    Returns how many were approved and how many that this hat sees still wait, to be looked at one by one or by somebody
    else; what others have decided meanwhile is in neither.
    """
    with transaction.atomic():
        waiting = Service.objects.select_for_update().filter(pk__in=pks, state=State.WAITING, held=[])
        mine = open_to(by, due(waiting.order_by("pk")))
        approved = award_services(mine, by=by.person, at=at)
        if approved and by.person:
            told = {"records": approved, "first": mine[0].pk, "last": mine[-1].pk}
            write_audit(action="批量通过志愿服务", of=by.person, by=by.person, at=at, detail=told)
        left = Service.objects.visible_to(by).undecided().filter(pk__in=pks).count()
    return approved, left


def approve_seen(services: Iterable[Service], *, by: User | None, at: datetime) -> int:
    """Of what another deed has decided already (a case was accepted, a wish was confirmed): those that still wait.

    `by`: who decided that, None where the system says so. Returns how many.
    """
    with transaction.atomic():
        pks = [one.pk for one in services]
        rows = Service.objects.select_for_update().filter(pk__in=pks, state=State.WAITING, held=[])
        waiting = due(rows.order_by("pk"))
        return award_services(waiting, by=by, at=at)


def reject(service: Service, *, reason: str, by: Hat, at: datetime) -> Service:
    """不通过, with the reason that the person reads; the second time there is no third look. Raises as `approve`."""
    if not reason:
        raise Refused("reason_needed")
    with transaction.atomic():
        service = _locked(service, "uphold" if service.state == State.APPEALED else "reject")
        _may_decide(service, by)
        appealed = service.state == State.APPEALED
        service.state = State.UPHELD if appealed else State.REJECTED
        service.reason, service.decided_by, service.decided_at = reason, by.person, at
        if not appealed:
            days = scheme_at(service.community, service.day).appeal_days
            service.appeal_by = current_calendar().deadline(at, Limit(days, Unit.WORKING_DAY)).at
        service.save(update_fields=["state", "reason", "decided_by", "decided_at", "appeal_by"])
        write_audit(action="不通过志愿服务", of=service, by=by.person, at=at, detail={"state": service.state})
    return service


def appeal(service: Service, *, words: str, by: User, at: datetime) -> Service:
    """申诉: once, in time, by the person. Raises Refused `not_yours`, `not_now`, `too_late`, `reason_needed`."""
    if service.person_id != by.pk:
        raise Refused("not_yours")
    if not words:
        raise Refused("reason_needed")
    with transaction.atomic():
        service = _locked(service, "appeal")
        if service.appeal_by and at > service.appeal_by:
            raise Refused("too_late", by=f"{service.appeal_by:%Y-%m-%d}")
        service.state, service.appeal, service.appealed_at = State.APPEALED, words, at
        service.save(update_fields=["state", "appeal", "appealed_at"])
    return service


def reverse_service(service: Service, *, reason: str, by: Hat, at: datetime) -> Service:
    """冲正: it should not have been approved. Hours and points go back; what is spent already is owed; a proof on which
    it stands is recalled.

    Raises Refused `not_yours`, `own_record`, `not_now`, `reason_needed`.
    """
    if not reason:
        raise Refused("reason_needed")
    with transaction.atomic():
        service = _locked(service, "reverse")
        _may_decide(service, by)
        locked_all({service.person_id})
        for row in Transfer.objects.filter(key__in=keys_of(service)):
            reverse(row, reason=reason, by=by.person, at=at)
        recall_papers(papers_with(service).select_for_update(of=("self",)), by=by, at=at)
        service.state, service.reason = State.REVERSED, reason
        service.decided_by, service.decided_at = by.person, at
        service.save(update_fields=["state", "reason", "decided_by", "decided_at"])
        write_audit(action="冲正志愿服务", of=service, by=by.person, at=at)
    return service


def _locked(service: Service, move: str) -> Service:
    """As it is now. Raises Refused `not_now`."""
    row = Service.objects.select_for_update(of=("self",)).select_related("community").get(pk=service.pk)
    if row.state not in MOVES[move].sources:
        raise Refused("not_now", state=row.get_state_display())
    return row


def _may_decide(service: Service, by: Hat) -> None:
    if rule := hindrance(service, by):
        raise Refused(rule)
