"""A view of the board taken out as a file: built at once, written into the trail."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.actions import write_audit
from dashboards.asked import Asked
from dashboards.workbooks.sheets import about_page, sheets_of
from dashboards.workbooks.tabled import Tabled
from exchange.exporting.sheets import workbook_of
from partyorg.hats import Hat


def export_figures(asked: Asked, *, by: Hat, at: datetime) -> bytes:
    """The workbook. Nobody's name or number is in it, so nobody has to grant it (exchange grants what holds them)."""
    content = workbook_of(sheets_of(asked, hat=by, at=at))
    detail = {"period": asked.period.label, "only": asked.only}
    with transaction.atomic():
        write_audit(action="导出看板", of=asked.place, by=by.person, at=at, detail=detail)
    return content


def export_tables(asked: Asked, page: str, *, by: Hat, at: datetime) -> tuple[str, bytes]:
    """(what its file is called, the workbook of its tables)."""
    tabled = Tabled(page)
    content = workbook_of([about_page(asked, tabled, at), *tabled.sheets()])
    only = "，".join(filter(None, [asked.only, *tabled.chosen]))
    with transaction.atomic():
        detail = {"period": asked.days.label, "only": only, "page": tabled.title}
        write_audit(action="导出看板", of=asked.place, by=by.person, at=at, detail=detail)
    return "_".join(filter(None, [tabled.title, only, asked.days.label])).replace("/", " "), content
