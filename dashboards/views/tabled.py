from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from dashboards import actions
from dashboards.asked import asked
from exchange.exporting.sheets import XLSX
from partyorg.hats import Hat

View = Callable[..., HttpResponse]


def with_sheet(view: View) -> View:
    """With `as=xlsx` in its address a page comes as a workbook of its tables, to whoever may read it as a page."""

    @wraps(view)
    def shown(request: HttpRequest, hat: Hat, at: datetime, place: int, **given: Any) -> HttpResponse:
        answer = view(request, hat, at, place=place, **given)
        if request.GET.get("as") != "xlsx" or answer.status_code != 200:
            return answer
        looked_at = asked(request.GET, place=place, hat=hat, at=at)
        title, content = actions.export_tables(looked_at, answer.content.decode(), by=hat, at=at)
        named = content_disposition_header(True, f"{title}_{looked_at.period.label}.xlsx") or ""
        headers = {"Content-Disposition": named, "Cache-Control": "no-store"}
        return HttpResponse(content, content_type=XLSX, headers=headers)

    return shown
