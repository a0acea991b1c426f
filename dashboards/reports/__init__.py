"""The monthly report of a place: what is in it, on paper, and whether its figures still hold."""

from dashboards.reports.paper import made
from dashboards.reports.shown import reports_of

__all__ = ["made", "reports_of"]
