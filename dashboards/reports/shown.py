"""The page of a place's reports, or a unit's: each with how far it has come, and whether its figures still hold."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.models import Report
from dashboards.reports.about import About
from dashboards.reports.marks import marks_of

MOST = 60


@dataclass(frozen=True, slots=True)
class Listed:
    report: Report
    is_newest: bool  # of its month
    has_changed: bool  # what it says of the month no longer holds
    figures_changed: bool  # because something was counted differently; else by other rules

    @property
    def may_be_made_anew(self) -> bool:
        return self.is_newest and self.has_changed


def reports_of(about: About) -> list[Listed]:
    reports = list(about.reports.select_related("place", "unit", "asked_by")[:MOST])
    if not reports:
        return []
    now = marks_of(about, {one.month for one in reports})
    newest = {one.month: one.pk for one in reversed(reports)}
    return [
        Listed(
            one,
            is_newest=newest[one.month] == one.pk,
            has_changed=bool(one.figures) and not now[one.month].is_of(one),
            figures_changed=not now[one.month].has_figures_of(one),
        )
        for one in reports
    ]
