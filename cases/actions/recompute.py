"""Open deadlines computed again, in one logged job, never silently: after the calendar changed, or because an
administrator wants the limits as they now are to hold for clocks that run already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.actions import write_audit
from accounts.models import User
from accounts.personal import masked_in
from cases.actions.moving import Step, system_step, write
from cases.deadlines import BEING_HANDLED, WAITS_FOR_RESPONSE, Clockwork
from cases.models import Case, Event, Recomputation
from cases.terms import Clock, Kind, Notice, State
from worktime.limits import Limit as Span
from worktime.models import CalendarChange

BATCH = 1000
PREVIEWED = 5000

RESPONSE_CLOCKS: Mapping[str, Clock] = {
    State.SUBMITTED: Clock.ACCEPT,
    State.DISPATCHED: Clock.SIGN,
    State.TOPPED: Clock.SIGN,
    State.CHECKING: Clock.CHECK,
    State.REVISIT: Clock.REVISIT,
}
# By which event the handling clock was set: by the level's own limit, or by half of it. What was granted to this one
# case (延期, 解挂, 里程碑) is a promise of its own and stays.
BY_LIMIT = frozenset(
    {
        Kind.ACCEPT,
        Kind.EMERGENCY_DIRECT,
        Kind.WHISTLE,
        Kind.AUTO_WHISTLE,
        Kind.RAISE_TOP,
        Kind.AUTO_RAISE,
        Kind.REOPEN,
    }
)
BY_HALF = frozenset({Kind.CHECK_FAIL, Kind.REVISIT_BAD})


def ask_for_recomputation(*, because: str, by: User, at: datetime) -> Recomputation:
    """An administrator's order, dealt with by the next `recompute_open_deadlines`."""
    with transaction.atomic():
        job = Recomputation.objects.create(because=masked_in(because.strip()), by=by, at=at)
        write_audit(action="重算在走的时限", of=job, by=by, at=at, reason=job.because)
    return job


def recompute_open_deadlines(*, at: datetime) -> list[Recomputation]:
    """One job for each calendar change and each order that is not dealt with yet. Every moved deadline is an event.

    A job is written batch by batch, so that nobody waits long for a case; cut short, it goes on where it stopped.
    """
    known = Recomputation.objects.filter(calendar_change_id__isnull=False).values("calendar_change_id")
    for change in CalendarChange.objects.exclude(pk__in=known).order_by("pk"):
        Recomputation.objects.get_or_create(calendar_change_id=change.pk, defaults={"at": at})
    jobs = Recomputation.objects.filter(finished_at=None).order_by("pk")
    return [job for job in jobs if _worked_off(job, at)]


def preview(*, at: datetime) -> Counter[str]:
    """What an order would do to the open cases, written nowhere: looked_at, changed, sooner, later, late_at_once.

    At most the newest PREVIEWED cases are looked at.
    """
    counts: Counter[str] = Counter()
    clockwork = Clockwork.load()
    cases = list(_light(Case.objects.open().order_by("-pk"))[:PREVIEWED])
    for case, step in zip(cases, _by_limits(cases, clockwork, at), strict=True):
        counts["looked_at"] += 1
        if step:
            now, then = case.handle_by or case.respond_by, step.after("handle_by") or step.after("respond_by")
            counts["changed"] += 1
            counts["sooner" if then < now else "later"] += 1
            counts["late_at_once"] += then <= at
    return counts


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
        cases = list(_light(following)[:BATCH])
        if cases:
            moving = _by_calendar if held.calendar_change_id else _by_limits
            held.last_case_id = cases[-1].pk
            held.looked_at += len(cases)
            held.changed += len(write([step for step in moving(cases, clockwork, at) if step]))
        else:
            held.finished_at = job.finished_at = at
        held.save(update_fields=["last_case_id", "looked_at", "changed", "finished_at"])
        job.looked_at, job.changed = held.looked_at, held.changed
    return bool(cases)


def _light(cases: Any) -> Any:
    return cases.defer("words", "reporter_name", "reporter_phone")  # nothing encrypted is opened to count a day


def _by_calendar(cases: Sequence[Case], clockwork: Clockwork, at: datetime) -> Iterable[Step | None]:
    """The clocks that a case's state still waits for, by their own limits, where the calendar says another moment."""
    for case in cases:
        new: dict[str, Any] = {}
        if _awaits_response(case) and case.respond_limit and case.respond_from:
            new["respond_by"] = clockwork.ends(case.respond_from, Span.parse(case.respond_limit))
        if case.state in BEING_HANDLED and case.handle_from and case.handle_limit:
            new |= clockwork.handle_for(Span.parse(case.handle_limit), case.handle_from)
        yield _moved(case, new, at)


def _by_limits(cases: Sequence[Case], clockwork: Clockwork, at: datetime) -> Iterable[Step | None]:
    """The same clocks from the same starts, by the limits as they now are."""
    set_by = _handling_set_by(cases)
    for case in cases:
        new: dict[str, Any] = {}
        if _awaits_response(case) and case.respond_from:
            clock = RESPONSE_CLOCKS[case.state]
            new |= clockwork.respond(clock, case, level=case.owner_level, start=case.respond_from)
        if case.state in BEING_HANDLED and case.handle_from:
            if set_by.get(case.pk) in BY_LIMIT:
                new |= clockwork.handle(case, level=case.owner_level, start=case.handle_from)
            elif set_by.get(case.pk) in BY_HALF:
                new |= clockwork.handle_again(case, start=case.handle_from)
        yield _moved(case, new, at)


def _awaits_response(case: Case) -> bool:
    return case.state in WAITS_FOR_RESPONSE and case.respond_by is not None


def _handling_set_by(cases: Sequence[Case]) -> dict[int, str]:
    """By which event each case's handling clock was set last. One query."""
    settings = Event.objects.filter(case__in=[case.pk for case in cases], handle_by_after__isnull=False)
    settings = settings.exclude(handle_by_before=F("handle_by_after")).exclude(kind=Notice.RECOMPUTED)
    return dict(settings.order_by("seq").values_list("case_id", "kind"))


def _moved(case: Case, new: dict[str, Any], at: datetime) -> Step | None:
    ends = {column: moment for column, moment in new.items() if column in ("respond_by", "handle_by")}
    if all(getattr(case, column) == moment for column, moment in ends.items()):
        return None
    if case.remind_at is None and new.get("remind_at") and new["remind_at"] <= at:
        new["remind_at"] = None  # they were reminded already
    return system_step(case, Notice.RECOMPUTED, at=at, new=new)
