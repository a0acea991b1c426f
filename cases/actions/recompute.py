"""After the calendar changed: open deadlines are computed again, in one logged job a change, never silently."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from cases.actions.moving import Step, system_step, write
from cases.deadlines import BEING_HANDLED, WAITS_FOR_RESPONSE, Clockwork, earliest
from cases.models import Case, Recomputation
from cases.terms import Notice
from worktime.limits import Limit as Span
from worktime.models import CalendarChange

BATCH = 1000


def recompute_open_deadlines(*, at: datetime) -> list[Recomputation]:
    """One job for each calendar change nobody has dealt with yet. Every moved deadline is an event of its case."""
    done = Recomputation.objects.values("calendar_change_id")
    changes = CalendarChange.objects.exclude(pk__in=done).order_by("pk")
    return [_recompute(change, at) for change in changes]


def _recompute(change: CalendarChange, at: datetime) -> Recomputation:
    """Raises IntegrityError when another worker took the same change: its job stands, ours is undone."""
    with transaction.atomic():
        job = Recomputation.objects.create(calendar_change_id=change.pk, at=at)
        clockwork, last = Clockwork.load(), 0
        while cases := list(Case.objects.open().filter(pk__gt=last).order_by("pk").select_for_update()[:BATCH]):
            last = cases[-1].pk
            steps = [one for case in cases if (one := _moved_deadline(case, clockwork, at))]
            job.looked_at += len(cases)
            job.changed += len(write(steps))
        job.save(update_fields=["looked_at", "changed"])
    return job


def _moved_deadline(case: Case, clockwork: Clockwork, at: datetime) -> Step | None:
    """The clocks that the case's state still waits for, where the calendar now says another moment."""
    new: dict[str, Any] = {}
    if case.state in WAITS_FOR_RESPONSE and case.respond_from and case.respond_limit:
        new["respond_by"] = clockwork.ends(case.respond_from, Span.parse(case.respond_limit))
    if case.state in BEING_HANDLED and case.handle_from and case.handle_limit:
        new["handle_by"] = clockwork.ends(case.handle_from, Span.parse(case.handle_limit))
    if all(getattr(case, column) == moment for column, moment in new.items()):
        return None
    respond_by, handle_by = new.get("respond_by", case.respond_by), new.get("handle_by", case.handle_by)
    new["due_at"] = earliest(case.state, respond_by, handle_by) if case.due_at else None
    return system_step(case, Notice.RECOMPUTED, at=at, new=new)
