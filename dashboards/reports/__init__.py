"""The monthly report of a place or a unit: what is in it, on paper, and whether its figures still hold."""

from dashboards.reports.about import About, about, about_of
from dashboards.reports.paper import made
from dashboards.reports.shown import reports_of

__all__ = ["About", "about", "about_of", "made", "reports_of"]
