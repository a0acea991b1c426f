from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from dashboards import actions
from dashboards.asked import Asked, asked
from exchange.exporting.sheets import XLSX
from partyorg.hats import Hat

View = Callable[..., HttpResponse]


def with_sheet(read: Callable[..., Asked] = asked) -> Callable[[View], View]:
    """A page about a place. The view takes what `read` makes of its address: `asked`, or another that knows what such
    a page cannot heed. With `as=xlsx` it comes as a workbook of its tables, to whoever may read it as a page.
    """

    def shown_by(view: View) -> View:
        @wraps(view)
        def shown(request: HttpRequest, hat: Hat, at: datetime, place: int, **given: Any) -> HttpResponse:
            looked_at = read(request.GET, place=place, hat=hat, at=at)
            answer = view(request, hat, at, looked_at, **given)
            as_sheet = request.GET.get("as") == "xlsx" and answer.status_code == 200
            return _sheet_of(looked_at, answer, hat, at) if as_sheet else answer

        return shown

    return shown_by


def _sheet_of(looked_at: Asked, page: HttpResponse, hat: Hat, at: datetime) -> HttpResponse:
    name, content = actions.export_tables(looked_at, page.content.decode(), by=hat, at=at)
    named = content_disposition_header(True, f"{name}.xlsx") or ""
    headers = {"Content-Disposition": named, "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=XLSX, headers=headers)
