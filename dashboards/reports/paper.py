"""A monthly report as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from accounts.printing import pdf_of
from dashboards.models import Report
from dashboards.reports.contents import contents_of

LOOKS_LIKE = Path(settings.BASE_DIR) / "static/css/report.css"


def made(report: Report, *, at: datetime, told: Callable[[int], None]) -> bytes:
    """Only where nothing that papers need is `missing` (accounts.printing)."""
    contents = contents_of(report, at=at, told=told)
    html = render_to_string("dashboards/report/paper.html", {"report": report, "contents": contents})
    return pdf_of(html, LOOKS_LIKE)
