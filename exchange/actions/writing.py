"""The worker's part of an import: one transaction in which everything is checked again and written, or nothing is.

Taken up and ended by compare-and-set. Where a worker is killed the database takes everything back; the run is then
said to have failed (`give_up_silent`), and should that worker live after all, it finds the run no longer its own and
takes everything back itself.
"""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.actions import write_audit
from exchange import progress
from exchange.actions.importing import counted, plan_of
from exchange.actions.refusing import Refused
from exchange.models import ImportRun, Paper
from exchange.plans import Plan
from exchange.reading import Table, Unreadable, read_table
from exchange.workflow import RunState, What
from exchange.writing import Told, write_members, write_organisations, write_staff
from grids.treelock import tree_write
from partyorg.hats import Hat, hat_of
from partyorg.models import Organisation

WRITERS = {What.ORGANISATIONS: write_organisations, What.MEMBERS: write_members, What.STAFF: write_staff}
TAKEN_MEANWHILE = "登记册刚刚被别人改过，没有写入任何一行。请再看一遍预览。"
UNFORESEEN = "出了意外，没有写入任何一行。请再试一次；还是不行，请把这次导入的编号告诉管理员。"
SILENT = "导入中断了，没有写入任何一行。可以再试一次。"

logger = logging.getLogger(__name__)


def write_queued(*, at: datetime) -> int:
    """Write the imports that were confirmed, one after the other. Returns how many were taken up."""
    taken = 0
    for run in ImportRun.objects.filter(state=RunState.QUEUED).order_by("id"):
        if _claim(run, at):
            _write(run, at)
            taken += 1
    return taken


def give_up_silent(*, at: datetime) -> int:
    """Say of runs whose worker was killed that they have failed. They can be tried again."""
    running = ImportRun.objects.filter(state=RunState.RUNNING)
    silent = [run for run in running if progress.told(_key(run)) is None]
    for run in silent:
        _fail(run, SILENT, at)
    return len(silent)


def _claim(run: ImportRun, at: datetime) -> bool:
    """Whether it is ours: not another worker's, and none of its kind is being written."""
    progress.tell(_key(run), 0)
    try:
        with transaction.atomic():
            waiting = ImportRun.objects.filter(pk=run.pk, state=RunState.QUEUED)
            return bool(waiting.update(state=RunState.RUNNING, started_at=at))
    except IntegrityError:  # one_import_of_a_kind_at_a_time
        return False


def _write(run: ImportRun, at: datetime) -> None:
    hat = hat_of(run.by, at)
    try:
        content = run.papers.content(Paper.Purpose.FILE)
        if content is None:
            raise Refused("gone")
        table = read_table(content, name=run.name, what=run.what)
        with _lock(run.what):
            _write_all(run, table, hat, at)
    except (Refused, Unreadable) as refused:
        _fail(run, str(refused), at)
    except IntegrityError:
        logger.warning("Import %s met a change of the register", run.pk, exc_info=True)
        _fail(run, TAKEN_MEANWHILE, at)
    except Exception:
        logger.exception("Import %s failed", run.pk)
        _fail(run, UNFORESEEN, at)
    progress.forget(_key(run))


def _lock(what: str) -> AbstractContextManager[Any]:
    """What is checked must still hold when it is written. Of a kind there is only one import at a time."""
    return tree_write(Organisation) if what == What.ORGANISATIONS else transaction.atomic()


def _write_all(run: ImportRun, table: Table, hat: Hat, at: datetime) -> None:
    plan = plan_of(table, hat, at)
    if not _is_as_shown(run, plan, table):
        raise Refused("changed")
    written = WRITERS[What(run.what)](plan, by=run.by, at=at, told=_teller(run))
    ended = ImportRun.objects.filter(pk=run.pk, state=RunState.RUNNING).update(
        state=RunState.DONE, finished_at=at, accounts=written.accounts
    )
    if not ended:
        raise Refused("gone")  # given up as silent: what was written is taken back
    run.papers.all().delete()
    detail = {"added": _spans(written.added), "changed": _spans(written.changed), "accounts": len(written.accounts)}
    write_audit(action=f"导入{run.get_what_display()}", of=run, by=run.by, at=at, detail=detail)


def _is_as_shown(run: ImportRun, plan: Plan, table: Table) -> bool:
    return all(getattr(run, name) == number for name, number in counted(plan, table).items())


def _spans(ids: list[int]) -> list[list[int]]:
    """The ids as [first, last] of unbroken rows of them: thousands that were added are one pair."""
    spans: list[list[int]] = []
    for one in sorted(ids):
        if spans and one == spans[-1][1] + 1:
            spans[-1][1] = one
        else:
            spans.append([one, one])
    return spans


def _teller(run: ImportRun) -> Told:
    return lambda done: progress.tell(_key(run), done)


def _fail(run: ImportRun, problem: str, at: datetime) -> None:
    running = ImportRun.objects.filter(pk=run.pk, state=RunState.RUNNING)
    running.update(state=RunState.FAILED, problem=problem, finished_at=at)


def _key(run: ImportRun) -> str:
    return f"import-{run.pk}"
