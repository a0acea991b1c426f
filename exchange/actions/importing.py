"""An import, step by step: taken in and read, confirmed or dropped, tried again. Writing it is the worker's part."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from exchange.actions.refusing import Refused
from exchange.checking import check_members, check_organisations, check_staff
from exchange.columns import COLUMNS
from exchange.models import ImportRun, Paper
from exchange.plans import Plan
from exchange.reading import Table, read_table
from exchange.standing import keeps_members_of, may_import, own_units
from exchange.workflow import IMPORTED_BY, OPEN, RunState, What
from partyorg.hats import Hat

PREVIEWED, FAULTS_KEPT = 50, 1000


def take_in(content: bytes, *, name: str, what: str, by: Hat, at: datetime) -> ImportRun:
    """Read the file and look what it would do. Raises Unreadable where there is nothing to go by, Refused."""
    if what not in may_import(by) or by.person is None:
        raise Refused("not_yours")
    table = read_table(content, name=name, what=what)
    with transaction.atomic():
        run = ImportRun.objects.create(what=what, name=name[-120:], by=by.person, at=at, state=RunState.WRONG)
        Paper.keep(content, Paper.Purpose.FILE, run=run)
        _look(run, table, by=by, at=at)
    return run


def look_again(run: ImportRun, *, by: Hat, at: datetime) -> None:
    """After a failure: read and check once more, against the register as it is now."""
    content = run.papers.content(Paper.Purpose.FILE)
    if content is None or run.state != RunState.FAILED:
        raise Refused("gone")
    with transaction.atomic():
        _look(run, read_table(content, name=run.name, what=run.what), by=by, at=at)


def confirm(run: ImportRun, *, at: datetime) -> bool:
    """Into the queue. False where it was there already: a second press does nothing."""
    with transaction.atomic():
        moved = ImportRun.objects.filter(pk=run.pk, state=RunState.READY).update(state=RunState.QUEUED)
        if moved:
            detail = {"new": run.new, "changed": run.changed}
            write_audit(action=f"确认导入{run.get_what_display()}", of=run, by=run.by, at=at, detail=detail)
    return bool(moved)


def drop(run: ImportRun, *, at: datetime) -> bool:
    """Not to be imported: its file is deleted at once."""
    with transaction.atomic():
        dropped = ImportRun.objects.filter(pk=run.pk, state__in=OPEN).update(state=RunState.DROPPED, finished_at=at)
        if dropped:
            run.papers.all().delete()
    return bool(dropped)


def plan_of(table: Table, by: Hat, at: datetime) -> Plan:
    """What the rows would do for this hat. It is checked again when it is written: posts end, registers change.

    Faults by line, and within a line from its first column to its last.
    """
    if table.what not in may_import(by) or by.person is None:
        raise Refused("not_yours")
    plan = _plan_of(table, by, by.person, at)
    columns = [column.label for column in COLUMNS[table.what]]
    plan.faults.sort(key=lambda one: (one.line, columns.index(one.column) if one.column in columns else -1))
    return plan


def _plan_of(table: Table, by: Hat, person: User, at: datetime) -> Plan:
    if table.what == What.ORGANISATIONS:
        return check_organisations(table, localdate(at))
    if table.what == What.MEMBERS:
        return check_members(table, set(keeps_members_of(by).order_by().values_list("pk", flat=True)))
    return check_staff(table, person)


def counted(plan: Plan, table: Table) -> dict[str, int]:
    """As the run keeps them."""
    counts = plan.counts
    return {
        "total": len(table.rows),
        "new": counts["NEW"],
        "changed": counts["CHANGED"],
        "same": counts["SAME"],
        "errors": len(plan.faults),
    }


def _look(run: ImportRun, table: Table, *, by: Hat, at: datetime) -> None:
    """Each preview is in the trail: what is wrong with a line can say something of people whom one may not see."""
    plan = plan_of(table, by, at)
    for name, number in counted(plan, table).items():
        setattr(run, name, number)
    run.state = RunState.WRONG if plan.faults else RunState.READY
    run.problem, run.started_at, run.finished_at = "", None, None
    run.save(
        update_fields=[
            *("total", "new", "changed", "same", "errors", "state", "problem", "started_at", "finished_at"),
        ]
    )
    run.units.set(own_units(by, IMPORTED_BY[What.MEMBERS]) if run.what == What.MEMBERS else [])
    keep_preview(run, plan, table)
    detail = {"total": run.total, "errors": run.errors, "elsewhere": plan.elsewhere}
    write_audit(action=f"上传预览{run.get_what_display()}", of=run, by=by.person, at=at, detail=detail)


def keep_preview(run: ImportRun, plan: Plan, table: Table) -> None:
    said: dict[str, Any] = {
        "rows": [[item.line, item.outcome.label, item.shown] for item in plan.items[:PREVIEWED]],
        "faults": [[fault.line, fault.column, fault.said] for fault in plan.faults[:FAULTS_KEPT]],
        "strange": table.strange,
        "examples": table.examples,
    }
    Paper.keep(json.dumps(said, ensure_ascii=False).encode(), Paper.Purpose.PREVIEW, run=run)
