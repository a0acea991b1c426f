"""After the calendar changed: open deadlines are computed again, in one logged job a change, never silently."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from cases.actions.moving import Step, system_step, write
from cases.deadlines import BEING_HANDLED, WAITS_FOR_RESPONSE, Clockwork
from cases.models import Case, Recomputation
from cases.terms import Notice
from worktime.limits import Limit as Span
from worktime.models import CalendarChange

BATCH = 1000


def recompute_open_deadlines(*, at: datetime) -> list[Recomputation]:
    """One job for each calendar change that is not dealt with yet. Every moved deadline is an event of its case.

    A job is written batch by batch, so that nobody waits long for a case; cut short, it goes on where it stopped.
    """
    finished = Recomputation.objects.filter(finished_at__isnull=False).values("calendar_change_id")
    changes = CalendarChange.objects.exclude(pk__in=finished).order_by("pk")
    jobs = [
        Recomputation.objects.get_or_create(calendar_change_id=change.pk, defaults={"at": at})[0] for change in changes
    ]
    return [job for job in jobs if _worked_off(job, at)]


def _worked_off(job: Recomputation, at: datetime) -> bool:
    """True when this call finished the job; another worker that holds it is left to it."""
    clockwork = Clockwork.load()
    while _batch(job, clockwork, at):
        pass
    return job.finished_at is not None


def _batch(job: Recomputation, clockwork: Clockwork, at: datetime) -> bool:
    with transaction.atomic():
        held = Recomputation.objects.select_for_update(skip_locked=True).filter(pk=job.pk, finished_at=None).first()
        if held is None:
            return False
        following = Case.objects.open().filter(pk__gt=held.last_case_id).order_by("pk").select_for_update()
        cases = list(following.defer("words", "reporter_name", "reporter_phone")[:BATCH])
        if cases:
            held.last_case_id = cases[-1].pk
            held.looked_at += len(cases)
            held.changed += len(write([one for case in cases if (one := _moved_deadline(case, clockwork, at))]))
        else:
            held.finished_at = job.finished_at = at
        held.save(update_fields=["last_case_id", "looked_at", "changed", "finished_at"])
        job.looked_at, job.changed = held.looked_at, held.changed
    return bool(cases)


def _moved_deadline(case: Case, clockwork: Clockwork, at: datetime) -> Step | None:
    """The clocks that the case's state still waits for, where the calendar now says another moment."""
    new: dict[str, Any] = {}
    if case.state in WAITS_FOR_RESPONSE and case.respond_from and case.respond_limit:
        new["respond_by"] = clockwork.ends(case.respond_from, Span.parse(case.respond_limit))
    if case.state in BEING_HANDLED and case.handle_from and case.handle_limit:
        new["handle_by"] = clockwork.ends(case.handle_from, Span.parse(case.handle_limit))
    if all(getattr(case, column) == moment for column, moment in new.items()):
        return None
    return system_step(case, Notice.RECOMPUTED, at=at, new=new)
