"""A report that was worth more than most: verified by the community, once (domain.md §4, 2)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from partyorg.hats import Hat
from volunteers.actions.recording import Done, record
from volunteers.actions.reviewing import approve_seen
from volunteers.deciding import hindrance
from volunteers.kinds import Work
from volunteers.models import Service
from volunteers.rules import Refused
from volunteers.workflow import State


def value(report: Service, *, by: Hat, at: datetime) -> Service:
    """有价值: more points for a report whose record stands. Once for each case: told again, the first record.

    Raises Refused `not_a_report`, `not_yours`, `own_record`, `no_scheme`.
    """
    if report.work != Work.REPORT or report.state != State.APPROVED or report.case is None:
        raise Refused("not_a_report")
    if rule := hindrance(report, by):
        raise Refused(rule)
    key = f"valued:{report.case.pk}"
    if known := Service.objects.filter(key=key).first():
        return known
    done = Done(
        key=key, person=report.person, community=report.community, work=Work.VALUED,
        title=f"有价值的随手拍：{report.case.title}", source=report.source, day=localdate(at), case=report.case,
    )  # fmt: skip
    with transaction.atomic():
        service = record(done, by=by.person, at=at)
        approve_seen([service], by=by.person, at=at)
        write_audit(action="认定随手拍有价值", of=service, by=by.person, at=at)
    return Service.objects.get(pk=service.pk)
