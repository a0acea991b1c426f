"""查漏补缺: what of the organisations is not as the rules want it (domain.md 5). It is said, and locks nothing.

Each finding is a sentence about one organisation or place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grids.models import Level, Place
from partyorg.findings.counted import counted, posts_within, units_within
from partyorg.findings.finding import ABOUT, Finding
from partyorg.findings.places import of_places
from partyorg.findings.units import of_unit
from partyorg.models import Organisation

__all__ = ["ABOUT", "Finding", "Survey", "findings", "findings_about", "survey"]


@dataclass(frozen=True, slots=True)
class Survey:
    """A place on a day: all places in it that are in force, in the tree's order; its organisations; what is found."""

    places: list[Place]
    units: list[Organisation]
    findings: list[Finding]


def survey(within: Place, on: date) -> Survey:
    """First what is found of the organisations in their order, then of the places. Seven queries, whatever the size."""
    places = list(Place.objects.under(within).in_force(on).exclude(level=Level.BUILDING).order_by("lft"))
    units = units_within({place.pk for place in places})
    posts = posts_within(within, on)
    of_units = [finding for one in counted(units, posts, on) for finding in of_unit(one, on)]
    return Survey(places, units, [*of_units, *of_places(places, units, posts)])


def findings(within: Place, on: date) -> list[Finding]:
    return survey(within, on).findings


def findings_about(unit: Organisation, on: date) -> list[Finding]:
    """Of this one organisation. Four queries."""
    units = list(unit.get_descendants(include_self=True).filter(ended_on=None).order_by("lft"))
    posts = posts_within(unit.place, on) if unit.place else []
    return [finding for one in counted(units, posts, on)[:1] for finding in of_unit(one, on)]
