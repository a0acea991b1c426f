"""An export: asked for with a reason, granted or declined by another person, built by the worker, fetched for a day."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from accounts.actions import write_audit
from exchange import progress
from exchange.actions.refusing import Refused
from exchange.columns import COLUMNS
from exchange.deciding import decides, may_have
from exchange.exporting.rows import Row, rows_of
from exchange.exporting.sheets import workbook
from exchange.models import FETCHED_WITHIN, Export, Paper
from exchange.standing import exportable, may_export
from exchange.workflow import ExportState, What
from partyorg.hats import Hat
from partyorg.models import Organisation

TOLD_EVERY = 500

logger = logging.getLogger(__name__)


def ask(*, what: str, scope: Organisation | None, in_full: bool, reason: str, by: Hat, at: datetime) -> Export:
    """Raises Refused: for what this hat does not keep, without a reason."""
    if what not in may_export(by) or by.person is None:
        raise Refused("not_yours")
    if (scope is None and what == What.MEMBERS) or (scope and not exportable(by, what).filter(pk=scope.pk).exists()):
        raise Refused("own_scope")
    if not reason.strip():
        raise Refused("reason_given")
    with transaction.atomic():
        export = Export.objects.create(what=what, scope=scope, in_full=in_full, reason=reason, by=by.person, at=at)
        detail = {"what": what, "scope": scope.pk if scope else None, "in_full": in_full}
        write_audit(action="申请导出", of=export, by=by.person, at=at, reason=reason, detail=detail)
    return export


def decide(export: Export, *, granted: bool, words: str, by: Hat, at: datetime) -> None:
    """Raises Refused: for one's own, for what is not this hat's to grant, without a reason for a no, a second time."""
    if by.person is None or export.by_id == by.person.pk:
        raise Refused("own_export")
    if not decides(by, export):
        raise Refused("not_yours")
    if not granted and not words.strip():
        raise Refused("reason_given")
    state = ExportState.GRANTED if granted else ExportState.DECLINED
    with transaction.atomic():
        decided = Export.objects.filter(pk=export.pk, state=ExportState.ASKED).update(
            state=state, decided_by=by.person, decided_at=at, decision=words
        )
        if not decided:
            raise Refused("decided")
        action = "同意导出" if granted else "不同意导出"
        write_audit(action=action, of=export, by=by.person, at=at, reason=words, detail={"in_full": export.in_full})


def fetch(export: Export, *, by: Hat, at: datetime) -> bytes:
    """The file, for who asked for it and still might, each time with a line of the audit trail.

    Raises Refused for anybody else, and when it is gone.
    """
    if not may_have(by, export):
        raise Refused("not_yours")
    content = export.papers.content(Paper.Purpose.RESULT)
    if content is None or export.state != ExportState.READY or export.until is None or export.until < at:
        raise Refused("file_gone")
    with transaction.atomic():
        Export.objects.filter(pk=export.pk).update(fetched=F("fetched") + 1)
        write_audit(action="下载导出文件", of=export, by=by.person, at=at, detail={"rows": export.total})
    return content


def build_granted(*, at: datetime) -> int:
    """Build the files that were granted. Returns how many were taken up."""
    taken = 0
    for export in Export.objects.filter(state=ExportState.GRANTED).select_related("scope__place").order_by("id"):
        progress.tell(_key(export), 0)
        granted = Export.objects.filter(pk=export.pk, state=ExportState.GRANTED)
        if granted.update(state=ExportState.RUNNING):
            _build(export, at)
            taken += 1
    return taken


def build_silent_anew(*, at: datetime) -> int:
    """Those whose worker was killed wait in the queue again: building one twice harms nobody."""
    running = Export.objects.filter(state=ExportState.RUNNING)
    silent = [export.pk for export in running if progress.told(_key(export)) is None]
    return Export.objects.filter(pk__in=silent, state=ExportState.RUNNING).update(state=ExportState.GRANTED)


def end_old(*, at: datetime) -> int:
    """Delete the files that have lain for a day."""
    old = Export.objects.filter(state=ExportState.READY, ready_at__lt=at - FETCHED_WITHIN)
    with transaction.atomic():
        ids = list(old.values_list("pk", flat=True))
        Paper.objects.filter(export__in=ids).delete()
        return Export.objects.filter(pk__in=ids).update(state=ExportState.OVER)


def _build(export: Export, at: datetime) -> None:
    try:
        rows = _rows(export, at)
        headings = [column.label for column in COLUMNS[export.what]]
        content = workbook(str(export.get_what_display()), headings, rows)
    except Exception:
        logger.exception("Export %s failed", export.pk)
        Export.objects.filter(pk=export.pk, state=ExportState.RUNNING).update(state=ExportState.FAILED)
        return
    with transaction.atomic():
        running = Export.objects.filter(pk=export.pk, state=ExportState.RUNNING)
        if running.update(state=ExportState.READY, ready_at=at, total=len(rows)):
            Paper.keep(content, Paper.Purpose.RESULT, export=export)
            write_audit(action="生成导出文件", of=export, by=None, at=at, detail={"rows": len(rows)})
    progress.forget(_key(export))


def _rows(export: Export, at: datetime) -> list[Row]:
    found: list[Row] = []
    for row in rows_of(export, localdate(at)):
        found.append(row)
        if len(found) % TOLD_EVERY == 0:
            progress.tell(_key(export), len(found))
    progress.tell(_key(export), len(found))
    return found


def _key(export: Export) -> str:
    return f"export-{export.pk}"
