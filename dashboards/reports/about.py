"""Whom a monthly report is of."""

from __future__ import annotations

from typing import NamedTuple

from django.http import Http404

from dashboards.asked import Asked
from dashboards.models import Report, ReportQuerySet
from dashboards.models.reports import whose
from dashboards.tallies.reading import ALL, Slice
from dashboards.terms import Cut
from grids.models import Place
from partyorg.models import Organisation


class About(NamedTuple):
    """A place, or what one unit there had in hands."""

    place: Place
    unit: Organisation | None = None

    @property
    def part(self) -> Slice:
        return Slice(Cut.UNIT, (str(self.unit.pk),)) if self.unit else ALL

    def __str__(self) -> str:
        return whose(self.place, self.unit)

    @property
    def reports(self) -> ReportQuerySet:
        """Of all months, the newest first."""
        return Report.objects.filter(place=self.place, unit=self.unit)


def about(report: Report) -> About:
    return About(report.place, report.unit)


def about_of(asked: Asked) -> About:
    """What an address asks reports of: narrowed to one unit it is that unit's, else the whole place's.

    Raises Http404 where the address is about several units, or the hat reads nothing here but a unit's own line.
    """
    if asked.part.cut == Cut.UNIT and len(asked.part.values) == 1:
        return About(asked.place, Organisation.objects.get(pk=asked.part.values[0]))
    if not asked.reach.covers(asked.place):
        raise Http404
    return About(asked.place)
